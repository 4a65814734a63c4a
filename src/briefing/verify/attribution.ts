import type { CheckInput } from './check.ts'
import { givenBy, refuse } from './given.ts'
import type { Attribution } from './given.ts'
import { heldBy } from './held.ts'
import { isKnownTo, isRsis } from './holders.ts'
import { attributeHeld } from './others-view.ts'
import { attributeOwn } from './own-view.ts'

/**
 * A view belongs to whom the text gives it to: reported words need their speaker, in the claim or as its holder; the
 * author's own are nobody else's; RSIS, the publisher, holds no view.
 */
export const attribute = (input: CheckInput, draftHolder: string): Attribution => {
  const { evidence } = input
  const given = givenBy(input, draftHolder)
  const named = [given.holder ?? '', ...given.said.map((report) => report.subject)]
  if (named.some(isRsis) && !isRsis(evidence.host.text))
    return refuse('ATTRIBUTION', 'gives the view to RSIS, which only publishes it; the holder is the author')
  if (given.holder !== undefined && !isKnownTo(evidence.numbered, given.holder))
    return refuse('HOLDER_UNKNOWN', `names “${given.holder}” as the holder, whom the text never names so`)
  const held = heldBy(input)
  return held === undefined ? attributeOwn(input, given) : attributeHeld(input, held, given)
}
