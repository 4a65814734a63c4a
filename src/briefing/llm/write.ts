import { randomBytes } from 'node:crypto'
import type { Commentary } from '../../commentary/commentary.ts'
import type { Draft, DraftClaim } from '../draft.ts'
import { type ModelInput, renderModelInput } from './model-input.ts'
import type { Messages, Prompts } from './prompts.ts'
import { stemsOf } from '../text/words.ts'

/** Marks the fence around text from outside: its author cannot know it. */
export const createNonce = (): string => randomBytes(8).toString('hex')

/** A briefing has at most five claims; what comes after this many was not asked for. */
const mostClaims = 8
const mostSynopsisSentences = 3

/** The call that has a briefing of this commentary written. */
export const briefingMessages = (prompts: Prompts, commentary: Commentary, input: ModelInput): Messages =>
  prompts.briefing.render({
    nonce: createNonce(),
    extent:
      input.extent === 'part'
        ? 'It is too long to be given whole: sentences were selected, so numbers are missing.'
        : '',
    commentary: renderModelInput(commentary, input),
  })

/** The request if nothing is retold: name the sentences that matter. */
export const choiceMessages = (prompts: Prompts, commentary: Commentary, input: ModelInput): Messages =>
  prompts.choose.render({ nonce: createNonce(), commentary: renderModelInput(commentary, input) })

const claimKey = (claim: DraftClaim): string => `${claim.sentence} ${stemsOf(claim.text).join(' ')}`

/** Three for each claim. */
const mostBrackets = 3 * mostClaims
/** Longer than anything that passes; what is cut here could not be shown, and is not to be kept. */
const longest = { text: 500, quote: 1_000, holder: 200, sentences: 10 }

/** An answer without what nobody asked for: repeated claims, too many claims, texts that are too long. */
export const trimDraft = ({ synopsis, claims, brackets }: Draft): Draft => {
  const distinct = new Map(claims.toReversed().map((claim) => [claimKey(claim), claim]))
  return {
    synopsis: synopsis.slice(0, mostSynopsisSentences).map(({ text, sentences }) => ({
      text: text.slice(0, longest.text),
      sentences: sentences.slice(0, longest.sentences),
    })),
    claims: claims
      .filter((claim) => distinct.get(claimKey(claim)) === claim)
      .slice(0, mostClaims)
      .map((claim) => ({
        ...claim,
        text: claim.text.slice(0, longest.text),
        quote: claim.quote.slice(0, longest.quote),
        holder: claim.holder.slice(0, longest.holder),
      })),
    brackets: (brackets ?? []).slice(0, mostBrackets),
  }
}

/** Paraphrases share half of their words and more with their text; another language shares names and little else. */
const leastShared = 0.3

/** Whether an answer is in the language of the text: whether enough of its words are the text's. */
export const isInLanguageOf = ({ synopsis, claims }: Draft, { sentences }: ModelInput): boolean => {
  const known = new Set(sentences.flatMap(({ text }) => stemsOf(text)))
  const own = [...synopsis, ...claims].flatMap(({ text }) => stemsOf(text))
  return own.filter((stem) => known.has(stem)).length >= own.length * leastShared
}
