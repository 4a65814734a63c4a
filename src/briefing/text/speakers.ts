import type { BodySentence } from './body.ts'
import { quotationWord, tagWords } from './grammar.ts'
import { blankQuotations, quotationsOf, type QuotedSpan, quotedMark } from './quotations.ts'
import { type Report, reportsIn } from './reports.ts'
import { goesOn, runsOn, type Speech, speechOf } from './speech.ts'
import { introducesOthers, isSupposed, refutesBefore } from './supposed.ts'
import { turnsOf } from './turns.ts'
import { countWords } from './words.ts'

/** Whose view a sentence gives. `unsure`: perhaps somebody else’s; such a sentence is never shown as the author’s. */
export type Speaker =
  | { readonly type: 'author' }
  | { readonly type: 'quoted'; readonly name: string }
  | { readonly type: 'unsure'; readonly isInTurn?: true }

const authorSpeaks: Speaker = { type: 'author' }
const unsure: Speaker = { type: 'unsure' }
/** Another person than the author, in an interview or a debate; the text does not say for certain who. */
const inTurn: Speaker = { type: 'unsure', isInTurn: true }

/** Fewer quoted words are a term or an allusion, not somebody’s statement. */
const statementWords = 5
/** In characters. Nothing that long is quoted, and analysing it would cost too much. */
const longestParagraph = 20_000
const longestSentence = 1500

