import { type Commentary, textOf } from '../../commentary/commentary.ts'
import type { NumberedSentence } from '../draft.ts'
import { checkBracket, type ProposedBracket } from '../brackets.ts'
import type { Claim } from '../port.ts'
import { candidatesOf } from './candidates.ts'
import { claimOf } from './index.ts'
import { pointersIn } from './lean.ts'

/** A sentence that may be shown alone, as a claim in the author's own words. */
export type OwnWords = { readonly number: number; readonly claim: Claim }

/** All sentences of the body that may be shown alone, the best first. */
export const ownWordsOf = (
  commentary: Commentary,
  { sentences }: { readonly sentences: readonly NumberedSentence[] },
): OwnWords[] => {
  // Matched by their ends, because a subhead that ran into a sentence is removed from its beginning.
  const numberOf = new Map(sentences.map(({ end, number }) => [end, number]))
  return candidatesOf(commentary, textOf(commentary))
    .all.toSorted((a, b) => b.score - a.score)
    .flatMap((candidate) => {
      const number = numberOf.get(candidate.sentence.end)
      return number === undefined ? [] : [{ number, claim: claimOf(candidate) }]
    })
}

/**
 * A claim in its own words, with those of the model's proposed brackets that may be shown and that the program has not
 * set itself. The sentence before is left out if brackets explain every pointing word.
 */
export const withBrackets = (claim: Claim, proposed: readonly ProposedBracket[], sources: readonly string[]): Claim => {
  const { quote, brackets: own = [], context, ...rest } = claim
  const all = [...own]
  for (const one of proposed) {
    const bracket = checkBracket(one, quote, sources)
    if (bracket !== undefined && all.every(({ at }) => at !== bracket.at)) all.push(bracket)
  }
  if (all.length === own.length) return claim
  const isTold = pointersIn(quote.text).every(
    ({ end }) => end !== undefined && all.some(({ at }) => at === quote.start + end),
  )
  return {
    ...rest,
    quote,
    ...(context === undefined || isTold ? {} : { context }),
    brackets: all.toSorted((a, b) => a.at - b.at),
  }
}
