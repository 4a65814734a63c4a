import type { BodySentence } from './body.ts'
import { isCapital, type Token, tokensOf } from './frame.ts'
import { createFullName } from './full-name.ts'
import { blankQuotations, quotationsOf, quotedMark } from './quotation.ts'
import { reportsIn } from './reports.ts'
import { countWords } from './body.ts'
import { opinionGroups, papers, prepositions } from './voice-words.ts'

/** Whose words a sentence gives. `unsure`: perhaps somebody else's; such a sentence is left out. */
export type Voice =
  | { readonly type: 'author' }
  | { readonly type: 'quoted'; readonly name: string }
  | { readonly type: 'unsure' }

/** Fewer quoted words than this are a term or an echo, not somebody's statement. */
const statementWords = 5

const unsure: Voice = { type: 'unsure' }

/** In characters. Nothing that long is quoted, and reading it word for word would cost more than its length. */
const longestParagraph = 20_000
const longestSentence = 1500

/** Words of the longest quotation in a sentence. */
const longestQuotation = (text: string, frame: string): number => {
  let longest = 0
  for (const match of frame.matchAll(new RegExp(`${quotedMark}+`, 'gu'))) {
    longest = Math.max(longest, countWords(text.slice(match.index, match.index + match[0].length)))
  }
  return longest
}

/** Papers that a writer also argues about: “a memorandum lets both sides …”. */
const documents = new Set(['memorandum', 'communique', 'column', 'article', 'book', 'essay', 'index', 'paper'])

/** “A survey of 212 faults …”: what follows is the survey's, whoever made it. */
const isPaperSubject = (tokens: readonly Token[]): boolean => {
  const from = ['in', 'on', 'by'].includes(tokens[0]?.lower ?? '') ? 1 : 0
  return (
    (/^(?:a|an|one|another|its|their|his|her|recent|two|three|several)$/u.test(tokens[from]?.lower ?? '') &&
      tokens.slice(from + 1, from + 4).some((token) => papers.has(token.lower) && !documents.has(token.lower))) ||
    (documents.has(tokens[from + 1]?.lower ?? '') && ['that', 'by', 'from'].includes(tokens[from + 2]?.lower ?? ''))
  )
}

const firmly = new Set(['should', 'must', 'need', 'needs', 'ought', 'will', 'can', 'cannot'])

/** “Economists of the stricter school would …”: the sentence paints what such people hold, even without a verb of speech. */
const isOpinionSubject = (tokens: readonly Token[]): boolean => {
  const head = tokens.findIndex((token) => opinionGroups.has(token.lower))
  if (head === -1 || head > 4) return false
  const isSubject = tokens
    .slice(0, head)
    .every((token) => token.type === 'word' && !prepositions.has(token.lower) && token.lower !== 'if')
  return isSubject && !tokens.slice(head, head + 9).some((token) => firmly.has(token.lower))
}

/** Words that open with a capital within a sentence, as names do. */
const namesIn = (sentences: readonly BodySentence[]): Set<string> =>
  new Set(
    sentences.flatMap(({ text }) =>
      [...text.matchAll(/(?<=[\p{L},] )\p{Lu}[\p{L}\p{M}’'.-]*/gu)].map(([word]) =>
        word.replace(/(?:[’']s)?[.’'-]*$/u, ''),
      ),
    ),
  )

/** The tokens with the first in lower case where it is no name but only opens the sentence. */
const lowerFirst = (tokens: readonly Token[], names: ReadonlySet<string>): Token[] => {
  const [first, ...rest] = tokens
  if (first === undefined) return []
  const isName = names.has(first.text) || isCapital(rest[0]) || /\p{Lu}.*\p{Lu}/u.test(first.text)
  return [isName ? first : { ...first, text: first.lower }, ...rest]
}

type Paragraph = {
  readonly start: number
  readonly frame: string
  readonly spans: readonly { start: number; end: number }[]
}

/**
 * Whose view each sentence gives, in the order given. Reads the sentences of a body together: a pronoun takes the speaker
 * named before it in its paragraph, and a quotation that runs over several sentences or paragraphs keeps its speaker.
 */
export const voicesOf = (sentences: readonly BodySentence[], text: string): Voice[] => {
  const fullName = createFullName(sentences)
  const names = namesIn(sentences)
  const voices: Voice[] = []
  let open: { readonly speaker: string | undefined } | undefined
  let from = 0
  while (from < sentences.length) {
    const first = sentences[from]
    if (first === undefined) break
    let to = from
    while (sentences[to]?.paragraph === first.paragraph) to += 1
    const own = sentences.slice(from, to)
    const last = own.at(-1) ?? first
    const raw = text.slice(first.start, last.end)
    if (raw.length > longestParagraph) {
      voices.push(...own.map(() => unsure))
      open = undefined
      from = to
      continue
    }
    const carries = open !== undefined && /^[“"]/u.test(raw)
    const speakerBefore = carries ? open?.speaker : undefined
    const { spans, isLeftOpen } = quotationsOf(raw)
    const paragraph: Paragraph = { start: first.start, frame: blankQuotations(raw, spans), spans }
    const read = voicesOfParagraph(own, paragraph, speakerBefore, fullName, names)
    voices.push(...read.voices)
    open = isLeftOpen ? { speaker: read.speaker } : undefined
    from = to
  }
  return voices
}

const voicesOfParagraph = (
  sentences: readonly BodySentence[],
  { start, frame, spans }: Paragraph,
  carried: string | undefined,
  fullName: (name: string) => string,
  known: ReadonlySet<string>,
): { voices: Voice[]; speaker: string | undefined } => {
  let speaker = carried
  const voices: Voice[] = []
  const frames = sentences.map((sentence) => frame.slice(sentence.start - start, sentence.end - start))
  for (const [index, sentence] of sentences.entries()) {
    const own = frames[index] ?? ''
    if (own.length > longestSentence) {
      speaker = undefined
      voices.push(unsure)
      continue
    }
    const tokens = lowerFirst(tokensOf(own), known)
    const reports = reportsIn(tokens)
    const names = [...new Set(reports.flatMap((report) => (report.type === 'named' ? [fullName(report.name)] : [])))]
    const [name] = names
    if (
      names.length === 1 &&
      name !== undefined &&
      !reports.some((report) => report.type === 'unsure' || report.type === 'author')
    ) {
      speaker = name
      voices.push({ type: 'quoted', name })
      continue
    }
    if (reports.some((report) => report.type === 'unsure') || names.length > 1) {
      speaker = undefined
      voices.push(unsure)
      continue
    }
    if (names.length > 0) {
      voices.push(unsure)
      continue
    }
    const isInside = spans.some((span) => span.start <= sentence.start - start && span.end >= sentence.end - start - 1)
    if (reports.some((report) => report.type === 'pronoun') || isInside) {
      voices.push(speaker === undefined ? unsure : { type: 'quoted', name: speaker })
      continue
    }
    if (longestQuotation(sentence.text, own) >= statementWords || isPaperSubject(tokens) || isOpinionSubject(tokens)) {
      voices.push(speaker !== undefined && /^[“"]/u.test(sentence.text) ? { type: 'quoted', name: speaker } : unsure)
      continue
    }
    voices.push({ type: 'author' })
  }
  return { voices, speaker }
}
