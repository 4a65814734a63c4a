import { month } from '../../archive/query/dates.ts'
import { isReference, numbersNamed } from '../find-commentary.ts'
import { isPronoun } from './list-words.ts'
import { withoutManners } from './manners.ts'
import type { Meaning } from './meaning.ts'
import { readSentence } from './sentence.ts'
import { weightOf } from './tokens.ts'

/** What joins two requests, or a request and a remark. */
const joints =
  /(?:(?<!\b(?:no|nr|vs|dr|mr|ms|mrs|prof|st))[,;.!?:]+ +| & | [-–] | (?=(?:and|but|then|because|cos|so|also) ))(?:(?:and|then|also|but|so) )*/giu
const sentenceEnd = /^[.!?]/u
const mostParts = 8

/** Whether a text has several sentences, which are not one request. */
export const hasSentences = (text: string): boolean =>
  [...text.matchAll(joints)].some(({ 0: joint }) => sentenceEnd.test(joint))

const namesMonth = new RegExp(`\\b${month}\\b`, 'iu')

/** Whether the month of a day stands in another part: `from 3 to 14 august, … until the 15th`. */
const isCut = (line: string, text: string): boolean =>
  /\bthe \d{1,2}(?:st|nd|rd|th)$/iu.test(line) && namesMonth.test(text.replace(line, ''))

type Part = { readonly line: string; readonly isRead: boolean; readonly weight: number }

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

/** A part that begins so belongs to what stands before it, and is no request by itself: `not the articles`, `at 9:02`, `and the rice watch`. */
const isDependent = (line: string, jointBefore: string): boolean =>
  (/\band\b/iu.test(jointBefore) && /^the\b/iu.test(line)) ||
  /^(?:not|at|on|by|from|to|of|for|in|with|which|who|only(?= \p{L}+ ones))\b/iu.test(line)

/**
 * The requests in a line of several sentences or clauses: the division in which requests hold most of the line, in few
 * parts. Undefined if they hold less of it than they leave.
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
  // Several numbers are one request.
  const isOfOne = text.match(/\d{5}/gu)?.length === 1
  /** The best division of the text from the beginning of each clause on, the last clause first. */
  const best: { readonly parts: readonly Part[]; readonly score: number }[] = [{ parts: [], score: 0 }]
  for (let from = starts.length - 1; from >= 0; from -= 1) {
    const final = ends.findIndex(({ isFinal }, at) => at >= from && isFinal)
    const choices = stops.slice(from, final < 0 ? undefined : final + 1).map((stop, more) => {
      const line = text.slice(starts[from], stop)
      const isWhole = from === 0 && more === starts.length - 1
      const { tokens } = readSentence(line)
      const weight = tokens.every(({ isSilent }) => isSilent) ? 0 : weightOf(tokens)
      const isRead =
        !isWhole &&
        weight > 0 &&
        !isDependent(line, text.slice(stops[from - 1] ?? 0, starts[from])) &&
        !isCut(line, text) &&
        (isRequest(line, read(withoutManners(line))) || (isReference(line) && isOfOne))
      const after = best[starts.length - from - more - 1] ?? { parts: [], score: 0 }
      return {
        parts: [{ line, isRead, weight }, ...after.parts],
        score: after.score + (isRead ? weight : 0) - 1,
      }
    })
    const [first, ...others] = choices
    if (first !== undefined) best.push(others.reduce((one, other) => (other.score > one.score ? other : one), first))
  }
  const parts = best.at(-1)?.parts ?? []
  const held = parts.filter(({ isRead }) => isRead)
  const left = parts.filter(({ isRead, weight }) => !isRead && weight > 0)
  const sum = (some: readonly Part[]): number => some.reduce((total, { weight }) => total + weight, 0)
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
  return held.length === 0 || isNarrowed || isOther || sum(held) < sum(left)
    ? undefined
    : { kind: 'several', lines: held.map(({ line }) => line), left: left.map(({ line }) => line) }
}
