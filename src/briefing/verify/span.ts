import type { NumberedSentence } from '../draft.ts'
import type { Quote } from '../port.ts'
import { fault } from './check.ts'
import type { Finding } from './check.ts'
import { countWords, locateQuote } from './locate.ts'
import type { NumberedText } from './number-sentences.ts'
import { readText } from './reading.ts'

/** A quote is at most 35 words: the budget of the project's credit policy. */
export const longestQuote = 35

const leastWords = 6
const leastCharacters = 30

export type Located =
  | {
      readonly state: 'found'
      readonly quote: Quote
      readonly hosts: readonly NumberedSentence[]
      readonly repairs: readonly string[]
    }
  | { readonly state: 'refused'; readonly finding: Finding }

const refused = (code: string, message: string): Located => ({ state: 'refused', finding: fault(code, message) })

/** Words whose loss from a quote would change it, beside the operators: conditions, attributions, turns. */
const turning =
  /\b(?:if|unless|whether|although|though|while|but|however|yet|except|until|according|says?|said|argues?|believes?|claims?|warns?|reckons?|estimates?|provided|only|once|when)\b|\?/iu

const changesMeaning = (cut: string): boolean =>
  turning.test(cut) || readText(cut).operators.some((operator) => operator.kind !== 'strong')

const hasEllipsis = (quote: string): boolean =>
  /\S\s*(?:…|\.\.\.)\s*\S/u.test(
    quote
      .trim()
      .replace(/^["“‘']*\s*(?:…|\.\.\.)/u, '')
      .replace(/(?:…|\.\.\.)\s*["”’'.]*$/u, ''),
  )

/** Widens a slice until it holds the operators that the draft cut off, as far as the longest quote allows. */
const widen = (
  text: string,
  hosts: readonly NumberedSentence[],
  start: number,
  end: number,
): { start: number; end: number } | undefined => {
  const whole = { start: hosts[0]?.start ?? start, end: hosts.at(-1)?.end ?? end }
  if (countWords(text.slice(whole.start, whole.end)) <= longestQuote) return whole
  const head = text.slice(whole.start, start)
  const tail = text.slice(end, whole.end)
  const clauseHead = Math.max(head.lastIndexOf(';'), head.lastIndexOf(':')) + 1
  const clauseTail = tail.search(/[;:]/u)
  const from = changesMeaning(head.slice(clauseHead))
    ? whole.start + clauseHead + (head.slice(clauseHead).length - head.slice(clauseHead).trimStart().length)
    : start
  const to = changesMeaning(clauseTail === -1 ? tail : tail.slice(0, clauseTail))
    ? clauseTail === -1
      ? whole.end
      : end + clauseTail
    : end
  return countWords(text.slice(from, to)) <= longestQuote ? { start: from, end: to } : undefined
}

/**
 * Finds the drafted quote in the text and settles what is shown: the source's own characters, widened to the sentence
 * where the draft cut off a word that turns it, within one paragraph and at most 35 words.
 */
export const locate = (
  numbered: NumberedText,
  draft: { readonly quote: string; readonly sentence: number },
): Located => {
  const place = locateQuote(numbered, draft.quote, draft.sentence)
  const words = countWords(draft.quote)
  if (place === undefined) {
    if (words < 4)
      return refused('QUOTE_SHORT', 'quotes too few words to be found; quote at least six words of the sentence')
    if (hasEllipsis(draft.quote))
      return refused('QUOTE_STITCHED', 'joins words that stand apart; quote one unbroken run of words')
    return refused('QUOTE_NOT_FOUND', 'quotes words that do not stand in the text; copy them from the sentence')
  }
  const first = numbered.words[place.from]
  const last = numbered.words[place.to]
  if (first === undefined || last === undefined) return refused('QUOTE_NOT_FOUND', 'quotes nothing')
  const hosts = numbered.sentences.filter((sentence) => sentence.start < last.end && sentence.end > first.start)
  const [head] = hosts
  const tail = hosts.at(-1)
  if (head === undefined || tail === undefined || first.start < head.start || last.end > tail.end) {
    return refused('QUOTE_SPAN', 'quotes a subhead; quote a sentence of the text')
  }
  if (head.blockIndex !== tail.blockIndex)
    return refused('QUOTE_SPAN', 'quotes across a paragraph break; quote one sentence')
  if (hosts.some((sentence) => !sentence.isEligible))
    return refused('SOURCE_UNSAFE', 'rests on a sentence that may not be shown; choose another')
  const given = place.to - place.from + 1
  const isWhole =
    numbered.text.slice(head.start, first.start).search(/[\p{L}\p{N}]/u) === -1 &&
    numbered.text.slice(last.end, tail.end).search(/[\p{L}\p{N}]/u) === -1
  if (hosts.length > 2 || given > longestQuote)
    return refused('QUOTE_LONG', 'quotes too much; quote at most 35 words of one sentence')
  if (!isWhole && (given < leastWords || last.end - first.start < leastCharacters)) {
    const isAlmostWhole = given >= 4 && given * 2 >= countWords(numbered.text.slice(head.start, tail.end))
    if (!isAlmostWhole) return refused('QUOTE_SHORT', 'quotes too few words; quote at least six words of the sentence')
  }
  const span = settle(numbered.text, hosts, { start: first.start, end: last.end, isWhole, words: given })
  if (span === undefined)
    return refused('QUOTE_CUT', 'leaves out words that turn what it quotes; quote the run of words that holds them')
  const repairs = [
    ...(place.edits > 0 ? ['quote snapped to the words of the text'] : []),
    ...(span.isWidened ? ['quote widened to its sentence'] : []),
    ...(hosts.some((sentence) => sentence.number === draft.sentence) ? [] : [`quote found in sentence ${head.number}`]),
  ]
  return {
    state: 'found',
    quote: { text: numbered.text.slice(span.start, span.end), start: span.start, end: span.end },
    hosts,
    repairs,
  }
}

const shortPrint = 8

const settle = (
  text: string,
  hosts: readonly NumberedSentence[],
  { start, end, isWhole, words }: { start: number; end: number; isWhole: boolean; words: number },
): { start: number; end: number; isWidened: boolean } | undefined => {
  const from = hosts[0]?.start ?? start
  const to = hosts.at(-1)?.end ?? end
  if (isWhole) return { start: from, end: to, isWidened: false }
  const isCut = changesMeaning(text.slice(from, start)) || changesMeaning(text.slice(end, to))
  if (!isCut && words >= shortPrint) {
    const reachesEnd = text.slice(end, to).search(/[\p{L}\p{N}]/u) === -1
    const reachesStart = text.slice(from, start).search(/[\p{L}\p{N}]/u) === -1
    return { start: reachesStart ? from : start, end: reachesEnd ? to : end, isWidened: false }
  }
  const wide = widen(text, hosts, start, end)
  return wide === undefined ? undefined : { ...wide, isWidened: true }
}
