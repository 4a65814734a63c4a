import type { Commentary } from '../../commentary/commentary.ts'
import type { Draft } from '../draft.ts'
import type { OwnWords } from '../extractive/own-words.ts'
import type { Fault } from '../record.ts'
import { type JudgeItem, judgeMessages, readJudgements } from './judge.ts'
import type { Ledger } from './ledger.ts'
import type { ModelInput } from './model-input.ts'
import type { Prompts } from './prompts.ts'
import { type Choice, choiceShape, draftShape, type Judgement, judgementShape } from './schema.ts'
import type { NumberedText, Verifier } from './types.ts'
import { briefingMessages, choiceMessages, isInLanguageOf, trimDraft } from './write.ts'

/** At most five claims are shown; further choices replace sentences that cannot be shown. */
const mostChosen = 12
const mostBrackets = 3 * mostChosen

export type Writing = {
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

const faultOfDraft = (draft: Draft, input: ModelInput): Fault | undefined => {
  if (draft.claims.length === 0) {
    return { step: 'write', code: 'nothing-verified', detail: 'no claims were written', retryAt: undefined }
  }
  return isInLanguageOf(draft, input)
    ? undefined
    : { step: 'write', code: 'other-language', detail: 'few of its words are the text’s', retryAt: undefined }
}

/** The draft of a briefing; undefined, with its fault in the ledger, where none can be used. */
export const writeDraft = async (
  { prompts, model }: Writing,
  { commentary, input }: Brief,
  ledger: Ledger,
  signal: AbortSignal,
): Promise<Draft | undefined> => {
  const messages = briefingMessages(prompts, commentary, input)
  const asked = await ledger.ask({ step: 'write', model, messages, shape: draftShape, tries: 2 }, signal)
  if (asked.state === 'failed') return undefined
  const draft = trimDraft(asked.value)
  const fault = faultOfDraft(draft, input)
  if (fault !== undefined) ledger.faults.push(fault)
  return fault === undefined ? draft : undefined
}

/**
 * The sentences that the model chooses, each once; undefined, with its fault in the ledger, if it chooses none that it
 * was shown.
 */
export const chooseSentences = async (
  { prompts, model }: Writing,
  { commentary, input }: Brief,
  ledger: Ledger,
  signal: AbortSignal,
): Promise<Choice | undefined> => {
  const messages = choiceMessages(prompts, commentary, input)
  const asked = await ledger.ask({ step: 'choose', model, messages, shape: choiceShape, tries: 2 }, signal)
  if (asked.state === 'failed') return undefined
  const offered = new Set(input.sentences.map(({ number }) => number))
  const sentences = [...new Set(asked.value.sentences)].filter((number) => offered.has(number)).slice(0, mostChosen)
  const brackets = asked.value.brackets.slice(0, mostBrackets)
  if (sentences.length > 0) return { sentences, brackets }
  ledger.faults.push({ step: 'choose', code: 'nothing-verified', detail: 'no sentence was named', retryAt: undefined })
  return undefined
}

/** Verdicts on `items`; undefined where the judge cannot be reached. */
export const askJudge = async (
  { prompts }: Writing,
  model: string,
  items: readonly JudgeItem[],
  ledger: Ledger,
  signal: AbortSignal,
): Promise<Judgement[] | undefined> => {
  const messages = judgeMessages(prompts, items)
  const asked = await ledger.ask({ step: 'judge', model, messages, shape: judgementShape, tries: 2 }, signal)
  return asked.state === 'answered' ? readJudgements(items, asked.value.verdicts) : undefined
}
