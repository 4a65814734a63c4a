import type { Commentary } from '../../commentary/commentary.ts'
import { estimateTokens } from '../../model/budget.ts'
import { reach } from '../brackets.ts'
import type { NumberedSentence } from '../draft.ts'
import { isUnsafe } from '../unsafe.ts'
import type { NumberedText } from '../verify/index.ts'

/** The sentences that a model is shown, with their own numbers and in their order. */
export type ModelInput = { readonly sentences: readonly NumberedSentence[]; readonly extent: 'whole' | 'part' }

const mostTokens = 12_000

const costOf = (sentence: NumberedSentence): number => estimateTokens(sentence.text) + 3

/**
 * The input for a model: every sentence that may be evidence. Of a text beyond 12,000 tokens, the synopsis and the
 * best-ranked sentences, each complete; `extent` says so.
 */
export const chooseModelInput = (numbered: NumberedText, ranking: readonly number[]): ModelInput => {
  const eligible = numbered.sentences.filter((sentence) => sentence.isEligible)
  const rankOf = new Map(ranking.map((number, rank) => [number, rank]))
  const rank = ({ block, number }: NumberedSentence): number =>
    block === 'synopsis' ? -1 : (rankOf.get(number) ?? ranking.length)
  let left = mostTokens
  const chosen = new Set(
    eligible
      .toSorted((a, b) => rank(a) - rank(b))
      .filter((sentence) => {
        const cost = costOf(sentence)
        if (cost > left) return false
        left -= cost
        return true
      }),
  )
  const sentences = eligible.filter((sentence) => chosen.has(sentence))
  return { sentences, extent: sentences.length === eligible.length ? 'whole' : 'part' }
}

const oneLine = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim()

/** Titles, names and subheads come from the same page as the text and may contain the same attack. */
const safeLine = (label: string, text: string | undefined): string[] =>
  text === undefined || text === '' || isUnsafe(text) ? [] : [`${label}${oneLine(text)}`]

/** The commentary as a model sees it: title, authors, subheads, and the selected sentences by number. */
export const renderModelInput = (commentary: Commentary, { sentences, extent }: ModelInput): string => {
  const lines = [
    ...safeLine('Title: ', commentary.title),
    ...safeLine('Author: ', commentary.authors.join(', ')),
    // The subheads of omitted parts show the line of argument.
    ...(extent === 'part' ? commentary.sections.flatMap(({ heading }) => safeLine('Subhead: ', heading)) : []),
  ]
  let previous: NumberedSentence | undefined
  for (const sentence of sentences) {
    if (sentence.blockIndex !== previous?.blockIndex) lines.push('')
    if (sentence.block === 'synopsis' && previous === undefined) lines.push("The author's synopsis")
    if (sentence.section !== previous?.section) lines.push(...safeLine('## ', sentence.section))
    lines.push(`[${sentence.number}] ${oneLine(sentence.text)}`)
    previous = sentence
  }
  return lines.join('\n')
}

/** Where the words of a bracket may come from: the three sentences before the sentence, its subhead and the title. */
export const bracketSources = ({ title, sentences }: NumberedText, number: number): string[] => {
  const at = sentences.findIndex((sentence) => sentence.number === number)
  const before = sentences.slice(Math.max(0, at - reach), at).map(({ text }) => text)
  return [...before, sentences[at]?.section ?? '', title]
}
