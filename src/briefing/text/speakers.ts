import type { BodySentence } from './body.ts'
import { createFullName } from './full-name.ts'
import { quotationWord, type TaggedWord, tagWords } from './grammar.ts'
import { blankQuotations, quotationsOf, type QuotedSpan, quotedMark } from './quotations.ts'
import { type Report, reportsIn } from './reports.ts'
import { announcingVerbs, findingVerbs, instruments, speechNouns } from './speech-words.ts'
import { countWords } from './words.ts'

/** Whose view a sentence gives. `unsure`: perhaps somebody else’s; such a sentence is never shown as the author’s. */
export type Speaker =
  | { readonly type: 'author' }
  | { readonly type: 'quoted'; readonly name: string }
  | { readonly type: 'unsure' }

const authorSpeaks: Speaker = { type: 'author' }
const unsure: Speaker = { type: 'unsure' }

/** Fewer quoted words are a term or an echo, not somebody’s statement. */
const statementWords = 5
/** In characters. Nothing that long is quoted, and reading it word for word would cost more than its length. */
const longestParagraph = 20_000
const longestSentence = 1500

/** The sentence as the tagger reads it, of the same length: a long quotation as one word, a short one without its marks. */
const readable = (text: string, frame: string): string =>
  frame.replaceAll(new RegExp(`${quotedMark}+`, 'gu'), (run, at: number) => {
    const quoted = text.slice(at, at + run.length)
    return countWords(quoted) >= statementWords
      ? quotationWord.padEnd(run.length)
      : ` ${quoted.slice(1, -1)} `.replaceAll(/[“”‘’"]/gu, ' ')
  })

/** Words that open with a capital inside a sentence, as names do. */
const namesIn = (sentences: readonly BodySentence[]): Set<string> =>
  new Set(
    sentences.flatMap(({ text }) =>
      [...text.matchAll(/(?<=[\p{L},] )\p{Lu}[\p{L}\p{M}’'.-]*/gu)].map(([word]) =>
        word.replace(/(?:[’']s)?[.’'-]*$/u, ''),
      ),
    ),
  )

/** The first word in lower case where it is no name but only opens the sentence. */
const lowerFirst = (frame: string, names: ReadonlySet<string>): string => {
  const [, lead = '', first = '', next = ''] = /^([^\p{L}]*)(\p{L}[\p{L}\p{M}.-]*)(\s+\p{Lu})?/u.exec(frame) ?? []
  const isArticle = /^(?:The|An?|This|That|These|Those|Its|Their|His|Her|Our|My)$/u.test(first)
  const isName = first === quotationWord || names.has(first) || next !== '' || /\p{Lu}.*\p{Lu}/u.test(first)
  if (first === '' || (isName && !isArticle)) return frame
  return lead + first.toLowerCase() + frame.slice(lead.length + first.length)
}

/** Short names of laws and programmes that the text introduces in full: “the Belt and Road Initiative (BRI)”. */
const instrumentNames = (text: string): Set<string> =>
  new Set(
    [...text.matchAll(/(?<!\p{L})(\p{L}+)\s+\((\p{Lu}[\p{Lu}\d-]{1,9})\)/gu)].flatMap(([, last = '', short = '']) =>
      instruments.has(last.toLowerCase()) ? [short] : [],
    ),
  )

const additive = new Set(
  'also moreover furthermore additionally besides second secondly third thirdly fourth finally lastly further another likewise'.split(
    ' ',
  ),
)
const outlook = new Set('should must ought will would shall'.split(' '))
const contrast =
  /^(?:however|but|yet|still|nevertheless|nonetheless|clearly|in short|we|this commentary|despite|although|while)(?![\p{L}])/u
const consequence = /^(?:thus|therefore|hence|consequently|as such|so)(?![\p{L}])/u
const plans =
  /^(?:plan|proposal|speech|address|statement|programme|program|pledge|remark|measure|minister|president|premier|leader|official|report)$/u

/**
 * What the sentences before reported: what somebody announced, what a study or a body found, or another view. `sentences`: how
 * many of them, the report itself among them.
 */
type Speech = { readonly kind: 'announced' | 'found' | 'held'; readonly sentences: number }

const isOf = (words: readonly TaggedWord[], pattern: RegExp): boolean => words.some(({ lower }) => pattern.test(lower))
const present = /^(?:is|are|has|have|does|do|can|cannot|will|should|must|may|needs?|remains?|ought)$/u

/**
 * Whether a sentence runs on with the speech before it: its subject is the speaker’s pronoun; it counts the points of an
 * announcement, or demands or foretells what was announced; it gives more figures of what was found, or tells more of it in the
 * past; it concludes from views of others.
 */
const runsOn = (words: readonly TaggedWord[], text: string, { kind, sentences }: Speech): boolean => {
  const [first, second] = words
  if (first === undefined || contrast.test(text.toLowerCase())) return false
  if (isOf(words, /^(?:he|she)$/u) || isOf(words.slice(0, 3), /^(?:his|her)$/u)) return true
  const isDemand = words.slice(0, 14).some(({ lower }) => outlook.has(lower))
  if (kind === 'found') return sentences <= 3 && !isOf(words, present)
  if (kind === 'held') return sentences > 1 && consequence.test(text.toLowerCase())
  if (consequence.test(text.toLowerCase())) return false
  if (additive.has(first.lower)) return true
  if (/^(?:the|this|these|such)$/u.test(first.lower) && plans.test(second?.lemma ?? '')) return true
  return sentences <= 2 && isDemand
}

/** “In his address the president laid out five priorities”: the sentence is the writer’s, what follows is the president’s. */
const isSpeechOccasion = (words: readonly TaggedWord[]): boolean =>
  words.some(
    ({ lemma, lower }, at) =>
      (speechNouns.has(lemma) || speechNouns.has(lower)) &&
      words.slice(Math.max(0, at - 4), at).some((word) => word.isPossessive || /^(?:his|her)$/u.test(word.lower)),
  ) ||
  // “Ruzena Halabi spoke first.”
  (words[0]?.isCapital === true && words.some(({ lemma, tag }) => lemma === 'speak' && tag === 'VERB'))

type Reading = { readonly speaker: Speaker; readonly opens?: Speech['kind'] | undefined }

/** What kind of speech reports open; undefined where they are the author’s own. */
const speechOf = (speaker: Speaker, reports: readonly Report[]): Speech['kind'] | undefined => {
  if (speaker.type === 'author') return undefined
  const isPaper = reports.some(({ source }) => source.type === 'named' && source.isPaper)
  if (isPaper || reports.some(({ verb = '' }) => findingVerbs.has(verb))) return 'found'
  return reports.some(({ verb = '' }) => announcingVerbs.has(verb)) ? 'announced' : 'held'
}

const readReports = (
  reports: readonly Report[],
  fullName: (name: string) => string,
  last: string | undefined,
): Speaker => {
  const names = [...new Set(reports.flatMap(({ source }) => (source.type === 'named' ? [fullName(source.name)] : [])))]
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

type Context = {
  readonly fullName: (name: string) => string
  readonly names: ReadonlySet<string>
  readonly instruments: ReadonlySet<string>
}

const speakersOfParagraph = (
  { sentences, start, raw, spans }: Paragraph,
  carried: string | undefined,
  { fullName, names, instruments: programmes }: Context,
): { speakers: Speaker[]; last: string | undefined } => {
  const frame = blankQuotations(raw, spans)
  let last = carried
  let speech: Speech | undefined
  const readOne = (sentence: BodySentence): Reading => {
    const [from, to] = [sentence.start - start, sentence.end - start]
    if (sentence.text.length > longestSentence) return { speaker: unsure }
    const words = tagWords(lowerFirst(readable(sentence.text, frame.slice(from, to)), names))
    const reports = reportsIn(words).filter(({ source }) => source.type !== 'named' || !programmes.has(source.name))
    const isInside = spans.some((span) => span.start <= from && span.end >= to - 1)
    if (reports.length > 0) {
      const speaker = readReports(reports, fullName, last)
      return { speaker, opens: speechOf(speaker, reports) }
    }
    if (isInside || words.some(({ raw: word }) => word === quotationWord)) {
      const isSpoken = last !== undefined && (isInside || /^[“"]/u.test(sentence.text))
      return { speaker: isSpoken && last !== undefined ? { type: 'quoted', name: last } : unsure, opens: 'announced' }
    }
    if (speech !== undefined && runsOn(words, sentence.text, speech)) return { speaker: unsure }
    return { speaker: authorSpeaks, opens: isSpeechOccasion(words) ? 'announced' : undefined }
  }
  const speakers = sentences.map((sentence) => {
    const { speaker, opens } = readOne(sentence)
    if (speaker.type === 'quoted') last = speaker.name
    else if (speaker.type === 'unsure') last = undefined
    const kind = opens ?? (speaker.type === 'author' ? undefined : speech?.kind)
    const isSame = kind === speech?.kind && speaker.type !== 'author'
    speech = kind === undefined ? undefined : { kind, sentences: isSame ? (speech?.sentences ?? 0) + 1 : 1 }
    return speaker
  })
  return { speakers, last }
}

/**
 * Whose view each sentence gives, in the order given. Reads the sentences of a body together: a pronoun takes the speaker
 * named before it in its paragraph, reported speech runs on over sentences, and a quotation that runs over several sentences
 * or paragraphs keeps its speaker. `text` is the text that the sentences’ offsets point into.
 */
export const speakersOf = (sentences: readonly BodySentence[], text: string): Speaker[] => {
  const context = { fullName: createFullName(sentences), names: namesIn(sentences), instruments: instrumentNames(text) }
  const speakers: Speaker[] = []
  let open: { readonly last: string | undefined } | undefined
  for (let from = 0; from < sentences.length; from = speakers.length) {
    const first = sentences[from]
    const own = sentences.slice(from).filter(({ paragraph }) => paragraph === first?.paragraph)
    const start = first?.start ?? 0
    const raw = text.slice(start, own.at(-1)?.end)
    if (raw.length > longestParagraph) {
      speakers.push(...own.map(() => unsure))
      open = undefined
      continue
    }
    const carried = open !== undefined && /^[“"]/u.test(raw) ? open.last : undefined
    const { spans, isLeftOpen } = quotationsOf(raw)
    const read = speakersOfParagraph({ sentences: own, start, raw, spans }, carried, context)
    speakers.push(...read.speakers)
    open = isLeftOpen ? { last: read.last } : undefined
  }
  return speakers
}
