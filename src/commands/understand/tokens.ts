import { tagsOf } from '../../briefing/text/grammar.ts'
import { basicForms, conceptsOf, expressionsWith, isFunctionWord, isKnownWord } from './lexicon.ts'

/** A word of a line, or several that fill one slot together. */
export type Token = {
  /** Its position in the text. */
  readonly start: number
  readonly end: number
  /** In lower case, without punctuation around it. */
  readonly word: string
  /** What it means: concepts of the lexicon, and slots. */
  readonly concepts: ReadonlySet<string>
  /** Whether the sentence has the same meaning without it. */
  readonly isSilent: boolean
  /**
   * Whether the sentence has another meaning without it although it names nothing: `who`, `if`, `than`, `them`. A
   * subject contains no such word, and a request is understood only if each of them has its place.
   */
  readonly isTurning: boolean
  /** Whether it is about the past: `stopped`. */
  readonly isPast: boolean
  /** Its part of speech in the universal tag set, in this line. */
  readonly tag: string
}

/** Whether a word means one of the concepts or slots. */
export const standsFor = (token: Pick<Token, 'concepts'> | undefined, ...wanted: readonly string[]): boolean =>
  token !== undefined && wanted.some((one) => token.concepts.has(one))

/** The number of words with a meaning: without function words and greetings. */
export const weightOf = (tokens: readonly Token[]): number =>
  tokens
    .filter((token) => (!token.isSilent || token.isTurning) && !standsFor(token, 'hello', 'thank', 'bye'))
    .map(({ word }) => Math.max(1, word.split(' ').filter((one) => !isFunctionWord(one)).length))
    .reduce((sum, one) => sum + one, 0)

const pieces = /"[^"]+"|\S+/gu
const signsAround = /^(?:[("']|-(?=["\p{L}]))+|[)"'.,;:!?…]+$/gu

/** Concepts that a sentence needs for its meaning, although their words are common. */
const telling = ['not', 'only', 'except', 'later', 'resume', 'stop', 'also', 'depends']
const particles = new Set([
  'off',
  'up',
  'on',
  'out',
  'away',
  'back',
  'down',
  'know',
  'posted',
  'updated',
  'informed',
  'alone',
])

/** Questions, conditions, comparisons, and pronouns for things. */
const turning =
  /^(?:who|whom|whose|which|when|where|how|(?:what|which|who|when|where|how)ever|why|whether|if|unless|while|than|more|less|fewer|most|least|he|him|his|she|her|they|them|their|theirs|its|same|other|others|another|again|max|maximum|instead|esp|especially|particularly|preferably|ideally|.*@.+|@.+)$/u

const orders = ['stop', 'leaving', 'pause', 'change', 'start']

const plainTokens = (text: string): Token[] => {
  const tags = tagsOf(text)
  return [...text.matchAll(pieces)].flatMap(({ 0: raw, index }) => {
    const isQuote = /^"[^"]+"/u.test(raw)
    const word = isQuote ? raw : raw.toLowerCase().replaceAll(signsAround, '')
    if (!/[\p{L}\p{N}]/u.test(word)) return []
    const isName = /^(?:US|WHO|IS|IT|MAY|WILL)$/u.test(raw.replaceAll(signsAround, ''))
    const found = isName || isQuote ? new Set<string>() : new Set(conceptsOf(word))
    if (word.endsWith("n't")) found.add('not')
    // `something on nickel drops` is about an event; it is not a request.
    if (word.endsWith('s') && !isKnownWord(word)) for (const one of orders) found.delete(one)
    const start = index + (isQuote ? 0 : raw.toLowerCase().indexOf(word))
    const at = tags.findIndex(({ end }) => end > start)
    // `land bridge`, `prisoner release`: the noun belongs to the subject, which does not appear.
    const isOfName = (tag: string | undefined): boolean => /^(?:NOUN|PROPN)$/u.test(tag ?? '')
    const isInside = isOfName(tags[at + 1]?.tag) || tags[at + 1]?.lemma === 'of'
    if (tags[at]?.tag === 'NOUN' && (isInside || (isOfName(tags[at - 1]?.tag) && !word.endsWith('s'))))
      found.delete('appear')
    // `what you just showed me`: a moment ago.
    const next = tags[at + 1]
    const isPastNext = next?.tag === 'VERB' && next.lemma !== text.slice(next.start, next.end).toLowerCase()
    if (word === 'just' && isPastNext) found.delete('only')
    return [
      {
        start,
        end: start + word.length,
        word,
        concepts: isQuote ? new Set(['quote']) : found,
        isSilent: !isName && isFunctionWord(word) && !telling.some((one) => found.has(one)),
        isTurning: !isName && !isQuote && turning.test(word),
        isPast:
          word.endsWith('ed') &&
          found.size > 0 &&
          basicForms(word)
            .slice(1)
            .some((form) => conceptsOf(form).size > 0),
        tag: isQuote ? 'NOUN' : (tags[at]?.tag ?? 'X'),
      },
    ]
  })
}

/** The index after the words of an expression that begins at `at`, or undefined; words that name nothing may come between. */
const matchRest = (tokens: readonly Token[], at: number, rest: readonly string[]): number[] | undefined => {
  const taken: number[] = []
  let next = at + 1
  for (const wanted of rest) {
    const most = particles.has(wanted) ? next + 3 : next + 2
    let found: number | undefined
    for (let here = next; here <= most && here < tokens.length; here += 1) {
      const token = tokens[here]
      if (token === undefined) break
      if (token.word === wanted || basicForms(token.word).includes(wanted)) {
        found = here
        break
      }
      if (!token.isSilent && !particles.has(wanted)) break
    }
    if (found === undefined) return undefined
    taken.push(found)
    next = found + 1
  }
  return taken
}

/** Joins the words of expressions: `turn the digest off` has one token for `turn off`. */
const withExpressions = (tokens: readonly Token[]): Token[] => {
  const joined: (Token | undefined)[] = [...tokens]
  for (const [at, token] of tokens.entries()) {
    if (joined[at] === undefined) continue
    const found = new Set(token.concepts)
    let longest = 0
    for (const { rest, concept } of expressionsWith(token.word)) {
      if (rest.length < longest) break
      const taken = matchRest(tokens, at, rest)
      if (taken === undefined) continue
      if (longest === 0) found.clear()
      longest = rest.length
      found.add(concept)
      for (const index of taken) joined[index] = undefined
    }
    if (longest > 0) joined[at] = { ...token, concepts: found, isSilent: false }
  }
  return joined.filter((token) => token !== undefined)
}

/** The words of a text with their meanings. */
export const tokensIn = (text: string): readonly Token[] => withExpressions(plainTokens(text))
