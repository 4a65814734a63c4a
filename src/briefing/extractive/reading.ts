import type { Commentary } from '../../commentary/commentary.ts'
import { checkBracket } from '../brackets.ts'
import type { Bracket, Quote } from '../port.ts'
import type { BodySentence } from '../text/body.ts'
import { type TaggedWord, tagWords } from '../text/grammar.ts'
import { shortFormsIn } from '../text/short-forms.ts'
import type { Speaker } from '../text/speakers.ts'
import { stemsOf } from '../text/words.ts'
import { isShowable, type Part } from './eligible.ts'
import { pointersIn } from './lean.ts'

/** A part of a sentence as it is shown, with what a reader needs who knows only the title. */
export type ReadQuote = {
  /** Without a connective at its beginning. */
  readonly quote: Quote
  /** The sentence before, if the quote cannot be understood without it. */
  readonly context: Quote | undefined
  /** What its abbreviations mean. */
  readonly brackets: readonly Bracket[]
  /** Whether the quote can be understood alone, after its context, or not even then. */
  readonly reading: 'alone' | 'after' | 'lost'
}

const quoteOf = ({ text, start }: BodySentence, from = 0, to = text.length): Quote => ({
  text: text.slice(from, to),
  start: start + from,
  end: start + to,
})

/** Abbreviations that need no explanation. */
const everyday = /^(?:US|USA|UK|EU|UN|ASEAN|NATO|WHO|WTO|IMF|COVID|GDP|AI|PM|CEO|RSIS|APEC)$/u

/**
 * Returns a function that finds what must be shown beside a part of a sentence: the words behind its abbreviations, and
 * the sentence before if it points back. `tagged`: the words of each sentence.
 */
export const createReader = (
  sentences: readonly BodySentence[],
  tagged: readonly (readonly TaggedWord[])[],
  speakers: readonly Speaker[],
  { title }: Pick<Commentary, 'title'>,
  text: string,
): ((index: number, part: Part) => ReadQuote) => {
  const titled = stemsOf(title)
  const forms = shortFormsIn(text)
    .filter(({ short }) => !everyday.test(short) && !title.includes(short))
    .map((form) => ({
      ...form,
      pattern: new RegExp(`(?<![\\p{L}(-])${form.short}s?(?![\\p{L}\\d)])`, 'u'),
    }))
  /** The meanings of the abbreviations in a quote that the text introduced before it. */
  const spelledOut = (quote: Quote): Bracket[] =>
    forms
      .flatMap(({ short, pattern, long, end }) => {
        if (end > quote.start || !quote.text.includes(short)) return []
        const [after] = pattern.exec(quote.text) ?? []
        return after === undefined ? [] : (checkBracket({ after, words: long }, quote, [long]) ?? [])
      })
      .sort((a, b) => a.at - b.at)

  const contextOf = (index: number): BodySentence | undefined => {
    const [before, own] = [sentences[index - 1], sentences[index]]
    if (
      before === undefined ||
      before.section !== own?.section ||
      before.heading !== own.heading ||
      speakers[index - 1]?.type === 'unsure'
    )
      return undefined
    return isShowable(before.text) ? before : undefined
  }

  return (index, { from, to, lead }) => {
    const sentence = sentences[index]
    if (sentence === undefined) throw new Error(`no sentence ${index}`)
    const quote = quoteOf(sentence, from, to)
    const words = quote.text === sentence.text ? tagged[index] : tagWords(quote.text)
    const known = new Set([...titled, ...stemsOf(sentence.heading ?? '')])
    const pointers = pointersIn(quote.text, known, words)
    const brackets = spelledOut(quote)
    if (pointers.length === 0) return { quote, context: undefined, brackets, reading: 'alone' }
    const before = from === lead.length ? contextOf(index) : undefined
    const isAnswered = pointers.every(({ isSeveral }) => !isSeveral) && before !== undefined
    if (!isAnswered || pointersIn(before.text, known, tagged[index - 1]).length > 0)
      return { quote, context: undefined, brackets, reading: 'lost' }
    return { quote, context: quoteOf(before), brackets, reading: 'after' }
  }
}
