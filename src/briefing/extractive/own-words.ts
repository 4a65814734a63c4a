import { type Commentary, textOf } from '../../commentary/commentary.ts'
import type { NumberedSentence } from '../draft.ts'
import { checkBracket, type ProposedBracket } from '../brackets.ts'
import type { Claim } from '../port.ts'
import { candidatesOf } from './candidates.ts'
import { claimOf } from './index.ts'
import { pointersIn } from './lean.ts'

/** A sentence that may be shown by itself, as a claim in the author's own words. */
export type OwnWords = { readonly number: number; readonly claim: Claim }

/** Every sentence of the body that may be shown by itself, the best first; what may not be quoted is left out. */
export const ownWordsOf = (
  commentary: Commentary,
  { sentences }: { readonly sentences: readonly NumberedSentence[] },
): OwnWords[] => {
  // By their ends: a subhead that ran in is left out at the head.
  const numberOf = new Map(sentences.map(({ end, number }) => [end, number]))
  return candidatesOf(commentary, textOf(commentary))
    .all.toSorted((a, b) => b.score - a.score)
    .flatMap((candidate) => {
      const number = numberOf.get(candidate.sentence.end)
      return number === undefined ? [] : [{ number, claim: claimOf(candidate) }]
    })
}

/**
 * A claim in its own words with the brackets that a model proposes for it, as far as they may be shown and the program has set
 * none there. The sentence before is left out where brackets tell what every pointing word means.
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
