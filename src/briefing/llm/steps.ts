import type { Commentary } from '../../commentary/commentary.ts'
import type { Draft } from '../draft.ts'
import type { Fault } from '../record.ts'
import { isPassing } from './faults.ts'
import { type JudgeItem, judgeMessages, readJudgements } from './judge.ts'
import type { Ledger } from './ledger.ts'
import type { Offer } from './offer.ts'
import type { Prompts } from './prompts.ts'
import { draftShape, type Judgement, judgementShape } from './schema.ts'
import type { NumberedText, Verifier } from './types.ts'
import { briefingMessages, isInLanguageOf, type Refused, repairMessages, trimDraft } from './write.ts'

export type Writing = {
  readonly prompts: Prompts
  readonly verifier: Verifier
  readonly model: string
  /** Undefined: no judge. */
  readonly judgeModel: string | undefined
}

/** A commentary as it is put before the model. */
export type Brief = { readonly commentary: Commentary; readonly numbered: NumberedText; readonly offer: Offer }

const faultOfDraft = (draft: Draft, offer: Offer): Fault | undefined => {
  if (draft.claims.length === 0) {
    return { step: 'write', code: 'nothing-verified', detail: 'no claims were written', retryAt: undefined }
  }
  return isInLanguageOf(draft, offer)
    ? undefined
    : { step: 'write', code: 'other-language', detail: 'few of its words are the text’s', retryAt: undefined }
}

/** The first draft: kept or asked for; undefined, with its fault in the ledger, where none can be used. */
export const writeFirst = async (
  { prompts, model }: Writing,
  { commentary, offer }: Brief,
  ledger: Ledger,
  signal: AbortSignal,
): Promise<{ draft: Draft; turns: number } | undefined> => {
  const messages = briefingMessages(prompts, commentary, offer)
  const asked = await ledger.ask({ step: 'write', model, messages, shape: draftShape, tries: 2 }, signal)
  if (asked.state === 'failed') return undefined
  const draft = trimDraft(asked.value)
  const fault = faultOfDraft(draft, offer)
  if (fault !== undefined) ledger.faults.push(fault)
  return fault === undefined ? { draft, turns: asked.turns } : undefined
}

/** The corrected drafts; null where there is nothing to hope for, undefined where a later run may ask again. */
export const repairOnce = async (
  { prompts, model }: Writing,
  { commentary, offer }: Brief,
  refused: readonly Refused[],
  ledger: Ledger,
  signal: AbortSignal,
): Promise<Draft | null | undefined> => {
  if (refused.length === 0) return null
  const messages = repairMessages(prompts, commentary, offer, refused)
  const asked = await ledger.ask({ step: 'repair', model, messages, shape: draftShape, tries: 1 }, signal)
  if (asked.state === 'answered') return trimDraft(asked.value)
  return isPassing(asked.fault) ? undefined : null
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
