import { createHash } from 'node:crypto'
import { isUnsafe } from '../unsafe.ts'
import type { NumberedSentence, Rejection } from '../draft.ts'
import { type Checked, hasPassed, hostSentences } from './check.ts'
import type { Messages, Prompts } from './prompts.ts'
import type { Judgement } from './schema.ts'
import type { NumberedText } from './types.ts'
import { createNonce } from './write.ts'

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
  numbered: NumberedText,
  hosts: readonly NumberedSentence[],
  statement: string,
  holder: string,
  doubts: readonly Rejection[],
): JudgeItem => {
  const hints = doubts.map(({ code, message }, index) => ({ id: `h${index + 1}`, look: `${code}: ${message}` }))
  const item = { statement, holder, evidence: textOf(hosts), context: contextOf(numbered, hosts), hints }
  return { ...item, key: createHash('sha256').update(JSON.stringify(item)).digest('hex').slice(0, 16) }
}

/** All drafts that code passed, each with its evidence and hints, by draft. */
export const judgeItems = (checked: Checked, numbered: NumberedText): Map<object, JudgeItem> => {
  const items = new Map<object, JudgeItem>()
  for (const entry of checked.claims) {
    if (!hasPassed(entry)) continue
    const { claim, doubts } = entry.verdict
    const holder = claim.holder.type === 'author' ? 'author' : claim.holder.name
    items.set(entry.draft, createItem(numbered, hostSentences(numbered, claim.quote), claim.text, holder, doubts))
  }
  for (const { draft, rejections, evidence, doubts } of checked.synopsis) {
    if (rejections.length === 0) items.set(draft, createItem(numbered, evidence, draft.text, 'author', doubts))
  }
  return items
}

/** The request to the judge, which can only reject. */
export const judgeMessages = (prompts: Prompts, items: readonly JudgeItem[]): Messages =>
  prompts.judge.render({
    nonce: createNonce(),
    items: items
      .map(({ statement, holder, evidence, context, hints }, index) =>
        JSON.stringify({ claim: String(index + 1), context, evidence, statement, holder, hints }),
      )
      .join('\n'),
  })

const isYes = ({ hints }: JudgeItem, { verdict, hints: answers }: Judgement): boolean =>
  verdict === 'supported' &&
  hints.every(({ id }) => {
    const given = answers.filter((answer) => answer.id === id)
    return given.length > 0 && given.every(({ holds }) => holds)
  })

/** A verdict for each item that has one, by the item's key. If an answer contains two for one item, the worse counts. */
export const readJudgements = (items: readonly JudgeItem[], answer: readonly Judgement[]): Judgement[] =>
  items.flatMap((item, index) => {
    const given = answer.filter(({ claim }) => claim === String(index + 1))
    const verdict = given.find((judgement) => !isYes(item, judgement)) ?? given[0]
    return verdict === undefined ? [] : [{ ...verdict, claim: item.key }]
  })

/**
 * Why the judge does not support an item; undefined if it does. A judge that omits an item, or a hint, does not support
 * it.
 */
export const judgeRejection = (item: JudgeItem, judgements: readonly Judgement[]): Rejection | undefined => {
  const judgement = judgements.find(({ claim }) => claim === item.key)
  if (judgement === undefined) return { code: 'JUDGE_SILENT', message: 'The judge gave no verdict on it.' }
  if (judgement.verdict !== 'supported')
    return {
      code: `JUDGE_${judgement.verdict.toUpperCase()}`,
      message: 'The judge found that the sentence does not say so.',
    }
  for (const { id, look } of item.hints) {
    const answers = judgement.hints.filter((answer) => answer.id === id)
    const no = answers.find(({ holds }) => !holds)
    if (no !== undefined)
      return { code: 'JUDGE_HINT', message: `The judge found a fault where it was asked to look (${look}): ${no.why}` }
    if (answers.length === 0)
      return { code: 'JUDGE_HINT_SILENT', message: `The judge did not answer what it was asked to look at (${look}).` }
  }
  return undefined
}
