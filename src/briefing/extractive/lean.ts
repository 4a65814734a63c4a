import { type TaggedWord, tagWords } from '../text/grammar.ts'
import { groups } from '../text/speech-words.ts'
import { isExpletive } from './expletive.ts'
import { wordSet } from '../text/word-set.ts'
import { stemsOf } from '../text/words.ts'

/** Words of a sentence that point back to something said before it. */
export type Pointer = {
  /** The end of these words, in characters of the sentence, where a bracket can be inserted. */
  readonly end?: number
  /** “These are …”: more than one sentence is meant. */
  readonly isSeveral?: true
}

const other: Pointer = {}

const personal = wordSet('he she him her his hers himself herself')
const feminine = wordSet('she her hers herself')
const single = wordSet('it its itself')
const plural = wordSet('they them their theirs themselves')
const demonstrative = wordSet('this that these those such')
/** “This year”, “this commentary”: clear to readers who know when and where the text appeared. */
const shared = wordSet(`
  year month week decade century morning commentary article paper essay piece day region pandemic crisis moment stage juncture
  time past coming`)
/** With “the” and no further description, these mean something named before: “the attack”, “the two sides”. */
const anaphoric = wordSet(`
  accident agreement amendment announcement attack attacker bill blast bombing case clash company concept conference contract
  deal decision document episode event framework group gunman idea incident initiative law measure meeting move movement notion
  operation organisation organization pact party plan policy problem programme program project proposal referendum reform
  regime report ruling scheme side speech statement strategy summit survey system talk target technique treaty trend victim
  visit vote`)
const remainder = /^(?:another|the (?:others?|same|former|latter|first|second|third|fourth))(?![\p{L}])/u
/** “The solution will …”, “One result is …”: the sentence before says of what. */
const bareAbstract =
  /^(?:the|one|a) (?:aim|alternative|answer|challenge|consequence|decision|event|goal|implication|issue|measure|move|objective|outcome|point|problem|question|reason|result|solution|task)s? (?:is|are|was|were|will|would|can|cannot|could|should|must|may|might|has|have|lies?|also|for)(?![\p{L}])/u
/** “Similar challenges …”, “other aspects …”, “a better comparison is …”: compared with something named before. */
const comparing =
  /^(?:(?:a|an|the) )?(?:(?:similar|other|subsequent|same|opposite|further|additional)(?! than| to)|(?:(?<=^(?:an?|the) )more \p{L}+|better|worse)(?!.*(?<![\p{L}])than(?![\p{L}])))(?![\p{L}])/u
