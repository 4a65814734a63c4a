import { isStopWord } from '../query/stop-words.ts'
import type { Term } from '../query/tree.ts'
import { stemOf } from '../query/words.ts'
import type { CurrentIndex } from './index-of.ts'
import { anywhere, countMatching, countStems, type Ranked } from './lookup.ts'
import { quoted } from './match-expression.ts'
import { numbersIn } from './sync.ts'

/** BM25 with Lucene's idf; a word of the title counts three times, the very form that was typed a fifth more. */
const k1 = 1.6
const b = 0.75
const titleWeight = 3
const exactBonus = 0.2
/** Words that follow each other in the query and stand near to each other in the text. */
const nearBonus = 0.6
const nearWithin = 4
// A text in which all of the query stands as one phrase is worth another time the query's weight.

/** The numbers of the words that may stand at one place of a term. */
type Place = ReadonlySet<number>
type Sought = {
  readonly idf: number
  readonly times: number
  /** The ways to write the term, each a row of places. */
  readonly forms: readonly (readonly Place[])[]
  readonly exact: Place
}

type Collection = { readonly docs: number; readonly averageWords: number }

const collectionOf = (index: CurrentIndex): Collection =>
  index.remember('collection', () => {
    const row = index.all<{ docs: number; words: number | null }>(
      'select count(*) as docs, avg(words) as words from docs',
    )[0]
    return { docs: row?.docs ?? 0, averageWords: Math.max(1, row?.words ?? 1) }
  })

const idfOf = ({ docs }: Collection, found: number): number => Math.log(1 + (docs - found + 0.5) / (found + 0.5))

/** How many commentaries hold these words, next to each other. */
const docsWith = (index: CurrentIndex, tokens: readonly string[], docsOf: ReadonlyMap<string, number>): number => {
  const stems = tokens.map(stemOf)
  const least = Math.min(...stems.map((stem) => docsOf.get(stem) ?? 0))
  return least === 0 || stems.length === 1 ? least : countMatching(index, quoted(stems), anywhere)
}

/** What is looked for, with its weight; a term that is repeated counts as often. */
const soughtOf = (index: CurrentIndex, terms: readonly Term[]): Sought[] => {
  const collection = collectionOf(index)
  const scored = terms.filter(({ field }) => field === 'any' || field === 'title')
  const ways = ({ tokens, otherNames }: Term) => [tokens, ...otherNames]
  const allStems = [...new Set(scored.flatMap((term) => ways(term).flat().map(stemOf)))]
  const docsOf = countStems(index, allStems)
  const words = index.all<{ id: number; token: string; stem: string }>(
    'select id, token, stem from words where stem in (select value from json_each(?))',
    JSON.stringify([...docsOf.keys()]),
  )
  const placeOf = (token: string): Place => {
    const stem = stemOf(token)
    return new Set(words.filter((word) => word.stem === stem).map(({ id }) => id))
  }
  const sought = new Map<string, Sought>()
  for (const term of scored) {
    const key = ways(term)
      .map((tokens) => tokens.join(' '))
      .join('|')
    const known = sought.get(key)
    const found = ways(term).map((tokens) => docsWith(index, tokens, docsOf))
    const present = ways(term).filter((_, at) => (found[at] ?? 0) > 0)
    sought.set(key, {
      idf: idfOf(
        collection,
        Math.min(
          collection.docs,
          found.reduce((sum, docs) => sum + docs, 0),
        ),
      ),
      times: (known?.times ?? 0) + 1,
      forms: present.map((tokens) => tokens.map(placeOf)),
      exact: new Set(words.filter(({ token }) => token === term.tokens[0]).map(({ id }) => id)),
    })
  }
  return [...sought.values()]
}

type Doc = {
  readonly number: number
  readonly title_words: number
  readonly words: number
  readonly tokens: Uint8Array
}

/** A term that may begin with a word, and what must follow that word. */
type Start = { readonly which: number; readonly rest: readonly Place[]; readonly isExact: boolean }

const startsOf = (sought: readonly Sought[]): ReadonlyMap<number, readonly Start[]> => {
  const starts = new Map<number, Start[]>()
  for (const [which, { forms, exact }] of sought.entries()) {
    for (const [first = new Set<number>(), ...rest] of forms) {
      for (const number of first) {
        const start = { which, rest, isExact: exact.has(number) }
        starts.set(number, [...(starts.get(number) ?? []), start])
      }
    }
  }
  return starts
}

