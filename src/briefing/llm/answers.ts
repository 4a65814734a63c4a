import type { Ledger } from '../../model/ask.ts'
import type { NumberedBracket } from '../brackets.ts'
import type { DraftClaim, DraftSynopsisSentence } from '../draft.ts'
import type { JudgeState } from '../record.ts'
import { type Checked, checkDraft } from './check.ts'
import { askJudge, judgeItems, type Objection, objectionTo } from './judge.ts'
import type { Kept } from './schema.ts'
import { type Brief, chooseSentences, writeDraft, type Writing } from './write.ts'

/** A draft with what code found in it, and what the judge objects to. */
export type Judged<Drafted> = Checked<Drafted> & { readonly objection: Objection | undefined }

/** What the model wrote or chose, and what became of it. */
export type Answers = {
  readonly claims: readonly Judged<DraftClaim>[]
  readonly synopsis: readonly Judged<DraftSynopsisSentence>[]
  /** The numbers of the sentences that the model chose, if it was not asked to retell. */
  readonly chosen: readonly number[]
  /** Brackets for sentences that are shown in their own words. */
  readonly brackets: readonly NumberedBracket[]
  readonly judge: JudgeState
  /** For the cache; undefined if there is nothing to store. */
  readonly kept: Kept | undefined
}

/** If no model was asked, or none answered. */
export const noAnswers: Answers = {
  claims: [],
  synopsis: [],
  chosen: [],
  brackets: [],
  judge: { state: 'not-needed' },
  kept: undefined,
}

/** The result if nothing usable was written. A refusal is stored, because the next run would get it again. */
const nothingWritten = ({ faults, tokens }: Ledger, judge: JudgeState = noAnswers.judge): Answers => {
  const code = faults.at(-1)?.code
  const isRefused = code === 'refusal' || code === 'content-filter'
  return { ...noAnswers, judge, kept: isRefused ? { written: null, refusal: code, tokens } : undefined }
}

const judgeStateOf = (model: string, items: number, judged: Kept['judged']): JudgeState => {
  if (items === 0) return { state: 'not-needed' }
  return judged === undefined ? { state: 'unreachable' } : { state: 'judged', model }
}

/**
 * Has a model write about a commentary and a judge decide; each step only if `known` has no answer for it. Known answers
 * are verified again, so that a newer verifier decides without another request. Without a judge the model only chooses
 * sentences: nothing that it writes could be shown.
 */
export const gatherAnswers = async (
  writing: Writing,
  brief: Brief,
  known: Kept | undefined,
  ledger: Ledger,
  signal: AbortSignal,
): Promise<Answers> => {
  if (known?.refusal !== undefined) {
    ledger.note('write', known.refusal, 'as it did before')
    return nothingWritten(ledger)
  }
  const { judgeModel } = writing
  if (judgeModel === undefined) {
    const judge = { state: 'off' } as const
    const chosen = known?.chosen ?? (await chooseSentences(writing, brief, ledger, signal))
    if (chosen === undefined) return nothingWritten(ledger, judge)
    const { sentences, brackets } = chosen
    return { ...noAnswers, judge, chosen: sentences, brackets, kept: { written: null, chosen, tokens: ledger.tokens } }
  }
  const written = known?.written ?? (await writeDraft(writing, brief, ledger, signal))
  if (written === undefined) return nothingWritten(ledger)

  const checked = checkDraft(written, { ...brief, verifier: writing.verifier })
  const items = judgeItems(checked, brief.numbered)
  const open = [...items.values()]
  // Claims that only a newer verifier passes are not sent to the judge again.
  const judged =
    known?.judged ?? (open.length === 0 ? undefined : await askJudge(writing, judgeModel, open, ledger, signal))
  const withObjection = <Drafted extends object>(one: Checked<Drafted>): Judged<Drafted> => {
    const item = items.get(one.draft)
    return { ...one, objection: item && objectionTo(item, judged) }
  }
  return {
    claims: checked.claims.map(withObjection),
    synopsis: checked.synopsis.map(withObjection),
    chosen: [],
    brackets: written.brackets,
    judge: judgeStateOf(judgeModel, items.size, judged),
    kept: { written, judged, tokens: ledger.tokens },
  }
}
