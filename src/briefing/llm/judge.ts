import { createHash } from 'node:crypto'
import type { Ask, Ledger } from '../../model/ask.ts'
import { createNonce } from '../../model/prompts.ts'
import type { NumberedSentence, Rejection } from '../draft.ts'
import type { Outcome } from '../record.ts'
import { isUnsafe } from '../unsafe.ts'
import type { NumberedText } from '../verify/index.ts'
import type { Checked, CheckedDraft } from './check.ts'
import { type Prompts } from './prompts.ts'
import { type Judgement, judgementShape } from './schema.ts'

/** One statement for the judge. */
export type JudgeItem = {
  /** Derived from everything that the judge sees of it, so that a stored verdict is never used for another statement. */
  readonly key: string
  readonly statement: string
  readonly holder: string
  readonly evidence: string
  /** Title, subhead, the author's synopsis, and the paragraph around the evidence. */
  readonly context: Readonly<Record<'title' | 'subhead' | 'synopsis' | 'paragraph', string>>
  /** Doubts of the code; the judge must answer each. */
  readonly hints: readonly { readonly id: string; readonly look: string }[]
}

const textOf = (sentences: readonly NumberedSentence[]): string => sentences.map(({ text }) => text).join(' ')

/** What must not be evidence is not shown to a model, not even as context. */
const shown = (text: string | undefined): string => (text === undefined || isUnsafe(text) ? '' : text)

const contextOf = (numbered: NumberedText, hosts: readonly NumberedSentence[]): JudgeItem['context'] => {
  const fit = numbered.sentences.filter(({ isEligible }) => isEligible)
  return {
    title: shown(numbered.title),
    subhead: shown(hosts[0]?.section),
    synopsis: textOf(fit.filter(({ block }) => block === 'synopsis')),
    paragraph: textOf(fit.filter(({ blockIndex }) => hosts.some((host) => host.blockIndex === blockIndex))),
  }
}

const createItem = (
  { draft, claim, doubts, evidence }: Checked<{ readonly text: string }>,
  numbered: NumberedText,
): JudgeItem => {
  const item = {
    statement: claim?.text ?? draft.text,
    holder: claim?.holder.type === 'quoted' ? claim.holder.name : 'author',
    evidence: textOf(evidence),
    context: contextOf(numbered, evidence),
    hints: doubts.map(({ code, message }, index) => ({ id: `h${index + 1}`, look: `${code}: ${message}` })),
  }
  return { ...item, key: createHash('sha256').update(JSON.stringify(item)).digest('hex').slice(0, 16) }
}

/** What code passed, by draft: claims one by one, and the synopsis only if all of it passed. */
export const judgeItems = ({ claims, synopsis }: CheckedDraft, numbered: NumberedText): Map<object, JudgeItem> => {
  const hasPassed = ({ rejections }: { rejections: readonly Rejection[] }): boolean => rejections.length === 0
  const passed = [...claims.filter(hasPassed), ...(synopsis.every(hasPassed) ? synopsis : [])]
  return new Map(passed.map((checked) => [checked.draft, createItem(checked, numbered)]))
}

/** Why an item is not supported by this judgement; undefined if it is. A hint without an answer counts as a no. */
const rejectionBy = ({ hints }: JudgeItem, judgement: Judgement): Rejection | undefined => {
  if (judgement.verdict !== 'supported')
    return {
      code: `JUDGE_${judgement.verdict.toUpperCase()}`,
      message: 'The judge found that the sentence does not say so.',
    }
  for (const { id, look } of hints) {
    const answers = judgement.hints.filter((answer) => answer.id === id)
    const no = answers.find(({ holds }) => !holds)
    if (no !== undefined)
      return { code: 'JUDGE_HINT', message: `The judge found a fault where it was asked to look (${look}): ${no.why}` }
    if (answers.length === 0)
      return { code: 'JUDGE_HINT_SILENT', message: `The judge did not answer what it was asked to look at (${look}).` }
  }
  return undefined
}

/** A verdict for each item that has one, by the item's key. If an answer contains two for one item, the worse counts. */
const readJudgements = (items: readonly JudgeItem[], answer: readonly Judgement[]): Judgement[] =>
  items.flatMap((item, index) => {
    const given = answer.filter(({ claim }) => claim === String(index + 1))
    const verdict = given.find((judgement) => rejectionBy(item, judgement) !== undefined) ?? given[0]
    return verdict === undefined ? [] : [{ ...verdict, claim: item.key }]
  })

/** Asks the judge, which can only reject; undefined if it cannot be reached. */
export const askJudge = async (
  { ask, prompts }: { readonly ask: Ask; readonly prompts: Prompts },
  model: string,
  items: readonly JudgeItem[],
  ledger: Ledger,
  signal: AbortSignal,
): Promise<Judgement[] | undefined> => {
  const lines = items.map(({ statement, holder, evidence, context, hints }, index) =>
    JSON.stringify({ claim: String(index + 1), context, evidence, statement, holder, hints }),
  )
  const messages = prompts.judge.render({ nonce: createNonce(), items: lines.join('\n') })
  const answer = await ask({ step: 'judge', model, messages, shape: judgementShape }, ledger, signal)
  return answer && readJudgements(items, answer.verdicts)
}

/** Why a draft that code passed is not shown. */
export type Objection = { readonly outcome: Outcome; readonly rejection: Rejection }

/**
 * Why an item is not shown; undefined if the judge supports it. Without `judgements` no judge answered. A judge that omits
 * an item does not support it.
 */
export const objectionTo = (item: JudgeItem, judgements: readonly Judgement[] | undefined): Objection | undefined => {
  if (judgements === undefined) {
    const message = 'No judge answered, and without one nothing is retold.'
    return { outcome: 'not-judged', rejection: { code: 'NOT_JUDGED', message } }
  }
  const judgement = judgements.find(({ claim }) => claim === item.key)
  const rejection =
    judgement === undefined
      ? { code: 'JUDGE_SILENT', message: 'The judge gave no verdict on it.' }
      : rejectionBy(item, judgement)
  return rejection && { outcome: 'judged-out', rejection }
}
