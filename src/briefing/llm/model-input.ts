import { reach } from '../brackets.ts'
import type { Commentary } from '../../commentary/commentary.ts'
import type { NumberedSentence } from '../draft.ts'
import { isUnsafe } from '../unsafe.ts'
import type { NumberedText } from './types.ts'
import { estimateTokens } from './budget.ts'

/** The sentences that a model is shown, with their own numbers and in their order. */
export type ModelInput = { readonly sentences: readonly NumberedSentence[]; readonly extent: 'whole' | 'part' }

const mostTokens = 12_000

/** The largest share of a long text's input for its first section, and for its last. */
const sectionShare = 0.25

const mostRanked = 120

const costOf = (sentence: NumberedSentence): number => estimateTokens(sentence.text) + 3

/**
 * The input for a model: every sentence that may be evidence. Of a text beyond 12,000 tokens, the synopsis, the first
 * and last sections and the best-ranked sentences, each complete; `extent` says so.
 */
export const chooseModelInput = (numbered: NumberedText, ranking: readonly number[]): ModelInput => {
  const eligible = numbered.sentences.filter((sentence) => sentence.isEligible)
  const total = eligible.reduce((sum, sentence) => sum + costOf(sentence), 0)
  if (total <= mostTokens) return { sentences: eligible, extent: 'whole' }

  const chosen = new Set<NumberedSentence>()
  let spent = 0
  const take = (sentences: readonly NumberedSentence[], budget: number): void => {
    let left = Math.min(budget, mostTokens - spent)
    for (const sentence of sentences) {
      const cost = costOf(sentence)
      if (chosen.has(sentence) || cost > left) continue
      chosen.add(sentence)
      left -= cost
      spent += cost
    }
  }
  const body = eligible.filter((sentence) => sentence.block === 'paragraph')
  const ofSection = (of: NumberedSentence | undefined) => body.filter(({ section }) => section === of?.section)
  const byNumber = new Map(eligible.map((sentence) => [sentence.number, sentence]))
  const ranked = ranking.flatMap((number) => byNumber.get(number) ?? [])
  take(
    eligible.filter((sentence) => sentence.block === 'synopsis'),
    mostTokens * sectionShare,
  )
  take(ofSection(body[0]), mostTokens * sectionShare)
  // A last section that is too long is cut at its beginning, because authors conclude at the end.
  take(ofSection(body.at(-1)).toReversed(), mostTokens * sectionShare)
  take(ranked.filter((sentence) => !chosen.has(sentence)).slice(0, mostRanked), mostTokens)
  return { sentences: eligible.filter((sentence) => chosen.has(sentence)), extent: 'part' }
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
