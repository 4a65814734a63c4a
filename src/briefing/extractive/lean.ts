import { type TaggedWord, tagWords } from '../text/grammar.ts'

const personal = new Set(['he', 'she', 'him', 'her', 'his', 'hers', 'himself', 'herself'])
const plural = new Set(['they', 'them', 'their', 'theirs', 'it', 'its'])
const demonstrative = new Set(['this', 'that', 'these', 'those', 'such'])
/** “This year”, “this commentary”: known to whoever knows when and where the text appeared. */
const shared = new Set(
  'year month week decade century morning commentary article paper essay piece day region pandemic crisis moment stage juncture time'.split(
    ' ',
  ),
)
/** “It is time to …”, “it remains to be seen …”: nothing is meant by “it”. */
const expletive =
  /(?<![\p{L}])it(?:'s| (?:is|was|will be|would be|may be|might be|could be|has been|can be|should be|must be|remains|seems|appears|takes|took|follows|matters))(?: \p{L}+){0,4} (?:to|that|for|how|whether)(?![\p{L}])/u
const remainder =
  /^(?:the (?:first|second|third|fourth|fifth|other|others|rest|former|latter|same|above|following)|another|neither|either|one such|none|others|some|many|most|few|several|all|each)(?![\p{L}])/u
/** Behind these a word of the remainder counts something that is named: “both countries”, “many states”. */
const isNamed = (word: TaggedWord | undefined): boolean =>
  word !== undefined && ['NOUN', 'PROPN', 'ADJ', 'NUM'].includes(word.tag)
/** “The solution will …”, “One result is …”: of what, the sentence before says. */
const bareAbstract =
  /^(?:the|one|a) (?:aim|alternative|answer|challenge|consequence|decision|event|goal|implication|issue|measure|move|objective|outcome|point|problem|question|reason|result|solution|task)s? (?:is|are|was|were|will|would|can|cannot|could|should|must|may|might|has|have|lies?|also|for)(?![\p{L}])/u
/** “Similar challenges …”, “other aspects …”, “a better comparison is …”: compared with something named before. */
const comparing =
  /^(?:(?:a|an|the) )?(?:similar|other|subsequent|same|opposite|more \p{L}+|better|worse|further|additional)(?![\p{L}])(?!.*(?<![\p{L}])than(?![\p{L}]))(?! to)/u
const pointer =
  /^(?:here|there(?!(?:'s| (?:is|are|was|were|will|would|can|cannot|could|should|must|may|might|has|have|remains?|seems?|needs?|appears?)))|nor|true|elsewhere|afterwards|thereafter|thereby|not so|both(?! (?:\p{L}+ ){1,6}and ))(?![\p{L}])/u
const backwards =
  /(?<![\p{L}])(?:the (?:former|latter)|aforementioned|aforesaid|as mentioned|as noted above|mentioned above|the above|likewise|as well as this|accordingly)(?![\p{L}])/u

const isPerson = ({ tag, lower, isCapital }: TaggedWord): boolean =>
  tag === 'PROPN' || isCapital || (tag === 'NOUN' && /(?:er|or|ist|ian|man|ent|ant|who)s?$/u.test(lower))

/** “That”, “those” and “such” that point nowhere: “those who”, “that of”, “such as”. */
const isFree = (words: readonly TaggedWord[], at: number): boolean => {
  const [word, next] = [words[at], words[at + 1]]
  if (word?.lower === 'such')
    return (
      next?.lower === 'as' ||
      next?.lower === 'that' ||
      (at > 0 &&
        words[at - 1]?.isMark === false &&
        next?.lower === 'a' &&
        words.slice(at).some(({ lower }) => lower === 'that' || lower === 'as'))
    )
  if (word?.lower === 'that')
    return (
      word.tag === 'SCONJ' ||
      word.tag === 'ADP' ||
      !(at === 0 && (next?.tag === 'NOUN' || next?.tag === 'AUX' || next?.tag === 'VERB'))
    )
  if (word?.lower === 'those') return next === undefined || !(next.tag === 'NOUN' || next.isMark)
  return next !== undefined && words.slice(at + 1, at + 3).some(({ lemma }) => shared.has(lemma))
}

/**
 * Whether the words point back to something that was said before them: a pronoun or “this …” with nothing in front of it that
 * it could mean, “the latter”, “another”.
 */
export const leansBack = (statement: string): boolean => {
  const plain = statement.toLowerCase().replaceAll('’', "'")
  if ([backwards, bareAbstract, comparing, pointer].some((pattern) => pattern.test(plain))) return true
  const words = tagWords(statement)
  const rest = remainder.exec(plain)
  if (rest !== null && !isNamed(words[rest[0].split(' ').length])) return true
  if (/^(?:another|the (?:other|others|same|former|latter|first|second|third|fourth))(?![\p{L}])/u.test(plain))
    return true
  const hasExpletive = expletive.test(plain)
  for (const [at, word] of words.entries()) {
    const before = words.slice(0, at)
    if (personal.has(word.lower) && !before.some(isPerson)) return true
    if (
      plural.has(word.lower) &&
      !(word.lower === 'it' && hasExpletive) &&
      !before.some(({ tag, lower }) => tag === 'NOUN' || tag === 'PROPN' || lower === 'those')
    )
      return true
    if (demonstrative.has(word.lower) && !isFree(words, at)) return true
  }
  return false
}
