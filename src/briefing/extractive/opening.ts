import type { TaggedWord } from '../text/grammar.ts'
import type { Candidate, Candidates } from './candidates.ts'

/** Words by which a sentence goes on from another: “The attack itself was already a copy.” */
const goesOn =
  /(?<![\p{L}])(?:already|soon|then|afterwards|itself|themselves|(?<!each )other(?! than)|we have (?:argued|shown|seen))(?![\p{L}])/iu
/** “Two kinds of …”, “two subjects are …”: which, the sentences behind say. */
const counts =
  /(?<![\p{L}])(?:two|three|four|five|several|various) (?:kinds|types|sorts|sets|forms)(?![\p{L}])|^(?:two|three|four|five|several) /iu
const pronoun = /^(?:he|she|him|her|his|it|its|they|them|their)$/u
const verb = /^(?:AUX|VERB)$/u

/** A name; the first word of a sentence is one where a verb, a name or nothing but its “’s” follows. */
const isName = ({ tag, isCapital, isPossessive }: TaggedWord, at: number, words: readonly TaggedWord[]): boolean =>
  at > 0
    ? tag === 'PROPN' || isCapital
    : tag === 'PROPN' &&
      (isPossessive || /^(?:AUX|VERB|PROPN|CCONJ|PUNCT)$/u.test(words[1]?.tag ?? '')) &&
      words[1]?.lower.endsWith('ing') !== true

/** Whether a pronoun comes before any name: of whom or what, only the sentence before says for certain. */
const hasEarlyPronoun = (words: readonly TaggedWord[]): boolean => {
  const name = words.findIndex(isName)
  const at = words.findIndex(({ lower }) => pronoun.test(lower))
  return at !== -1 && (name === -1 || name > at)
}

/** “The island is …”: a noun with nothing to tell which. */
const isBareSubject = ([article, noun, next]: readonly TaggedWord[]): boolean =>
  article?.lower === 'the' && noun?.tag === 'NOUN' && !noun.isCapital && verb.test(next?.tag ?? '')

/** Sentences that may open a post in place of a synopsis: whole, the author’s own, and nothing in them leans on another. */
export const openingsOf = ({ all }: Pick<Candidates, 'all'>): Candidate[] =>
  all.filter(
    ({ speaker, reading, sentence, quote, words, isClear }) =>
      speaker.type === 'author' &&
      reading === 'alone' &&
      isClear &&
      quote.start === sentence.start &&
      ![goesOn, counts].some((pattern) => pattern.test(quote.text)) &&
      !hasEarlyPronoun(words) &&
      !isBareSubject(words),
  )
