import { shortFormsIn } from '../../briefing/text/short-forms.ts'
import { type Clause, type Term, termsOf } from '../query/tree.ts'
import { plainToken, tokensOf } from '../query/words.ts'
import type { IndexFile } from './index-file.ts'

/** An abbreviation and its long form in a text, as tokens. */
export type Acronym = { readonly short: string; readonly long: readonly string[] }

/** The abbreviations that a text defines, each once. */
export const acronymsIn = (text: string): Acronym[] => {
  const found = new Map<string, Acronym>()
  for (const { short: name, long: words } of shortFormsIn(text)) {
    const short = name.toLowerCase().replaceAll(/[^\p{L}]/gu, '')
    if (!found.has(short)) found.set(short, { short, long: tokensOf(words) })
  }
  return [...found.values()]
}

/** The long form of each abbreviation that most of the commentaries which define it give. */
export type LongForms = ReadonlyMap<string, readonly string[]>

/** All long forms in the index. */
export const readLongForms = (index: IndexFile): LongForms => {
  const rows = index.all<{ short: string; long: string }>(
    'select short, long from acronyms group by short, long order by count(*), long desc',
  )
  return new Map(rows.map(({ short, long }) => [short, long.split(' ')]))
}

/** The clauses, with the long forms of their abbreviations as alternatives, as the archive's texts define them. */
export const withLongForms = (longForms: LongForms, clauses: readonly Clause[]): readonly Clause[] =>
  clauses.map((clause) => {
    if (clause.kind !== 'term') return { ...clause, clauses: withLongForms(longForms, clause.clauses) }
    const [token = '', ...more] = clause.tokens
    const isWord = clause.field === 'any' && !clause.isQuoted && !clause.isPrefix && more.length === 0
    const long = isWord ? longForms.get(plainToken(token)) : undefined
    return long === undefined ? clause : { ...clause, otherNames: [...clause.otherNames, long] }
  })

/** The long forms that were searched besides the typed abbreviations, in lower case: `bri`, `belt and road initiative`. */
export const longFormsIn = (typed: readonly Clause[], meant: readonly Clause[]): { from: string; to: string }[] => {
  const terms = (clauses: readonly Clause[]): readonly Term[] => clauses.flatMap(termsOf)
  const before = terms(typed)
  return terms(meant).flatMap(({ text, otherNames }, at) => {
    const added = otherNames[before[at]?.otherNames.length ?? otherNames.length]
    return added === undefined ? [] : [{ from: text, to: added.map(plainToken).join(' ') }]
  })
}
