import { isStopWord } from './stop-words.ts'
import type { Clause, Term } from './tree.ts'
import { alsoNames } from './also-names.ts'
import { capitalsMark, plainToken, stemOf } from './words.ts'

type Name = readonly string[]

/** Pairs of different names for the same thing. */
const renamed: readonly (readonly [Name, Name])[] = [
  [
    ['timor', 'leste'],
    ['east', 'timor'],
  ],
  [['czechia'], ['czech', 'republic']],
]

/** When a word is split in two, each part has at least this many letters, so that `island` is not read as “is land”. */
const shortestPart = 3

const isPart = (word: string): boolean => word.length >= shortestPart && !isStopWord(word)

/** A word as two: `nordstream` as `nord stream`, `f35` as `f 35`. */
const splitsOf = (token: string): Name[] =>
  Array.from(
    { length: Math.max(0, token.length - 1) },
    (_, index): Name => [token.slice(0, index + 1), token.slice(index + 1)],
  ).filter(
    ([head = '', tail = '']) => (isPart(head) && isPart(tail)) || (/\p{L}$/u.test(head) && /^\p{N}+$/u.test(tail)),
  )

/** The same words with one of them in capitals, if that is another word of the index: `who` and WHO, `aids` and AIDS. */
const capitalised = (tokens: Name): Name[] =>
  tokens.flatMap((token, at) => {
    const isOther = token === plainToken(token) && (alsoNames.has(token) || stemOf(token) !== token)
    return isOther ? [tokens.with(at, `${token}${capitalsMark}`)] : []
  })

/**
 * Other ways to write a name, as tokens: in one word or two, with or without a hyphen, in capitals, by another name.
 * For words in quotation marks, only in capitals.
 */
export const otherNamesOf = (tokens: Name, isQuoted: boolean): readonly Name[] => {
  // A common word is a name only if it is typed in capitals.
  const capitals = tokens.length === 1 && alsoNames.has(tokens[0] ?? '') && !isQuoted ? [] : capitalised(tokens)
  if (isQuoted) return capitals
  const plain = tokens.map(plainToken)
  const others = renamed.flatMap((pair) =>
    pair.some((name) => name.join(' ') === plain.join(' '))
      ? pair.filter((name) => name.join(' ') !== plain.join(' '))
      : [],
  )
  const together = tokens.length === 2 ? [[plain.join('')]] : []
  const apart = plain.length === 1 ? splitsOf(plain[0] ?? '') : []
  return [...others, ...together, ...apart, ...capitals]
}

const isPlainWord = (clause: Clause | undefined): clause is Term =>
  clause?.kind === 'term' && clause.field === 'any' && !clause.isQuoted && clause.tokens.length === 1

/** Adds the joined form of two neighbours as an alternative: `cyber security` also finds cybersecurity. */
export const joinNeighbours = (clauses: readonly Clause[]): readonly Clause[] =>
  clauses.map((clause, at) => {
    if (!isPlainWord(clause)) return clause
    const own = plainToken(clause.tokens[0] ?? '')
    const join = (head: string, tail: string): Name[] =>
      (isPart(head) && isPart(tail)) || (/^\p{L}+$/u.test(head) && /^\p{N}+$/u.test(tail)) ? [[head + tail]] : []
    const [before, after] = [clauses[at - 1], clauses[at + 1]]
    const joined = [
      ...(isPlainWord(before) ? join(plainToken(before.tokens[0] ?? ''), own) : []),
      ...(isPlainWord(after) ? join(own, plainToken(after.tokens[0] ?? '')) : []),
    ]
    return joined.length === 0 ? clause : { ...clause, otherNames: [...clause.otherNames, ...joined] }
  })
