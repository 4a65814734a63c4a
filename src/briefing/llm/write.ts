import type { Commentary } from '../../commentary/commentary.ts'
import type { Ask, Ledger } from '../../model/ask.ts'
import { createNonce } from '../../model/prompts.ts'
import type { Draft, DraftClaim } from '../draft.ts'
import type { OwnWords } from '../extractive/own-words.ts'
import { stemsOf } from '../text/words.ts'
import type { NumberedText } from '../verify/index.ts'
import type { Verifier } from './check.ts'
import { type ModelInput, renderModelInput } from './model-input.ts'
import { type Prompts } from './prompts.ts'
import { type Choice, choiceShape, draftShape } from './schema.ts'

/** What is needed to have something written and judged. */
export type Writing = {
  readonly ask: Ask
  readonly prompts: Prompts
  readonly verifier: Verifier
  readonly model: string
  /** Undefined: no judge. */
  readonly judgeModel: string | undefined
}

/** A commentary as it is shown to the model, and its sentences that may be shown in their own words, the best first. */
export type Brief = {
  readonly commentary: Commentary
  readonly numbered: NumberedText
  readonly ownWords: readonly OwnWords[]
  readonly input: ModelInput
}

/** A briefing has at most five claims; what comes after this many was not asked for. */
const mostClaims = 8
/** Further choices replace sentences that cannot be shown. */
const mostChosen = 12

const claimKey = (claim: DraftClaim): string => `${claim.sentence} ${stemsOf(claim.text).join(' ')}`

const withoutRepetitions = (claims: readonly DraftClaim[]): readonly DraftClaim[] => {
  const keys = claims.map(claimKey)
  return claims.filter((_, at) => keys.indexOf(keys[at] ?? '') === at)
}

/** Paraphrases share half of their words and more with their text; another language shares names and little else. */
const leastShared = 0.3

const isInLanguageOf = ({ sentences }: ModelInput, { synopsis, claims }: Draft): boolean => {
  const known = new Set(sentences.flatMap(({ text }) => stemsOf(text)))
  const own = [...synopsis, ...claims].flatMap(({ text }) => stemsOf(text))
  return own.filter((stem) => known.has(stem)).length >= own.length * leastShared
}

/** The draft of a briefing; undefined, with its fault in the ledger, where none can be used. */
export const writeDraft = async (
  { ask, prompts, model }: Writing,
  { commentary, input }: Brief,
  ledger: Ledger,
  signal: AbortSignal,
): Promise<Draft | undefined> => {
  const messages = prompts.briefing.render({
    nonce: createNonce(),
    extent:
      input.extent === 'part'
        ? 'It is too long to be given whole: sentences were selected, so numbers are missing.'
        : '',
    commentary: renderModelInput(commentary, input),
  })
  const answer = await ask({ step: 'write', model, messages, shape: draftShape }, ledger, signal)
  if (answer === undefined) return undefined
  const draft = { ...answer, claims: withoutRepetitions(answer.claims).slice(0, mostClaims) }
  if (draft.claims.length === 0) ledger.note('write', 'nothing-verified', 'no claims were written')
  else if (isInLanguageOf(input, draft)) return draft
  else ledger.note('write', 'other-language', 'few of its words are the text’s')
  return undefined
}

/**
 * The sentences that the model chooses, each once; undefined, with its fault in the ledger, if it chooses none that it
 * was shown.
 */
export const chooseSentences = async (
  { ask, prompts, model }: Writing,
  { commentary, input }: Brief,
  ledger: Ledger,
  signal: AbortSignal,
): Promise<Choice | undefined> => {
  const messages = prompts.choose.render({ nonce: createNonce(), commentary: renderModelInput(commentary, input) })
  const answer = await ask({ step: 'choose', model, messages, shape: choiceShape }, ledger, signal)
  if (answer === undefined) return undefined
  const offered = new Set(input.sentences.map(({ number }) => number))
  const sentences = [...new Set(answer.sentences)].filter((number) => offered.has(number)).slice(0, mostChosen)
  if (sentences.length > 0) return { ...answer, sentences }
  ledger.note('choose', 'nothing-verified', 'no sentence was named')
  return undefined
}
