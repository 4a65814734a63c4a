import { openers } from '../text/abbreviations.ts'
import { isUnsafe } from '../unsafe.ts'
import type { BodySentence } from '../text/body.ts'
import { isBalanced } from '../text/quotations.ts'

/** A quote is at most this long, in words (the house rule for every post). */
export const longestQuote = 35
/** Shorter sentences say too little without their neighbours. */
const shortestQuote = 8

/** First words that lean on the sentence before: pronouns, pointers, connectives of consequence and contrast. Lower case. */
const leaning = new Set(
  `he she they it his her hers their theirs its him them this that these those such both neither either others another
  and but or nor so yet then thus hence therefore however moreover furthermore nevertheless nonetheless instead otherwise
  likewise similarly conversely consequently accordingly additionally besides still also again meanwhile indeed rather
  former latter same too afterwards thereafter thereby here there elsewhere`.split(/\s+/u),
)

/** Openings that look like those but stand on their own: “It is time to …”, “There is a need …”. */
const standing = [
  'it is time',
  'it is in',
  'it is essential',
  'it is crucial',
  'it is vital',
  'it is important',
  'it is imperative',
  'it is necessary',
  'it is unlikely',
  'it is likely',
  'it is questionable',
  'it is clear',
  'it is doubtful',
  'it is possible',
  'it is hard',
  'it is difficult',
  'it is easy',
  'it is tempting',
  'it is wrong',
  'it is therefore',
  'it is also essential',
  'it is also crucial',
  'it remains to be seen',
  'it would be wrong',
  'it would be a mistake',
  'it would be naive',
  'it would be better',
  'it will take',
  'it takes',
  'it follows',
  'it matters',
  'there is',
  'there are',
  'there will',
  'there can',
  'there must',
  'there should',
  'both sides',
  'both countries',
  'both the',
  'both governments',
  'neither side',
  'neither the',
  'neither country',
  'either way',
  'still less',
  'rather than',
  'yet another',
  'so long as',
  'such is',
  'those who',
  'those that',
  'that the',
  'that a',
  'another war',
  'here lies',
] as const

/** Phrases at the head that point back without a pronoun's name. */
const pointing = [
  'for example',
  'for instance',
  'in other words',
  'by contrast',
  'in contrast',
  'on the other hand',
  'on the contrary',
  'in particular',
  'as a result',
  'as such',
  'for this',
  'for that',
  'for these',
  'in this',
  'in that',
  'in these',
  'in doing so',
  'to this',
  'to that',
  'at the same time',
  'on this',
  'on that',
  'with this',
  'with that',
  'with these',
  'none of these',
  'none of this',
  'some of these',
  'all of this',
  'all this',
  'all these',
  'all of these',
  'one of these',
  'one of them',
  'most of them',
  'none of them',
  'some of them',
  'the former',
  'the latter',
  'the first is',
  'the second is',
  'the third is',
  'the same',
  'the other',
  'the others',
  'not so',
  'not only this',
  'because of this',
  'despite this',
  'after that',
  'until then',
  'by then',
  'if so',
  'if not',
  'nothing in this',
  'nothing in it',
  'if it',
  'if they',
  'if he',
  'if she',
  'if this',
  'if that',
  'unless it',
  'unless they',
  'what it',
  'what they',
  'while this',
  'while these',
  'more of the same',
  'only then',
  'even then',
  'even so',
  'that is',
  'that was',
  'of these',
  'of those',
  'in it',
  'under it',
  'without it',
] as const

/** “If it …”, “without them …”, “where this …”: a pronoun before anything that it could stand for. */
const earlyPronoun =
  /^(?:even |only |just )?(?:if|when|where|while|as|unless|until|since|because|though|although|once|what|how|why|whether|after|before|with|without|under|in|on|at|by|to|for|from|of|like|unlike|among|behind|against|despite|through|than|beyond) (?:it|they|he|she|him|her|them|this|that|these|those(?! who| that| which)|its|their|his)(?![\p{L}'])/u

/** “The second weakens …”, “the others are …”: an ordinal or a remainder for a noun. */
const bareOrdinal =
  /^the (?:first|second|third|fourth|fifth|last|other|others|rest|former|latter|one|remainder|alternative|reverse|cheapest|best|worst) (?:is|are|was|were|has|have|had|can|cannot|could|will|would|should|must|may|might|does|do|of these|of them|[a-z]{3,}(?:ens|ates|ises|izes|ives|akes|ows)) /u

/** “… than that”, “… of this,”: a pointer in the place of a noun. */
const barePointer =
  /(?<![\p{L}'])(?:than|like|with|of|for|by|from|about|on|to|in|without) (?:that|this|these|those)(?:[,.;:!]| is | are | was )/u

/** Somebody of whom “he” or “her” may speak: a name, a calling, “who”. */
const person =
  /\p{Ll},? \p{Lu}\p{Ll}|(?<![\p{L}'])(?:who|man|woman|men|women|\p{L}{2,}(?:er|or|ist|ian|man|eur|ant|ee))s?(?![\p{L}])/u
const personal = /(?<![\p{L}’'])(?:he|she|his|her|him|hers)(?![\p{L}])/u

/** “An indication of his instinct …”: nobody before it in the sentence whom the pronoun could mean. */
const hasStranger = (sentence: string): boolean => {
  const at = sentence.search(personal)
  if (at === -1) return false
  const before = sentence.slice(0, at)
  const [first = ''] = /^[\p{L}-]+/u.exec(before) ?? []
  const opensWithName = first !== '' && !openers.has(first.toLowerCase()) && /^\p{Lu}/u.test(first)
  return !opensWithName && !person.test(before)
}

/** Letters that an English sentence ends in: a full stop or an exclamation mark, and what closes over it. */
const endsAsStatement = (text: string): boolean => /[.!…][”’"')\]]*$/u.test(text)

const startsWith = (text: string, phrases: readonly string[]): boolean =>
  phrases.some((phrase) => text.startsWith(phrase) && !/[\p{L}\d]/u.test(text.charAt(phrase.length)))

/** Whether the sentence can be read without the one before it, as far as its first words tell. */
export const standsAlone = (sentence: string): boolean => {
  const text = sentence
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/^[“"'‘(\s]+/u, '')
  if (startsWith(text, standing)) return true
  if (startsWith(text, pointing) || earlyPronoun.test(text) || bareOrdinal.test(text) || barePointer.test(text))
    return false
  return !leaning.has(/^[\p{L}]+/u.exec(text)?.[0] ?? '')
}

/** Whether a sentence of the body may be quoted at all, whoever's words it gives. */
export const isQuotable = ({ text, length }: BodySentence): boolean =>
  length >= shortestQuote &&
  length <= longestQuote &&
  endsAsStatement(text) &&
  !hasStranger(text) &&
  !isUnsafe(text) &&
  isBalanced(text) &&
  standsAlone(text)
