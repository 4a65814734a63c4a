import type { Commentary } from '../../commentary/commentary.ts'
import { checkBracket, reach } from '../brackets.ts'
import type { Bracket, Quote } from '../port.ts'
import type { BodySentence } from '../text/body.ts'
import type { TaggedWord } from '../text/grammar.ts'
import { shortFormsIn } from '../text/short-forms.ts'
import type { Speaker } from '../text/speakers.ts'
import { antecedentOf, mayCall, type Source, sourceOf, surnamesIn } from './antecedent.ts'
import { isShowable, type Part } from './eligible.ts'
import { type Pointer, pointersIn } from './lean.ts'

/** A part of a sentence as it is shown, with what a reader needs who has read the title. */
export type ReadQuote = {
  /** Without a leading connective. */
  readonly quote: Quote
  /** Of the quote. */
  readonly words: readonly TaggedWord[]
  /** The sentence before, where the quote cannot be read without it. */
  readonly context: Quote | undefined
  readonly brackets: readonly Bracket[]
  /** Whether the quote can be read alone, with its brackets, after its context, or not even then. */
  readonly reading: 'alone' | 'bracketed' | 'after' | 'lost'
}

/** In characters; what is longer is never quoted, and reading it closely would cost more than its length. */
const longestSentence = 1500

const quoteOf = ({ text, start }: BodySentence, from = 0, to = text.length): Quote => ({
  text: text.slice(from, to),
  start: start + from,
  end: start + to,
})

/** Short forms that need no words beside them. */
const everyday = /^(?:US|USA|UK|EU|UN|ASEAN|NATO|WHO|WTO|IMF|COVID|GDP|AI|PM|CEO|RSIS|APEC)$/u

const inOrder = (brackets: readonly Bracket[]): Bracket[] => brackets.toSorted((a, b) => a.at - b.at)

/**
 * Makes a reader of quotes: given the place of a sentence and a part of it, what has to be shown beside that part. Bracketed
 * words where they are sure, else the sentence before; neither where the quote can be read alone or nothing would help.
 */
export const createReader = (
  sentences: readonly BodySentence[],
  speakers: readonly Speaker[],
  { title }: Pick<Commentary, 'title'>,
  text: string,
): ((index: number, part: Part) => ReadQuote) => {
  const sources: Source[] = []
  /** Tagged when first asked for: most sentences are never looked back at. */
  const sourceAt = (index: number): Source => {
    const words = sentences[index]?.text ?? ''
    return (sources[index] ??= sourceOf(words.length > longestSentence ? '' : words))
  }
  const titled = sentences.flatMap((sentence, index) => (mayCall(sentence.text) ? sourceAt(index) : []))
  const surnames = surnamesIn(text, titled)
  const headline = sourceOf(title)
  const known = new Set(headline.words.map(({ lemma }) => lemma))

  const bracketsOf = (index: number, quote: Quote, pointers: readonly Pointer[]): Bracket[] | undefined => {
    if (pointers.some((pointer) => !('end' in pointer))) return undefined
    const heading = sentences[index]?.heading
    const heads = [...(heading === undefined ? [] : [sourceOf(heading)]), headline]
    const before = Array.from({ length: Math.min(reach, index) }, (_, step) => sourceAt(index - 1 - step))
    const places = [...before, ...heads].map((source) => source.text)
    const brackets = pointers.flatMap((pointer): Bracket[] => {
      const words = antecedentOf(pointer, before, heads, surnames)
      if (words === undefined || !('end' in pointer)) return []
      const bracket = checkBracket({ after: quote.text.slice(0, pointer.end), words }, quote, places)
      return bracket === undefined ? [] : [bracket]
    })
    return brackets.length === pointers.length ? brackets : undefined
  }

  const forms = shortFormsIn(text)
    .filter(({ short }) => !everyday.test(short) && !title.includes(short))
    .map((form) => ({
      ...form,
      pattern: new RegExp(`(?<![\\p{L}(-])${form.short}s?(?![\\p{L}\\d)])`, 'u'),
    }))
  /** What the short forms of a quote mean, where the text introduced them before it. */
  const spelledOut = (quote: Quote): Bracket[] =>
    forms.flatMap(({ short, pattern, long, end }) => {
      if (end > quote.start || !quote.text.includes(short)) return []
      const [after] = pattern.exec(quote.text) ?? []
      return after === undefined ? [] : (checkBracket({ after, words: long }, quote, [long]) ?? [])
    })

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
    const isWhole = quote.text.length === sentence.text.length
    const { words } = isWhole ? sourceAt(index) : sourceOf(quote.text)
    const pointers = pointersIn(quote.text, known, words)
    const spelled = inOrder(spelledOut(quote))
    if (pointers.length === 0) return { quote, words, context: undefined, brackets: spelled, reading: 'alone' }
    const brackets = bracketsOf(index, quote, pointers)
    if (brackets !== undefined)
      return { quote, words, context: undefined, brackets: inOrder([...brackets, ...spelled]), reading: 'bracketed' }
    const before = from === lead.length ? contextOf(index) : undefined
    const isOne = pointers.every(({ kind }) => kind !== 'several')
    const isAnswered =
      isOne && before !== undefined && pointersIn(before.text, known, sourceAt(index - 1).words).length === 0
    const context = before && quoteOf(before)
    return { quote, words, context, brackets: spelled, reading: isAnswered ? 'after' : 'lost' }
  }
}
