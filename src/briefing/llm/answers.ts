import type { NumberedBracket } from '../brackets.ts'
import { type Checked, checkDraft, hasPassed } from './check.ts'
import type { Fault, JudgeState } from '../record.ts'
import { type JudgeItem, judgeItems } from './judge.ts'
import type { Ledger } from './ledger.ts'
import type { Choice, Judgement, Kept } from './schema.ts'
import { askJudge, type Brief, chooseSentences, repairOnce, writeFirst, type Writing } from './steps.ts'
import type { Refused } from './write.ts'

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

/** What may be shown if the judge agrees: the claims of both rounds, and the first synopsis that passed completely. */
const candidatesOf = (first: Checked, second: Checked): Checked => ({
  claims: [...first.claims, ...second.claims].filter(hasPassed),
  synopsis: [first, second].find(hasWholeSynopsis)?.synopsis ?? [],
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
 * Has a model write about a commentary, correct once what failed, and a judge decide; each step only if `known` has no
 * answer for it. Known answers are verified again, so that a newer verifier decides without another request.
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
  if (writing.judgeModel === undefined) return gatherChoice(writing, brief, known, ledger, signal)
  const written =
    known?.written == null ? await writeFirst(writing, brief, ledger, signal) : { draft: known.written, turns: 1 }
  if (written === undefined) return nothingWritten(ledger.faults.at(-1), ledger)

  const against = { ...brief, verifier: writing.verifier }
  const first = checkDraft(written.draft, 'first', against)
  const isRepairKnown = known?.repaired !== undefined
  let repaired = known?.repaired
  // The writer is asked at most twice, including a useless first answer.
  if (!isRepairKnown) {
    repaired = written.turns > 1 ? null : await repairOnce(writing, brief, refusedOf(first), ledger, signal)
  }
  const second = repaired == null ? none : checkDraft(repaired, 'repair', against)
  const candidates = candidatesOf(first, second)

  const items = judgeItems(candidates, brief.numbered)
  const { judgeModel } = writing
  let judged = known?.judged
  // If everything was judged before, claims that only a newer verifier passes are not sent to the judge again.
  const open = [...items.values()].filter(({ key }) => !(judged ?? []).some(({ claim }) => claim === key))
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
    choice: undefined,
    brackets: [...(written.draft.brackets ?? []), ...(repaired?.brackets ?? [])],
    kept: { written: written.draft, repaired, judged, tokens: ledger.tokens() },
  }
}

const judgeStateOf = (model: string | undefined, items: number, judged: Kept['judged']): JudgeState => {
  if (model === undefined) return { state: 'off' }
  if (items === 0) return { state: 'not-needed' }
  return judged === undefined ? { state: 'unreachable' } : { state: 'judged', model }
}
