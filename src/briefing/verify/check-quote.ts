import { diffWordsWithSpace } from 'diff'
import { type Commentary, textOf } from '../../commentary/commentary.ts'
import { foldText } from '../text/fold.ts'
import { quotationsOf } from '../text/quotations.ts'
import { onlyWords, readWords } from '../text/words.ts'
import { placesOf, quoteWords } from './locate.ts'

/** A run of words in a comparison, with plain typography: in both, only in the given words, or only in the source. */
export type Compared = { readonly text: string; readonly in: 'both' | 'given' | 'source' }

/** Words that somebody attributes to a commentary, and what is really there. */
export type CheckedQuote = {
  /** The source's own characters: `textOf(commentary).text.slice(start, end)`. */
  readonly source: string
  readonly start: number
  readonly end: number
  /** `verbatim`: the same except for quotation marks, dashes and spaces; `same-words`: capitals or punctuation differ. */
  readonly match: 'verbatim' | 'same-words' | 'differs'
  /** How many words were changed, omitted or inserted. */
  readonly edits: number
  readonly compared: readonly Compared[]
  /** Counted from 1, without subheads; undefined in the synopsis. */
  readonly paragraph: number | undefined
  readonly section: string | undefined
  /** Whether they are in quotation marks there, and so are the words of somebody whom the author quotes. */
  readonly isQuotedThere: boolean
}

/** With a larger share of changed words it is another sentence. */
const mostChanged = 0.4

const folded = (text: string): string => foldText(text).text.trim()

/** The marks at both ends belong to the person who quotes. */
const bare = (text: string): string => text.replaceAll(/^[\s"'.,…]+|[\s"'.,;:…]+$/gu, '')

const comparedWords = (given: string, source: string): Compared[] =>
  diffWordsWithSpace(source, given).map(({ value, added, removed }) => ({
    text: value,
    in: added ? 'given' : removed ? 'source' : 'both',
  }))

const placeIn = (commentary: Commentary, start: number, end: number) => {
  const { text, blocks } = textOf(commentary)
  const block = blocks.find((one) => start >= one.start && start < one.end)
  const paragraphs = blocks.filter(({ kind }) => kind === 'paragraph')
  const at = block === undefined ? -1 : paragraphs.indexOf(block)
  const spans = block === undefined ? [] : quotationsOf(text.slice(block.start, block.end)).spans
  const offset = block?.start ?? 0
  return {
    paragraph: at === -1 ? undefined : at + 1,
    section: commentary.sections[block?.section ?? -1]?.heading,
    isQuotedThere: spans.some((span) => start >= offset + span.start && end <= offset + span.end),
  }
}

/** Where a commentary has these words, or the most similar ones; undefined if it has nothing similar. */
export const checkQuote = (commentary: Commentary, given: string): CheckedQuote | undefined => {
  const { text } = textOf(commentary)
  const words = onlyWords(readWords(text))
  const wanted = quoteWords(given)
  const [place] = placesOf(words, wanted, Math.floor(wanted.length * mostChanged))
  const [first, last] = place === undefined ? [] : [words[place.from], words[place.to]]
  if (place === undefined || first === undefined || last === undefined) return undefined
  const { start, end } = { start: first.start, end: last.end }
  const source = text.slice(start, end)
  const [ours, theirs] = [bare(folded(source)), bare(folded(given))]
  return {
    source,
    start,
    end,
    match: ours === theirs ? 'verbatim' : place.edits === 0 ? 'same-words' : 'differs',
    edits: place.edits,
    compared: comparedWords(theirs, ours),
    ...placeIn(commentary, start, end),
  }
}
