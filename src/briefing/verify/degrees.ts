import { fault } from './check.ts'
import type { Check, CheckInput } from './check.ts'
import { sidesOf } from './sides.ts'

/** Words of degree by what they compare: `more` and `less` are ends of one scale, `far` and `slightly` of another. */
const ends: ReadonlyMap<string, readonly [scale: string, end: string]> = new Map(
  (
    [
      ['comparison', 'up', 'more most greater'],
      ['comparison', 'down', 'less least fewer'],
      ['distance', 'wide', 'far much well considerably substantially vastly significantly hugely greatly'],
      ['distance', 'small', 'slightly marginally barely somewhat little'],
    ] as const
  ).flatMap(([scale, end, words]) => words.split(' ').map((word) => [word, [scale, end]] as const)),
)

/** The word of the evidence that a word of the claim repeats, in its place or elsewhere. */
const metBy = ({ alignment }: CheckInput, index: number): number | undefined =>
  alignment.wording.inPlace.get(index) ?? alignment.toEvidence.get(index)

/** “less costly” for “more costly”, “slightly below” for “far below”: the other end of a scale, before the same word. */
export const checkDegrees: Check = (input) => {
  const { claim, evidence } = input
  if (sidesOf(input) === 'crossed') return []
  return claim.terms.flatMap((term, index) => {
    const own = ends.get(term.lower)
    const met = metBy(input, index + 1)
    const other = met === undefined ? undefined : evidence.host.terms[met - 1]
    const meant = ends.get(other?.lower ?? '')
    if (own === undefined || meant === undefined || own[0] !== meant[0] || own[1] === meant[1]) return []
    return [fault('ANTONYM', `says “${term.word.raw}” where ${evidence.label} says “${other?.word.raw ?? ''}”`)]
  })
}
