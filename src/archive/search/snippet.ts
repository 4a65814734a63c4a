import { splitSentences } from '../../briefing/text/sentences.ts'
import { type Commentary, type CommentaryText, type TextBlock, textOf } from '../../commentary/commentary.ts'
import { createFinder, type Match, type Pattern, patternsOf } from './pattern.ts'
import type { Term } from '../query/tree.ts'

type Parts = readonly { readonly text: string; readonly isMatch: boolean }[]

/** One sentence of the commentary, split into the words that were searched and the text between them. */
export type Snippet = {
  /** Joined, they are `text.slice(start, end)`; empty if the commentary has no text. */
  readonly parts: Parts
  /** The subhead of its section, split in the same way; empty if there is none. */
  readonly section: Parts
  readonly start: number
  readonly end: number
  /** Whether a sentence that is too long to be shown begins before `start` or ends after `end`. */
  readonly isCutBefore: boolean
  readonly isCutAfter: boolean
}

type Range = { readonly start: number; readonly end: number }

const mostCharacters = 400

/** How much of the query is here: each pattern once, and a little for words that follow each other. */
const worthOf = (matches: readonly Match[], patterns: readonly Pattern[]): number => {
  let worth = 0
  for (const pattern of new Set(matches.map((match) => match.pattern))) worth += pattern.weight
  for (const [index, match] of matches.entries()) {
    const next = matches[index + 1]
    const isPair = next !== undefined && patterns.indexOf(next.pattern) === patterns.indexOf(match.pattern) + 1
    if (isPair && next.start - match.end === 1) return worth + 0.25
  }
  return worth
}

/** The part of a long sentence around its first match, cut between words. */
const shortened = (text: string, { start, end }: Range, matches: readonly Match[]): Range => {
  if (end - start <= mostCharacters) return { start, end }
  const first = matches.find((match) => match.start >= start)?.start ?? start
  const wanted = Math.max(start, Math.min(first - mostCharacters / 4, end - mostCharacters))
  const space = wanted === start ? -1 : text.indexOf(' ', wanted)
  const from = space === -1 || space >= first ? (wanted === start ? start : first) : space + 1
  const limit = Math.min(end, from + mostCharacters)
  const lastSpace = text.lastIndexOf(' ', limit)
  const to = limit === end ? end : lastSpace > from ? lastSpace : wholeCharacter(text, limit)
  return { start: from, end: to }
}

/** Moves an offset out of a surrogate pair. */
const wholeCharacter = (text: string, at: number): number =>
  /[\u{dc00}-\u{dfff}]/u.test(text.charAt(at)) ? at - 1 : at

const partsOf = (text: string, { start, end }: Range, matches: readonly Match[]): Parts => {
  const parts: { text: string; isMatch: boolean }[] = []
  let at = start
  const add = (to: number, isMatch: boolean): void => {
    if (to > at) parts.push({ text: text.slice(at, to), isMatch })
    at = Math.max(at, to)
  }
  for (const match of matches) {
    if (match.end <= at || match.end > end) continue
    add(Math.max(at, match.start), false)
    add(match.end, true)
  }
  add(end, false)
  return parts
}

const sentencesIn = (text: string, block: TextBlock): Range[] =>
  block.kind === 'heading'
    ? [block]
    : splitSentences(text.slice(block.start, block.end)).map(({ start, end }) => ({
        start: block.start + start,
        end: block.start + end,
      }))

type Candidate = Range & { readonly block: TextBlock; readonly worth: number; readonly matches: readonly Match[] }

/** The sentence with most of the query, the earliest of equals; subheads only if no sentence has any. */
const bestSentence = ({ text, blocks }: CommentaryText, patterns: readonly Pattern[]): Candidate | undefined => {
  const find = createFinder(patterns)
  const worthInKind = (block: TextBlock, matches: readonly Match[]): number =>
    worthOf(matches, patterns) * (block.kind === 'heading' ? 0.5 : 1)
  // A block has at least the worth of each of its sentences, so that most blocks need not be split into sentences.
  const ranked = blocks
    .map((block) => {
      const matches = find(text.slice(block.start, block.end), block.start)
      return { block, matches, worth: worthInKind(block, matches) }
    })
    .filter(({ matches }) => matches.length > 0)
    .sort((a, b) => b.worth - a.worth || a.block.start - b.block.start)
  let best: Candidate | undefined
  for (const { block, matches, worth } of ranked) {
    if (best !== undefined && (worth < best.worth || (worth === best.worth && block.start > best.start))) continue
    for (const { start, end } of sentencesIn(text, block)) {
      const inside = matches.filter((match) => match.start >= start && match.end <= end)
      const candidate = { start, end, block, matches: inside, worth: worthInKind(block, inside) }
      const isBetter =
        best === undefined || candidate.worth > best.worth || (candidate.worth === best.worth && start < best.start)
      if (inside.length > 0 && isBetter) best = candidate
    }
  }
  return best
}

const firstSentence = ({ text, blocks }: CommentaryText): Candidate | undefined => {
  const block = blocks.find(({ kind }) => kind !== 'heading') ?? blocks[0]
  const range = block && sentencesIn(text, block)[0]
  return range && { start: range.start, end: range.end, block, worth: 0, matches: [] }
}

/** A subhead is not a sentence: the first sentence after it is shown. */
const sentenceUnder = ({ text, blocks }: CommentaryText, heading: Candidate): Candidate => {
  const block = blocks.find(({ kind, section }) => kind === 'paragraph' && section === heading.block.section)
  const range = block && sentencesIn(text, block)[0]
  return block === undefined || range === undefined ? heading : { ...range, block, worth: 0, matches: [] }
}

/** The subhead above a sentence; with marks if it is what was found. */
const sectionParts = ({ text, blocks }: CommentaryText, found: Candidate): Parts => {
  const heading = blocks.find(({ kind, section }) => kind === 'heading' && section === found.block.section)
  if (heading === undefined) return []
  return partsOf(text, heading, found.block === heading ? found.matches : [])
}

/**
 * The sentence of the commentary that shows best why it was found, with the words that were found. If only a subhead
 * contains them, the first sentence under it; if only title or byline do, the first sentence of the text.
 */
export const snippetOf = (commentary: Commentary, terms: readonly Term[]): Snippet => {
  const content = textOf(commentary)
  const found = bestSentence(content, patternsOf(terms)) ?? firstSentence(content)
  if (found === undefined) return { parts: [], section: [], start: 0, end: 0, isCutBefore: false, isCutAfter: false }
  const sentence = found.block.kind === 'heading' ? sentenceUnder(content, found) : found
  const range = shortened(content.text, sentence, sentence.matches)
  return {
    parts: partsOf(content.text, range, sentence.matches),
    section: sectionParts(content, found),
    ...range,
    isCutBefore: range.start > sentence.start,
    isCutAfter: range.end < sentence.end,
  }
}
