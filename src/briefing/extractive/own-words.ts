import { type Commentary, textOf } from '../../commentary/commentary.ts'
import type { NumberedSentence } from '../draft.ts'
import type { Claim } from '../port.ts'
import { candidatesOf } from './candidates.ts'
import { claimOf } from './index.ts'

/** A sentence that may be shown by itself, as a claim in the author's own words. */
export type OwnWords = { readonly number: number; readonly claim: Claim }

/** Every sentence of the body that may be shown by itself, the best first; what may not be quoted is left out. */
export const ownWordsOf = (
  commentary: Commentary,
  { sentences }: { readonly sentences: readonly NumberedSentence[] },
): OwnWords[] => {
  const numberAt = new Map(sentences.map(({ start, number }) => [start, number]))
  return candidatesOf(commentary, textOf(commentary))
    .all.toSorted((a, b) => b.score - a.score)
    .flatMap((candidate) => {
      const number = numberAt.get(candidate.sentence.start)
      return number === undefined ? [] : [{ number, claim: claimOf(candidate) }]
    })
}
