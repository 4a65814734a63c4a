import { type TaggedWord, tagWords } from '../text/grammar.ts'
import { isWellKnown } from '../text/short-forms.ts'
import type { ReadQuote } from './reading.ts'

/** What a reader has read before a quote: the title and its subhead, as written and by dictionary forms. */
export type Heads = { readonly text: string; readonly lemmas: ReadonlySet<string> }

export const headsOf = (title: string, heading = ''): Heads => {
  const text = `${title} ${heading}`
  return { text, lemmas: new Set(tagWords(text).map(({ lemma }) => lemma)) }
}

/** Words that tie a statement to others, wherever they stand: “ports therefore need”, “the same levy”, “such fleets”. */
const ties =
  /(?<![\p{L}])(?:therefore|thus|hence|meanwhile|however|though(?=[,.;])|nevertheless|nonetheless|in turn|as well(?! as)|instead(?! of)|too(?=[.,;]|$)|(?<!but )also|another|likewise|similarly|the same(?! as| time| way)|either(?=[.,;]|$))(?![\p{L}])/giu

/** Openings that go on with what was said. */
const goesOn =
  /^(?:yet|but|and|so|hence|or|nor|if anything|needless to say|as for|it is (?:also|therefore|thus)|now|then|here)(?![\p{L}])/iu

/** Behind “the” and a noun these tell which is meant. */
const telling =
  /^(?:of|that|which|who|whose|to|for|in|on|between|with|against|by|at|from|behind|over|towards?|among|under|as|where|when|is|are)$/u
/** Of these everybody knows which. */
const singular = new Set(
  `world region future past present pandemic public economy state people market globe time planet century year decade west east
  north south virus crisis military private international internet fact need way same first rest reality risk danger problem
  question point lesson challenge key more less better longer ground long short wake face absence case end light name context`.split(
    /\s+/u,
  ),
)

/** How many things a quote speaks of as known that neither it nor the heads name: “the response”, “the mechanism”. */
const unnamed = (words: readonly TaggedWord[], heads: ReadonlySet<string>): number =>
  words.filter(({ lower }, at) => {
    const [noun, next] = [words[at + 1], words[at + 2]]
    if (lower !== 'the' || noun?.tag !== 'NOUN' || noun.isCapital || next === undefined) return false
    const isTold = /^(?:NOUN|PROPN)$/u.test(next.tag) || next.isTied || telling.test(next.lower)
    const isSaid = words.slice(0, at).some(({ lemma }) => lemma === noun.lemma)
    return !isTold && !isSaid && !singular.has(noun.lemma) && !heads.has(noun.lemma)
  }).length

const pointing = ({ lower, tag }: TaggedWord): boolean =>
  /^(?:this|these|those|such)$/u.test(lower) || (lower === 'that' && tag === 'DET')

/** Short forms that nothing spells out: neither brackets nor the quote nor the heads. */
const unspelled = ({ quote, words, brackets }: ReadQuote, heads: Heads): number =>
  words.filter(({ raw, end }) => {
    const short = raw.replace(/s$/u, '')
    const isSpelled = brackets.some(({ at }) => at === quote.start + end) || quote.text.includes(`(${short})`)
    return /^\p{Lu}{2,}s?$/u.test(raw) && !isWellKnown(short) && !isSpelled && !heads.text.includes(short)
  }).length

/**
 * How many words of a quote a reader of title and subhead may stumble over: what ties it to an argument, what points, what it
 * takes for known, a short form that is not spelled out.
 */
export const stumblesIn = (read: ReadQuote, heads: Heads): number =>
  [...read.quote.text.matchAll(ties)].length +
  Number(goesOn.test(read.quote.text)) +
  read.words.filter(pointing).length +
  unnamed(read.words, heads.lemmas) +
  unspelled(read, heads)