/** The sentence for the tagger, with the same length: a long quotation as one word, a short one without its marks. */
const readable = (text: string, frame: string): string =>
  frame.replaceAll(new RegExp(`${quotedMark}+`, 'gu'), (run, at: number) => {
    const quoted = text.slice(at, at + run.length)
    return countWords(quoted) >= statementWords
      ? quotationWord.padEnd(run.length)
      : ` ${quoted.slice(1, -1)} `.replaceAll(/[“”‘’"]/gu, ' ')
  })

/** Capitalised words inside sentences, which may be names. */
const namesIn = (sentences: readonly BodySentence[]): Set<string> =>
  new Set(
    sentences.flatMap(({ text }) =>
      [...text.matchAll(/(?<=[\p{L},] )\p{Lu}[\p{L}\p{M}’'.-]*/gu)].map(([word]) =>
        word.replace(/(?:[’']s)?[.’'-]*$/u, ''),
      ),
    ),
  )

/** With the first word in lower case, if it is only capitalised because it begins the sentence. */
const lowerFirst = (frame: string, names: ReadonlySet<string>): string => {
  const [, lead = '', first = '', next = ''] = /^([^\p{L}]*)(\p{L}[\p{L}\p{M}.-]*)(\s+\p{Lu})?/u.exec(frame) ?? []
  const isArticle = /^(?:The|An?|This|That|These|Those|Its|Their|His|Her|Our|My)$/u.test(first)
  const isName = first === quotationWord || names.has(first) || next !== '' || /\p{Lu}.*\p{Lu}/u.test(first)
  if (first === '' || (isName && !isArticle)) return frame
  return lead + first.toLowerCase() + frame.slice(lead.length + first.length)
}

type Reading = { readonly speaker: Speaker; readonly opens?: Speech | undefined }

const readReports = (reports: readonly Report[], last: string | undefined): Speaker => {
  const names = [...new Set(reports.flatMap(({ source }) => (source.type === 'named' ? [source.name] : [])))]
  const isMixed = reports.some(({ source }) => source.type === 'unsure' || source.type === 'author')
  const [name] = names
  if (reports.every(({ source }) => source.type === 'author')) return authorSpeaks
  if (names.length === 1 && name !== undefined && !isMixed) return { type: 'quoted', name }
  if (names.length === 0 && !isMixed && last !== undefined) return { type: 'quoted', name: last }
  return unsure
}

type Paragraph = {
  readonly sentences: readonly BodySentence[]
  readonly start: number
  readonly raw: string
  readonly spans: readonly QuotedSpan[]
}

const speakersOfParagraph = (
  { sentences, start, raw, spans }: Paragraph,
  carried: string | undefined,
  names: ReadonlySet<string>,
): { speakers: Speaker[]; last: string | undefined } => {
  const frame = blankQuotations(raw, spans)
  let last = carried
  let speech: Speech | undefined
  const readOne = (sentence: BodySentence): Reading => {
    const [from, to] = [sentence.start - start, sentence.end - start]
    if (sentence.text.length > longestSentence) return { speaker: unsure }
    if (isSupposed(sentence.text)) return { speaker: unsure }
    const words = tagWords(lowerFirst(readable(sentence.text, frame.slice(from, to)), names))
    const reports = reportsIn(words)
    const isInside = spans.some((span) => span.start <= from && span.end >= to - 1)
    if (reports.length > 0) {
      const speaker = readReports(reports, last)
      return { speaker, opens: speaker.type === 'author' ? undefined : speechOf(words, reports) }
    }
    if (isInside || words.some(({ raw: word }) => word === quotationWord)) {
      const isSpoken = last !== undefined && (isInside || /^[“"]/u.test(sentence.text))
      return {
        speaker: isSpoken && last !== undefined ? { type: 'quoted', name: last } : unsure,
        opens: { kind: 'announced', sentences: 1 },
      }
    }
    if (speech !== undefined && runsOn(words, sentence.text, speech)) return { speaker: unsure }
    const opens = speechOf(words, reports)
    return { speaker: opens === undefined ? authorSpeaks : unsure, opens }
  }
  const speakers = sentences.map((sentence) => {
    const { speaker, opens } = readOne(sentence)
    if (speaker.type === 'quoted') last = speaker.name
    else if (speaker.type === 'unsure') last = undefined
    speech = goesOn(speech, opens, speaker.type === 'author')
    return speaker
  })
  return { speakers: speakers.map((speaker, at) => (isRefuted(sentences[at + 1]) ? unsure : speaker)), last }
}

const isRefuted = (next: BodySentence | undefined): boolean => next !== undefined && refutesBefore(next.text)

/**
 * Whose view each sentence gives, in the given order. The sentences of a body are read together: a pronoun takes the
 * speaker named before it in its paragraph, reported speech may continue over sentences, and a quotation over several
 * sentences or paragraphs keeps its speaker. The sentences’ offsets refer to `text`.
 */
export const speakersOf = (sentences: readonly BodySentence[], text: string): Speaker[] => {
  const names = namesIn(sentences)
  const turns = turnsOf(sentences)
  const speakers: Speaker[] = []
  let open: { readonly last: string | undefined } | undefined
  /** Whether the paragraphs of one sentence that follow are a list of what the author does not hold. */
  let isListOfOthers = false
  for (let from = 0; from < sentences.length; from = speakers.length) {
    const first = sentences[from]
    const own = sentences.slice(from).filter(({ paragraph }) => paragraph === first?.paragraph)
    const start = first?.start ?? 0
    const raw = text.slice(start, own.at(-1)?.end)
    const isTurn = first !== undefined && turns.has(first.paragraph)
    if (raw.length > longestParagraph || isTurn) {
      speakers.push(...own.map(() => (isTurn ? inTurn : unsure)))
      open = undefined
      continue
    }
    const carried = open !== undefined && /^[“"]/u.test(raw) ? open.last : undefined
    const { spans, isLeftOpen } = quotationsOf(raw)
    const read = speakersOfParagraph({ sentences: own, start, raw, spans }, carried, names)
    const isItem: boolean = isListOfOthers && own.length === 1
    speakers.push(...(isItem ? [unsure] : read.speakers))
    const last = own.at(-1)
    const isIntroduced = last !== undefined && last.text.endsWith(':') && read.speakers.at(-1)?.type !== 'author'
    isListOfOthers = isItem || isIntroduced || (last !== undefined && introducesOthers(last.text))
    open = isLeftOpen ? { last: read.last } : undefined
  }
  return speakers
}