const pointer =
  /^(?:this time|back then|as a (?:result|consequence)(?! of(?![\p{L}]))|alternatively|otherwise|in the (?:first|second|third|latter|former)(?! (?:place|half|world|quarter|year|month|week|day|century|decade|phase|term|round)(?![\p{L}]))|here|there(?!(?:'s| (?:is|are|was|were|will|would|can|cannot|could|should|must|may|might|has|have|remains?|seems?|needs?|appears?)))|nor|true|elsewhere|afterwards|thereafter|thereby|not so|both(?! (?:\p{L}+ ){1,6}and ))(?![\p{L}])/u
const backwards =
  /(?<![\p{L}])(?:the (?:former|latter)|aforementioned|aforesaid|(?:do|does|did|doing|done) so|(?:change|reverse|alter)s? course(?! (?:on|in|over|with|towards?) )|follows? suit|as mentioned|as noted above|mentioned above|the above|likewise|as well as this|accordingly|(?:either|neither) one|in the same (?:manner|vein|way)(?! (?:as|that))|the same(?! as | time| token| way| goes)(?!.*(?<![\p{L}])(?:as|that|which|who)(?![\p{L}])))(?![\p{L}])/u
const leading = /^(?:but|and|yet|so|or|while|although|though|if|when|as|since|because) /u

const isPerson = ({ tag, lower, isCapital }: TaggedWord): boolean =>
  tag === 'PROPN' ||
  (isCapital && (tag === 'NOUN' || tag === 'X')) ||
  (tag === 'NOUN' && /(?:er|or|ist|ian|man|ent|ant|who)s?$/u.test(lower))
const isNoun = ({ tag }: TaggedWord): boolean => tag === 'NOUN' || tag === 'PROPN'
/** A plural by its form; “news” and “crisis” are not, and a name cannot be judged. */
const isPlural = ({ tag, lower, lemma, start }: TaggedWord): boolean =>
  ((tag === 'NOUN' && lower !== lemma) || start === 0) && lower.endsWith('s') && !/(?:ss|is|us|ics|news)$/u.test(lower)

/** The index of the noun in “this ambitious plan”; undefined if no noun follows. */
const nounAfter = (words: readonly TaggedWord[], at: number): number | undefined => {
  let index = at + 1
  while (['ADJ', 'NUM', 'ADV'].includes(words[index]?.tag ?? '')) index += 1
  while (words[index]?.tag === 'NOUN' && words[index + 1]?.tag === 'NOUN') index += 1
  return words[index]?.tag === 'NOUN' ? index : undefined
}

/** “…, and this will cost votes”: refers to the clause before it in the same sentence. */
const meansClauseBefore = (words: readonly TaggedWord[], at: number): boolean => {
  const before = words.slice(0, at)
  const isSubject = /^(?:AUX|VERB)$/u.test(words[at + 1]?.tag ?? '')
  return isSubject && at >= 6 && before.some(({ tag }) => tag === 'VERB' || tag === 'AUX')
}

/** “That”, “those” and “such” that do not point back: “those who”, “that of”, “such as”. */
const isFree = (words: readonly TaggedWord[], at: number): boolean => {
  const [before, word, next] = [words[at - 1], words[at], words[at + 1]]
  if (word?.lower === 'such')
    return (
      next?.lower === 'as' ||
      next?.lower === 'that' ||
      (before?.isMark === false &&
        next?.lower === 'a' &&
        words.slice(at, at + 6).some(({ lower }) => lower === 'that' || lower === 'as'))
    )
  if (word?.lower === 'that') {
    if (at === 0) return !(next?.tag === 'NOUN' || next?.tag === 'AUX' || next?.tag === 'VERB' || next?.tag === 'ADP')
    // “For that to happen, …”, “after that, …”.
    if (before?.tag === 'ADP' && (next === undefined || next.isMark || next.lower === 'to')) return false
    // “how that brain will work”; “claims that China …”, “the fact that growth …” are clauses.
    if (word.tag === 'DET')
      return (
        next?.tag !== 'NOUN' || next.isCapital || before === undefined || /^(?:NOUN|VERB|ADJ|AUX)$/u.test(before.tag)
      )
    if (word.tag !== 'PRON') return true
    const isClause = next?.tag === 'AUX' || next?.tag === 'VERB'
    return !(isClause && (before?.tag === 'SCONJ' || (before?.isMark === true && next.tag === 'AUX')))
  }
  if (word?.lower === 'those') return next === undefined || !(next.tag === 'NOUN' || next.isMark)
  return (
    next !== undefined &&
    (words.slice(at + 1, at + 3).some(({ lemma }) => shared.has(lemma)) || meansClauseBefore(words, at))
  )
}

/** After this many words, “this plan” may refer to something in the same sentence. */
const headWords = 6

const isKnown = ({ lower }: TaggedWord, known: ReadonlySet<string>): boolean => known.has(stemsOf(lower)[0] ?? '')

const demonstrativePointer = (
  words: readonly TaggedWord[],
  at: number,
  known: ReadonlySet<string>,
): Pointer | undefined => {
  const noun = words[nounAfter(words, at) ?? -1]
  if (noun !== undefined && isKnown(noun, known)) return undefined
  if (noun === undefined && /^(?:these|those)$/u.test(words[at]?.lower ?? '')) return { isSeveral: true }
  return noun === undefined || (at > headWords && words[at]?.lower !== 'such') ? other : { end: noun.end }
}

/** “the attack”, if nothing in the sentence says which. */
const definitePointer = (words: readonly TaggedWord[], at: number, known: ReadonlySet<string>): Pointer | undefined => {
  const [noun, next] = [words[at + 1], words[at + 2]]
  if (words[at]?.lower !== 'the' || noun?.tag !== 'NOUN' || !anaphoric.has(noun.lemma) || isKnown(noun, known))
    return undefined
  const isTold =
    next?.tag === 'NOUN' ||
    next?.tag === 'PROPN' ||
    /^(?:of|that|which|who|to|for|in|on|between|with|against|by|at|from)$/u.test(next?.lower ?? '') ||
    words.slice(0, at).some(({ lemma }) => lemma === noun.lemma) ||
    words.slice(0, at).some(({ tag }) => tag === 'PROPN')
  return isTold ? undefined : other
}

/** “It’s” is two words with the same offsets: a bracket cannot be put between them. */
const wordPointer = ({ lower, start, end }: TaggedWord): Pointer => (end - start > lower.length ? other : { end })

const pointerAt = (words: readonly TaggedWord[], at: number, known: ReadonlySet<string>): Pointer | undefined => {
  const word = words[at]
  if (word === undefined) return undefined
  // “Whatever choice it makes”: a pronoun does not refer to the noun directly before it; nor does “Having won ports, they …”.
  const isLed = words[0]?.lower.endsWith('ing') === true && words[0].tag === 'VERB'
  const isHeld = isLed && /^(?:he|it|she|they)$/u.test(word.lower) && words[at - 1]?.raw === ','
  const before = isHeld ? [] : words.slice(0, words[at - 1]?.tag === 'NOUN' ? at - 1 : at)
  if (personal.has(word.lower)) {
    const isSame = (one: TaggedWord): boolean =>
      personal.has(one.lower) && feminine.has(one.lower) === feminine.has(word.lower)
    // “Putin supported her proposal, …, for his own future”: one name cannot be the antecedent of both.
    const isOther = (one: TaggedWord): boolean => personal.has(one.lower) && !isSame(one)
    const people = before.filter((one, index) => isPerson(one) && !before.slice(index + 1, index + 2).some(isPerson))
    if (before.some(isSame)) return undefined
    if (people.length > 1 || (people.length === 1 && !words.some(isOther))) return undefined
    return people.length === 1 ? other : { end: word.end }
  }
  if (single.has(word.lower))
    return before.some((one) => isNoun(one) && !isPlural(one)) || isExpletive(words, at)
      ? undefined
      : at === 0
        ? wordPointer(word)
        : other
  if (plural.has(word.lower)) {
    // “A government” has “their” plan, but is not called “them”.
    const isGroup = (one: TaggedWord): boolean =>
      isPlural(one) ||
      one.tag === 'PROPN' ||
      one.isCapital ||
      (groups.has(one.lemma) && word.lower !== 'them') ||
      word.lower.startsWith('their')
    if (before.some((one) => (isNoun(one) && isGroup(one)) || one.lower === 'those')) return undefined
    return at === 0 ? wordPointer(word) : other
  }
  if (demonstrative.has(word.lower)) return isFree(words, at) ? undefined : demonstrativePointer(words, at, known)
  return definitePointer(words, at, known)
}

/**
 * The words of a sentence that point back to something said before: a pronoun or “this …” without a possible antecedent
 * in front of it, “the latter”, “another”. Empty if the sentence can be read alone. `known` are the stems of words
 * that the reader already knows from title and subhead.
 */
export const pointersIn = (
  statement: string,
  known: ReadonlySet<string> = new Set(),
  words: readonly TaggedWord[] = tagWords(statement),
): Pointer[] => {
  const lower = statement.toLowerCase().replaceAll('’', "'")
  const plain = lower.replace(leading, '')
  if (
    [backwards, bareAbstract, comparing, remainder, pointer].some(
      (pattern) => pattern.test(plain) || pattern.test(lower),
    )
  )
    return [other]
  return words.flatMap((_, at) => pointerAt(words, at, known) ?? [])
}
