import type { Commentary } from '../commentary/commentary.ts'
import { commentaryKeys } from '../commentary/identity.ts'
import { importCommentary } from '../commentary/import.ts'
import { enqueuePosts } from '../delivery/enqueue.ts'
import { enqueueEdits } from '../delivery/enqueue-edits.ts'
import { UserError } from '../errors.ts'
import { fixOfUnknownName } from '../fetch/unknown-name.ts'
import { matchingSubscriptions } from '../subscriptions/match.ts'
import { briefInTime, type Journey } from './journey.ts'
import { saveBriefed } from './save-briefed.ts'

export type Imported = {
  readonly id: string
  readonly state: string
  readonly claims: number
  /** The facts that the page does not give: title, author or date. */
  readonly unknown: readonly string[]
  /** How many places it is posted to. */
  readonly places: number
}

const unknownOf = ({ title, authors, published }: Commentary): string[] => [
  ...(title === 'Untitled' ? ['title'] : []),
  ...(authors.length === 0 ? ['author'] : []),
  ...(published === undefined ? ['date'] : []),
]

/**
 * Adds a commentary from a file or an address, for pages that a site does not send to programs. It is posted only if
 * `isAnnounced`, because most imported commentaries are old.
 * @throws UserError if the source cannot be read.
 */
export const importOne = async (
  journey: Pick<Journey, 'db' | 'get' | 'engine' | 'now'>,
  source: string,
  { isAnnounced }: { readonly isAnnounced: boolean },
): Promise<Imported> => {
  const result = await importCommentary(source, journey.get)
  if (result.state !== 'read') {
    const fix = fixOfUnknownName(result.detail, source.trim()) ?? 'save the page in a browser and import the file'
    throw new UserError('Import', result.detail, fix)
  }
  const { commentary } = result
  const briefing = await briefInTime(journey, commentary)
  const now = journey.now()
  return journey.db.transaction().execute(async (tx) => {
    const { state, isShownChanged, briefed } = await saveBriefed(
      tx,
      { commentary, briefing, keys: commentaryKeys(commentary, []) },
      now,
    )
    const edited = isShownChanged ? await enqueueEdits(tx, briefed, now) : 0
    const wanted =
      isAnnounced && briefed.commentary.extent !== 'none' ? await matchingSubscriptions(tx, briefed.commentary) : []
    const posted = await enqueuePosts(tx, briefed, wanted, { isCatchUp: false, now })
    return {
      id: briefed.commentary.id,
      state: briefed.commentary.extent === 'none' ? 'was taken down' : state,
      claims: briefing.claims.length,
      unknown: unknownOf(commentary),
      places: edited + posted,
    }
  })
}
