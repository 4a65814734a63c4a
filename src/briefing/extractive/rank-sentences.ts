import { type Commentary, textOf } from '../../commentary/commentary.ts'
import type { NumberedSentence } from '../draft.ts'
import { candidatesOf } from './candidates.ts'

/** The numbers of the sentences that could be claims, the best first; what may not be quoted is left out. */
export const rankSentences = (
  commentary: Commentary,
  { sentences }: { readonly sentences: readonly NumberedSentence[] },
): number[] => {
  const numberAt = new Map(sentences.map(({ start, number }) => [start, number]))
  return candidatesOf(commentary, textOf(commentary))
    .all.toSorted((a, b) => b.score - a.score)
    .flatMap(({ sentence }) => numberAt.get(sentence.start) ?? [])
}
