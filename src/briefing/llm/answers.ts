import type { NumberedBracket } from '../brackets.ts'
import { type Checked, checkDraft, hasPassed } from './check.ts'
import type { Fault, JudgeState } from '../record.ts'
import { type JudgeItem, judgeItems } from './judge.ts'
import type { Ledger } from './ledger.ts'
import type { Choice, Judgement, Kept } from './schema.ts'
import { askJudge, type Brief, chooseSentences, writeDraft, type Writing } from './steps.ts'

/** What the model wrote, what code found in it, and what the judge said. */
export type Answers = {
  /** All drafts, passed or not. */
  readonly checked: Checked
  /** What code passed: claims one by one, and the synopsis only if all of it passed. */
  readonly candidates: Checked
  readonly items: ReadonlyMap<object, JudgeItem>
  readonly judgements: readonly Judgement[]
  readonly judge: JudgeState
  /** The sentences that the model chose, if it was not asked to retell. */
  readonly choice: Choice | undefined
  /** Brackets for sentences that are shown in their own words. */
  readonly brackets: readonly NumberedBracket[]
  /** For the cache; undefined if there is nothing to store. */
  readonly kept: Kept | undefined
}

const none: Checked = { claims: [], synopsis: [] }

/** If no model was asked, or none answered. */
export const noAnswers: Answers = {
  checked: none,
  candidates: none,
  items: new Map(),
  judgements: [],
  judge: { state: 'not-needed' },
  choice: undefined,
  brackets: [],
  kept: undefined,
}

/** The result if nothing usable was written. A refusal is stored, because the next run would get it again. */
const nothingWritten = (fault: Fault | undefined, ledger: Ledger): Answers => {
  const refusal = fault?.code === 'refusal' || fault?.code === 'content-filter' ? fault.code : undefined
  const kept = refusal === undefined ? undefined : { written: null, refusal, tokens: ledger.tokens() }
  return { ...noAnswers, kept }
}

/** What may be shown if the judge agrees: the claims that passed, and the synopsis if all of it passed. */
const candidatesOf = ({ claims, synopsis }: Checked): Checked => ({
  claims: claims.filter(hasPassed),
  synopsis: synopsis.every(({ rejections }) => rejections.length === 0) ? synopsis : [],
})

/** Without a judge the model only chooses sentences: nothing that it writes could be shown. */
const gatherChoice = async (
  writing: Writing,
  brief: Brief,
  known: Kept | undefined,
  ledger: Ledger,
  signal: AbortSignal,
): Promise<Answers> => {
  const judge = { state: 'off' } as const
  const chosen = known?.chosen ?? (await chooseSentences(writing, brief, ledger, signal))
  if (chosen === undefined) return { ...nothingWritten(ledger.faults.at(-1), ledger), judge }
  return {
    ...noAnswers,
    judge,
    choice: chosen,
    brackets: chosen.brackets,
    kept: { written: null, chosen, tokens: ledger.tokens() },
  }
}

/**
 * Has a model write about a commentary and a judge decide; each step only if `known` has no answer for it. Known answers
 * are verified again, so that a newer verifier decides without another request.
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
  const { judgeModel } = writing
  if (judgeModel === undefined) return gatherChoice(writing, brief, known, ledger, signal)
  const written = known?.written ?? (await writeDraft(writing, brief, ledger, signal))
  if (written === undefined) return nothingWritten(ledger.faults.at(-1), ledger)

  const checked = checkDraft(written, { ...brief, verifier: writing.verifier })
  const candidates = candidatesOf(checked)
  const items = judgeItems(candidates, brief.numbered)
  const open = [...items.values()]
  // Claims that only a newer verifier passes are not sent to the judge again.
  const judged =
    known?.judged ?? (open.length === 0 ? undefined : await askJudge(writing, judgeModel, open, ledger, signal))
  return {
    checked,
    candidates,
    items,
    judgements: judged ?? [],
    judge: judgeStateOf(judgeModel, items.size, judged),
    choice: undefined,
    brackets: written.brackets ?? [],
    kept: { written, judged, tokens: ledger.tokens() },
  }
}

const judgeStateOf = (model: string, items: number, judged: Kept['judged']): JudgeState => {
  if (items === 0) return { state: 'not-needed' }
  return judged === undefined ? { state: 'unreachable' } : { state: 'judged', model }
}
