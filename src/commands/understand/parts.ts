import { isReference, numbersNamed } from '../find-commentary.ts'
import { isPronoun } from './list-words.ts'
import { withoutManners } from './manners.ts'
import type { Meaning } from './meaning.ts'
import { readSentence } from './sentence.ts'
import { standsFor } from './tokens.ts'

/** What joins two requests, or a request and a remark. */
const joints =
  /(?:(?<!\b(?:no|nr|vs|dr|mr|ms|mrs|prof|st))[,;.!?:]+ +| & | [-–] | (?=(?:and|but|then|because|cos|so|also) ))(?:(?:and|then|also|but|so) )*/giu
const sentenceEnd = /^[.!?]/u
const mostParts = 8

/** Whether a text has several sentences, which are not one request. */
export const hasSentences = (text: string): boolean =>
  [...text.matchAll(joints)].some(({ 0: joint }) => sentenceEnd.test(joint))

type Part = { readonly line: string; readonly isRead: boolean; readonly length: number }

/** From this likeness on, what an example means is as good as a request that was read. */
const asGood = 0.85

/** Whether a reading is one of a request; bare words may be a search or a remark. */
const isRequest = (line: string, meaning: Meaning): boolean =>
  meaning.kind === 'text'
    ? (meaning.command === undefined && (meaning.concerns[0]?.likeness ?? 0) >= asGood) ||
      meaning.documents.some(
        ({ name, rows }) => isPronoun(name) || rows !== undefined || isReference(name) || numbersNamed(name).length > 0,
      )
    : !(meaning.kind === 'rows' && !/\p{L}/u.test(line)) &&
      meaning.kind !== 'refuse' &&
      meaning.kind !== 'several' &&
      meaning.kind !== 'turn'

/** Whether words are a subject, or ask about one. */
const isSought = (meaning: Meaning): boolean =>
  meaning.kind === 'text' && (meaning.isSubject || (meaning.topic !== undefined && !meaning.isGuess))

/** The length of a part in characters; 0 if it is only a greeting. */
const lengthOf = (line: string): number =>
  readSentence(line).tokens.every((token) => token.isSilent || standsFor(token, 'hello', 'thank', 'bye', 'all'))
    ? 0
    : line.length

/**
 * The requests in a line of several sentences or clauses: the division in which requests hold most of the line, in few
 * parts. Undefined if they hold little of it, or do not hold what it asks.
 */
export const requestsIn = (
  text: string,
  read: (line: string) => Meaning,
): Extract<Meaning, { kind: 'several' }> | undefined => {
  const ends = [...text.matchAll(joints)].slice(0, mostParts - 1).map(({ 0: joint, index }) => ({
    end: index,
    next: index + joint.length,
    isFinal: sentenceEnd.test(joint),
  }))
  if (ends.length === 0 || isRequest(text, read(text))) return undefined
  const starts = [0, ...ends.map(({ next }) => next)]
  const stops = [...ends.map(({ end }) => end), text.length]
  /** The best division of the text from the beginning of each clause on, the last clause first. */
  const best: { readonly parts: readonly Part[]; readonly score: number }[] = [{ parts: [], score: 0 }]
  for (let from = starts.length - 1; from >= 0; from -= 1) {
    const final = ends.findIndex(({ isFinal }, at) => at >= from && isFinal)
    const choices = stops.slice(from, final < 0 ? undefined : final + 1).map((stop, more) => {
      const line = text.slice(starts[from], stop)
      const isWhole = from === 0 && more === starts.length - 1
      const length = lengthOf(line)
      const isRead = !isWhole && length > 0 && isRequest(line, read(withoutManners(line)))
      const after = best[starts.length - from - more - 1] ?? { parts: [], score: 0 }
      return {
        parts: [{ line, isRead, length }, ...after.parts],
        score: after.score + (isRead ? length : 0) - 4,
      }
    })
    const [first, ...others] = choices
    if (first !== undefined) best.push(others.reduce((one, other) => (other.score > one.score ? other : one), first))
  }
  const parts = best.at(-1)?.parts ?? []
  const held = parts.filter(({ isRead }) => isRead)
  const left = parts.filter(({ isRead, length }) => !isRead && length > 0)
  const sum = (some: readonly Part[]): number => some.reduce((total, { length }) => total + length, 0)
  // `nuclear power, but not weapons`: a subject, and what narrows it.
  const isNarrowed = parts[0]?.isRead === false && isSought(read(parts[0].line))
  // `boats and refugees, what have we got`: what the rest asks is not what was read.
  const isAsking = (some: readonly Part[]): boolean =>
    some.some(({ line }) =>
      /^(?:what|who|which|where|how|why|when|any|anything|(?:do|does|did|is|are|have|has) (?:you|we|i|they|it|there))\b/iu.test(
        line,
      ),
    )
  const isOther = isAsking(parts) && !isAsking(held)
  return held.length === 0 || isNarrowed || isOther || sum(held) * 5 < sum(left)
    ? undefined
    : { kind: 'several', lines: held.map(({ line }) => line), left: left.map(({ line }) => line) }
}
