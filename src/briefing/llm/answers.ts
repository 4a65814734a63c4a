import type { Commentary } from '../../commentary/commentary.ts'
import type { Draft } from '../draft.ts'
import { type Checked, checkDraft, hasPassed } from './check.ts'
import type { Fault } from '../record.ts'
import { isPassing } from './faults.ts'
import { type JudgeItem, judgeItems, judgeMessages, readJudgements } from './judge.ts'
import type { Ledger } from './ledger.ts'
import type { Offer } from './offer.ts'
import type { Prompts } from './prompts.ts'
import { draftShape, type Judgement, judgementShape, type Kept } from './schema.ts'
import type { JudgeState } from '../record.ts'
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

/** What the model wrote, what code found of it, and what the judge said. */
export type Answers = {
  /** Everything drafted, passed or not. */
  readonly checked: Checked
  /** What code let pass: every such claim, and the synopsis when all of it passed. */
  readonly candidates: Checked
  readonly items: ReadonlyMap<object, JudgeItem>
  readonly judgements: readonly Judgement[]
  readonly judge: JudgeState
  /** For the cache; undefined when there is nothing worth keeping. */
  readonly kept: Kept | undefined
}

const none: Checked = { claims: [], synopsis: [] }

/** What is left when nothing usable was written. A refusal is kept: the next run would meet it again. */
const nothingWritten = (fault: Fault | undefined, ledger: Ledger): Answers => {
  const refusal = fault?.code === 'refusal' || fault?.code === 'content-filter' ? fault.code : undefined
  const kept = refusal === undefined ? undefined : { written: null, refusal, tokens: ledger.tokens() }
  return { checked: none, candidates: none, items: new Map(), judgements: [], judge: { state: 'not-needed' }, kept }
}

const faultOfDraft = (draft: Draft, offer: Offer): Fault | undefined => {
  if (draft.claims.length === 0) {
    return { step: 'write', code: 'empty', detail: 'there are no claims in it', retryAt: undefined }
  }
  return isInLanguageOf(draft, offer)
    ? undefined
    : { step: 'write', code: 'other-language', detail: 'few of its words are the text’s', retryAt: undefined }
}

const refusedOf = (checked: Checked): Refused[] => [
  ...checked.claims.flatMap(({ draft, verdict }): Refused[] => {
    if (verdict.state === 'passed') return []
    const { text, sentence, quote } = draft
    return [{ part: 'claim', text, sentences: [sentence], quote, rejections: verdict.rejections }]
  }),
  ...checked.synopsis.flatMap(({ draft, rejections }): Refused[] =>
    rejections.length === 0 ? [] : [{ part: 'synopsis', ...draft, quote: undefined, rejections }],
  ),
]

const hasWholeSynopsis = ({ synopsis }: Checked): boolean =>
  synopsis.length > 0 && synopsis.every(({ rejections }) => rejections.length === 0)

/** What may be shown if the judge agrees: the claims of both rounds, and the first synopsis that passed whole. */
const candidatesOf = (first: Checked, second: Checked): Checked => ({
  claims: [...first.claims, ...second.claims].filter(hasPassed),
  synopsis: [first, second].find(hasWholeSynopsis)?.synopsis ?? [],
})

/** The first draft: kept or asked for; undefined, with its fault in the ledger, where none can be used. */
const writeFirst = async (
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
const repairOnce = async (
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
const askJudge = async (
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

/**
 * Has a commentary written, corrected once where something failed, and judged; each step only where `known` holds no
 * answer to it. What is known is verified anew, so that a newer verifier has its say without a call.
 */
export const gatherAnswers = async (
  writing: Writing,
  brief: Brief,
  known: Kept | undefined,
  ledger: Ledger,
  signal: AbortSignal,
): Promise<Answers> => {
  if (known?.refusal !== undefined) {
    const fault: Fault = { step: 'write', code: known.refusal, detail: 'as it did before', retryAt: undefined }
    ledger.faults.push(fault)
    return nothingWritten(fault, ledger)
  }
  const written =
    known?.written == null ? await writeFirst(writing, brief, ledger, signal) : { draft: known.written, turns: 1 }
  if (written === undefined) return nothingWritten(ledger.faults.at(-1), ledger)

  const against = { ...brief, verifier: writing.verifier }
  const first = checkDraft(written.draft, 'first', against)
  const isRepairKnown = known?.repaired !== undefined
  let repaired = known?.repaired
  // The writer is asked twice at most, a useless first answer included.
  if (!isRepairKnown) {
    repaired = written.turns > 1 ? null : await repairOnce(writing, brief, refusedOf(first), ledger, signal)
  }
  const second = repaired == null ? none : checkDraft(repaired, 'repair', against)
  const candidates = candidatesOf(first, second)

  const items = judgeItems(candidates, brief.numbered)
  const { judgeModel } = writing
  let judged = known?.judged
  // Once everything was judged, what a newer verifier lets pass besides is not sent after it.
  const open = [...items.values()].filter(({ key }) => !(judged ?? []).some(({ id }) => id === key))
  if (judgeModel !== undefined && open.length > 0 && !(isRepairKnown && judged !== undefined)) {
    const verdicts = await askJudge(writing, judgeModel, open, ledger, signal)
    if (verdicts !== undefined) judged = [...(judged ?? []), ...verdicts]
  }

  return {
    checked: { claims: [...first.claims, ...second.claims], synopsis: [...first.synopsis, ...second.synopsis] },
    candidates,
    items,
    judgements: judged ?? [],
    judge: judgeStateOf(judgeModel, items.size, judged),
    kept: { written: written.draft, repaired, judged, tokens: ledger.tokens() },
  }
}

const judgeStateOf = (model: string | undefined, items: number, judged: Kept['judged']): JudgeState => {
  if (model === undefined) return { state: 'off' }
  if (items === 0) return { state: 'not-needed' }
  return judged === undefined ? { state: 'unreachable' } : { state: 'judged', model }
}
