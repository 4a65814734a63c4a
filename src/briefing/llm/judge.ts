import { createHash } from 'node:crypto'
import type { NumberedSentence, Rejection } from '../draft.ts'
import { type Checked, hasPassed, hostSentences } from './check.ts'
import type { Messages, Prompts } from './prompts.ts'
import type { Judgement } from './schema.ts'
import type { NumberedText } from './types.ts'
import { createNonce } from './write.ts'

/** One statement before the judge. */
export type JudgeItem = {
  /** Made of all that the judge sees of it, so that a kept verdict is never given to another statement. */
  readonly key: string
  readonly statement: string
  readonly holder: string
  readonly evidence: string
  readonly context: string
}

/** How many sentences before the evidence are shown for its pronouns. */
const contextSentences = 2

const createItem = (
  numbered: NumberedText,
  hosts: readonly NumberedSentence[],
  statement: string,
  holder: string,
): JudgeItem => {
  const first = hosts[0]
  const before = numbered.sentences.filter(
    (sentence) => first !== undefined && sentence.blockIndex === first.blockIndex && sentence.end <= first.start,
  )
  // What is unfit to be evidence is not shown to a model, not even for its pronouns.
  const context = before.slice(-contextSentences).filter((sentence) => sentence.isEligible)
  const textOf = (sentences: readonly NumberedSentence[]) => sentences.map(({ text }) => text).join(' ')
  const item = { statement, holder, evidence: textOf(hosts), context: textOf(context) }
  return { ...item, key: createHash('sha256').update(JSON.stringify(item)).digest('hex').slice(0, 16) }
}

/** Everything that code let pass, each with its evidence, by the draft that it came from. */
export const judgeItems = (checked: Checked, numbered: NumberedText): Map<object, JudgeItem> => {
  const items = new Map<object, JudgeItem>()
  for (const entry of checked.claims) {
    if (!hasPassed(entry)) continue
    const { text, quote, holder } = entry.verdict.claim
    const hosts = hostSentences(numbered, quote)
    items.set(entry.draft, createItem(numbered, hosts, text, holder.type === 'author' ? 'author' : holder.name))
  }
  for (const { draft, rejections, evidence } of checked.synopsis) {
    if (rejections.length === 0) items.set(draft, createItem(numbered, evidence, draft.text, 'author'))
  }
  return items
}

/** The call that may only reject. */
export const judgeMessages = (prompts: Prompts, items: readonly JudgeItem[]): Messages =>
  prompts.judge.render({
    nonce: createNonce(),
    items: items
      .map(({ statement, holder, evidence, context }, index) =>
        JSON.stringify({ id: String(index + 1), context, evidence, statement, holder }),
      )
      .join('\n'),
  })

/** A verdict for every item, by the item's key. Where an answer holds two for one, the worse counts. */
export const readJudgements = (items: readonly JudgeItem[], answer: readonly Judgement[]): Judgement[] =>
  items.flatMap(({ key }, index) => {
    const given = answer.filter(({ id }) => id === String(index + 1))
    const verdict = given.find((judgement) => judgement.verdict !== 'supported') ?? given[0]
    return verdict === undefined ? [] : [{ ...verdict, id: key }]
  })

const faultWords: Readonly<Record<Judgement['fault'], string>> = {
  none: 'it does not follow from the sentence',
  roles: 'it turns round who does what to whom',
  cause: 'it gives a cause, an aim or a result that the sentence does not give',
  comparison: 'it turns a comparison round',
  figure: 'it ties a figure to another thing',
  time: 'it changes the order or the time',
  scope: 'it reaches further than the sentence',
  strength: 'it is surer than the sentence',
  speaker: 'it gives the view to somebody else',
  addition: 'it adds what the sentence does not say',
  nonsense: 'it has the words of the sentence without its sense',
}

/** Why the judge does not let an item pass; undefined where it does. A judge that skips an item has not let it pass. */
export const judgeRejection = (item: JudgeItem, judgements: readonly Judgement[]): Rejection | undefined => {
  const judgement = judgements.find(({ id }) => id === item.key)
  if (judgement === undefined) return { code: 'JUDGE_SILENT', message: 'The judge gave no verdict on it.' }
  if (judgement.verdict === 'supported' && judgement.fault === 'none') return undefined
  return {
    code: `JUDGE_${judgement.fault === 'none' ? judgement.verdict.toUpperCase() : judgement.fault.toUpperCase()}`,
    message: `The judge found that ${faultWords[judgement.fault]}.`,
  }
}
