import type { Commentary } from '../../commentary/commentary.ts'
import type { Draft } from '../draft.ts'
import type { Ask } from './ask.ts'
import { type Checked, checkDraft, hasPassed } from './check.ts'
import { type Fault, isPassing, type Step } from './faults.ts'
import { type JudgeItem, judgeItems, judgeMessages, readJudgements } from './judge.ts'
import type { Offer } from './offer.ts'
import type { Prompts } from './prompts.ts'
import { draftShape, type Judgement, judgementShape, type Kept } from './schema.ts'
import type { JudgeState, NumberedText, Tokens, Verifier } from './types.ts'
import { briefingMessages, isInLanguageOf, type Refused, repairMessages, trimDraft } from './write.ts'

export type AnswersDeps = {
  readonly ask: Ask
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
  readonly faults: readonly Fault[]
  readonly tokens: Tokens
  readonly calls: number
  /** For the cache; undefined when there is nothing worth keeping. */
  readonly kept: Kept | undefined
}

const nothing: Checked = { claims: [], synopsis: [] }

/** A refusal that the next run would meet again, as it is kept. */
const refusalOf = ({ code }: Fault): Kept['refusal'] =>
  code === 'refusal' || code === 'content-filter' ? code : undefined

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
const candidatesOf = (first: Checked, repaired: Checked): Checked => ({
  claims: [...first.claims, ...repaired.claims].filter(hasPassed),
  synopsis: [first, repaired].find(hasWholeSynopsis)?.synopsis ?? [],
})

/**
 * Has a commentary written, corrected once where something failed, and judged; each step only where `known` holds no
 * answer to it. What is known is verified anew, so that a newer verifier has its say without a call.
 */
export const gatherAnswers = async (
  deps: AnswersDeps,
  brief: Brief,
  known: Kept | undefined,
  signal: AbortSignal,
): Promise<Answers> => {
  const { ask, prompts, verifier, model, judgeModel } = deps
  const { commentary, numbered, offer } = brief
  const faults: Fault[] = []
  let tokens = known?.tokens ?? { in: 0, out: 0 }
  let calls = 0
  const account = (asked: { tokens: Tokens; calls: number }): void => {
    tokens = { in: tokens.in + asked.tokens.in, out: tokens.out + asked.tokens.out }
    calls += asked.calls
  }
  const ended = (fault: Fault): Answers => {
    const refusal = refusalOf(fault)
    return {
      ...{ checked: nothing, candidates: nothing, items: new Map(), judgements: [], judge: { state: 'not-needed' } },
      ...{ faults: [fault], tokens, calls },
      kept: refusal === undefined ? undefined : { written: null, refusal, tokens },
    }
  }
  const draftFault = (draft: Draft, step: Step): Fault | undefined => {
    if (draft.claims.length === 0) return { step, code: 'empty', detail: 'there are no claims in it', retryAt: undefined }
    return isInLanguageOf(draft, offer)
      ? undefined
      : { step, code: 'other-language', detail: 'few of its words are the text’s', retryAt: undefined }
  }

  let written = known?.written
  let turns = 1
  if (known?.refusal !== undefined) {
    return ended({ step: 'write', code: known.refusal, detail: 'as it did before', retryAt: undefined })
  }
  if (written === undefined || written === null) {
    const messages = briefingMessages(prompts, commentary, offer)
    const asked = await ask({ step: 'write', model, messages, shape: draftShape, tries: 2 }, signal)
    account(asked)
    if (asked.state === 'failed') return ended(asked.fault)
    const draft = trimDraft(asked.value)
    const fault = draftFault(draft, 'write')
    if (fault !== undefined) return ended(fault)
    written = draft
    turns = asked.turns
  }

  const against = { numbered, offer, verifier }
  const first = checkDraft(written, 'first', against)
  const refused = refusedOf(first)
  let repaired = known?.repaired
  let isRepairNew = false
  if (repaired === undefined) {
    // The writer is asked twice at most.
    if (refused.length === 0 || turns > 1) repaired = null
    else {
      const messages = repairMessages(prompts, commentary, offer, refused)
      const asked = await ask({ step: 'repair', model, messages, shape: draftShape, tries: 1 }, signal)
      account(asked)
      if (asked.state === 'answered') {
        repaired = trimDraft(asked.value)
        isRepairNew = true
      } else {
        faults.push(asked.fault)
        if (!isPassing(asked.fault)) repaired = null
      }
    }
  }
  const second = repaired === undefined || repaired === null ? nothing : checkDraft(repaired, 'repair', against)
  const candidates = candidatesOf(first, second)

  const items = judgeItems(candidates, numbered)
  let judged = known?.judged
  let judge: JudgeState = { state: 'not-needed' }
  if (judgeModel === undefined) judge = { state: 'off' }
  else if (items.size > 0) {
    const known_ = judged ?? []
    const open = [...items.values()].filter(({ key }) => !known_.some(({ id }) => id === key))
    if (open.length > 0 && (judged === undefined || isRepairNew)) {
      const messages = judgeMessages(prompts, open)
      const asked = await ask({ step: 'judge', model: judgeModel, messages, shape: judgementShape, tries: 2 }, signal)
      account(asked)
      if (asked.state === 'answered') judged = [...known_, ...readJudgements(open, asked.value.verdicts)]
      else faults.push(asked.fault)
    }
    judge = judged === undefined ? { state: 'unreachable' } : { state: 'judged', model: judgeModel }
  }

  return {
    checked: { claims: [...first.claims, ...second.claims], synopsis: [...first.synopsis, ...second.synopsis] },
    ...{ candidates, items, judgements: judged ?? [], judge, faults, tokens, calls },
    kept: { written, repaired, ...(judged === undefined ? {} : { judged }), tokens },
  }
}