const never = -100

/** How often a term stands in a text (title words weighted), how often as typed, and how near it is to the one before. */
type Count = { all: number; exact: number; near: number; last: number }

/** Notes that a term stands at a place; `counts` has the terms in the order of the query. */
const note = (counts: readonly Count[], { which, isExact }: Start, at: number, weight: number): void => {
  const own = counts[which]
  if (own === undefined) return
  own.all += weight
  if (isExact) own.exact += weight
  own.last = at
  const after = at - (counts[which - 1]?.last ?? never)
  if (after > 0 && after <= nearWithin) own.near = Math.max(own.near, 1 / after)
  const next = counts[which + 1]
  const behind = at - (next?.last ?? never)
  if (next !== undefined && behind > 0 && behind <= nearWithin) next.near = Math.max(next.near, 0.5 / behind)
}

const countIn = (
  terms: number,
  starts: ReadonlyMap<number, readonly Start[]>,
  isStart: Uint8Array,
  doc: Doc,
): Count[] => {
  const numbers = numbersIn(doc.tokens)
  const counts = Array.from({ length: terms }, (): Count => ({ all: 0, exact: 0, near: 0, last: never }))
  for (let at = 0; at < numbers.length; at += 1) {
    const number = numbers[at] ?? 0
    if (isStart[number] !== 1) continue
    for (const start of starts.get(number) ?? []) {
      const isHere = start.rest.every((place, offset) => place.has(numbers[at + offset + 1] ?? 0))
      if (isHere) note(counts, start, at, at < doc.title_words ? titleWeight : 1)
    }
  }
  return counts
}

/** A candidate with its score, and the share of the query's weight that it holds. */
export type Scored = Ranked & { readonly share: number }

/** Gives candidates for these terms in the order of their real scores, best first. */
export const createScorer = (
  index: CurrentIndex,
  terms: readonly Term[],
): ((candidates: readonly Ranked[]) => Scored[]) => {
  const sought = soughtOf(index, terms)
  const starts = startsOf(sought)
  const isStart = new Uint8Array(Math.max(0, ...starts.keys()) + 1)
  for (const number of starts.keys()) isStart[number] = 1
  const { averageWords } = collectionOf(index)
  const whole = sought.reduce((sum, { idf }) => sum + idf, 0)
  const saturated = (count: number, words: number): number =>
    (count * (k1 + 1)) / (count + k1 * (1 - b + (b * words) / averageWords))

  const scoreDoc = (doc: Doc): Scored => {
    const counts = countIn(sought.length, starts, isStart, doc)
    const isPhrase = counts.length > 1 && counts.every(({ near }, which) => which === 0 || near === 1)
    let [score, held] = [isPhrase ? whole : 0, 0]
    for (const [which, { idf, times }] of sought.entries()) {
      const { all = 0, exact = 0, near = 0 } = counts[which] ?? {}
      if (all > 0) held += idf
      score += times * idf * (saturated(all, doc.words) + exactBonus * saturated(exact, doc.words))
      score += nearBonus * near * Math.min(idf, sought[which - 1]?.idf ?? idf)
    }
    return { number: doc.number, score, share: whole === 0 ? 1 : held / whole }
  }
  return (candidates) =>
    index
      .all<Doc>(
        'select number, title_words, words, tokens from docs where number in (select value from json_each(?))',
        JSON.stringify(candidates.map(({ number }) => number)),
      )
      .map(scoreDoc)
      .sort((one, other) => other.score - one.score || one.number - other.number)
}

/** The rarest of the terms, which find nearly all that all of them find. */
export const rarest = (index: CurrentIndex, terms: readonly Term[], most: number): readonly Term[] => {
  if (terms.length <= most) return terms
  const docs = countStems(
    index,
    terms.flatMap(({ tokens }) => tokens.map(stemOf)),
  )
  const docsOf = ({ tokens }: Term): number => Math.min(...tokens.map((token) => docs.get(stemOf(token)) ?? 0))
  const known = terms.filter((term) => docsOf(term) > 0 && !term.tokens.every(isStopWord))
  return known.toSorted((one, other) => docsOf(one) - docsOf(other)).slice(0, most)
}
