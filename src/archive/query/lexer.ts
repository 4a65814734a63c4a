import { UserError } from '../../errors.ts'
import { countCharacters } from './text.ts'

/** A piece of a query, in the order of the text. `position` counts characters from 1. */
export type Item =
  | { readonly kind: 'word' | 'phrase'; readonly text: string }
  /** `typed` is the name of the field as the person typed it. */
  | { readonly kind: 'field'; readonly name: FieldName; readonly typed: string; readonly text: string }
  | { readonly kind: 'minus' }
  | { readonly kind: 'operator'; readonly name: 'AND' | 'OR' }
  | { readonly kind: 'open' | 'close'; readonly position: number }

/** All names of fields that a person may type, and the field that each means. */
const fields = {
  author: 'author',
  by: 'author',
  from: 'author',
  topic: 'topic',
  title: 'title',
  intitle: 'title',
  feed: 'feed',
  since: 'since',
  after: 'since',
  until: 'until',
  before: 'before',
  sort: 'sort',
  match: 'match',
} as const
export const fieldNames: readonly string[] = Object.keys(fields)

export type FieldName = (typeof fields)[keyof typeof fields]

const examples: Readonly<Record<FieldName, readonly [what: string, value: string]>> = {
  author: ['needs a name', 'cheang'],
  title: ['needs a word of the title', '"open skies"'],
  topic: ['needs a topic', 'terrorism'],
  feed: ['needs a word of the feed’s address', 'fulcrum.sg'],
  since: ['needs a date', '2026-01-31'],
  until: ['needs a date', '2026-01-31'],
  before: ['needs a date', '2026-01-31'],
  sort: ['needs an order', 'new'],
  match: ['needs to be all or any', 'any'],
}

type NamedField = { readonly typed: string; readonly name: FieldName }

const fieldNamed = (typed: string): NamedField | undefined => {
  const name = Object.entries(fields).find(([known]) => known === typed.toLowerCase())?.[1]
  return name === undefined ? undefined : { typed: typed.toLowerCase(), name }
}

const needsValue = ({ typed, name }: NamedField): UserError => {
  const [what, value] = examples[name]
  return new UserError(typed, what, `e.g. ${typed}:${value}`)
}

/** `name:value` with the name of a field; after any other word a colon is punctuation. */
const fieldForm = /^(\p{L}+):(.*)$/u

const positionOf = (text: string, at: number): number => countCharacters(text.slice(0, at)) + 1

/** A longer query in capitals was pasted or typed with caps lock: its AND and OR are plain words. */
const hasOperators = (text: string): boolean => /\p{Ll}/u.test(text) || text.split(' ').length <= 6

/**
 * A hyphen, or the dash that a phone turns it into. Before a number it is not an exclusion: `COVID -19`, `Nord Stream
 * -2`.
 */
const isMinus = (char: string, isShort: boolean): boolean => char === '-' || (isShort && /[–—−]/u.test(char))

/**
 * Splits a cleaned query into its items. Brackets group alternatives and exclusions; in any other query they are
 * punctuation.
 * @throws UserError for a quotation mark that is not closed, a field without a value, a regular expression.
 */
export const readItems = (text: string): Item[] => {
  const items: Item[] = []
  if (/^\/.{2,}\/[gimsuy]*$/u.test(text)) {
    throw new UserError(
      'Query',
      'regular expressions are not read',
      'use words, "a phrase", OR, or terror* for a beginning',
    )
  }
  const isShort = hasOperators(text)
  const hasGroups = isShort && (/(?:^|[\s)])OR(?=[\s(]|$)|\|/u.test(text) || /(?:^|\s)(?:-|NOT )\(/u.test(text))
  const ends = hasGroups ? /[\s"()|]/u : /[\s"]/u
  let at = 0

  /** The phrase that begins with the quotation mark at `at`. */
  const takePhrase = (): string => {
    const close = text.indexOf('"', at + 1)
    if (close === -1) {
      const problem = `the quote at position ${positionOf(text, at)} is not closed`
      throw new UserError('Query', problem, 'close it, e.g. "nord stream"')
    }
    const phrase = text.slice(at + 1, close)
    at = close + 1
    return phrase
  }
  const takeRun = (): string => {
    const from = at
    while (at < text.length && !ends.test(text.charAt(at))) at += 1
    return text.slice(from, at)
  }
  const takeValue = (field: NamedField, begun: string): string => {
    if (begun !== '') return begun
    if (text.charAt(at) === ' ') at += 1
    const value = text.charAt(at) === '"' ? takePhrase() : takeRun()
    if (value.trim() === '' || fieldNamed(fieldForm.exec(value)?.[1] ?? '') !== undefined) throw needsValue(field)
    return value
  }
  const takeWord = (): Item => {
    const run = takeRun()
    if (isShort && (run === 'AND' || run === 'OR')) return { kind: 'operator', name: run }
    const [, name = '', value = ''] = fieldForm.exec(run) ?? []
    const field = fieldNamed(name)
    return field === undefined
      ? { kind: 'word', text: run }
      : { kind: 'field', ...field, text: takeValue(field, value) }
  }

  while (at < text.length) {
    const char = text.charAt(at)
    const next = text.charAt(at + 1)
    if (char === ' ') at += 1
    else if (char === '"') items.push({ kind: 'phrase', text: takePhrase() })
    else if (hasGroups && (char === '(' || char === ')')) {
      at += 1
      items.push({ kind: char === '(' ? 'open' : 'close', position: positionOf(text, at - 1) })
    } else if (isShort && char === '|') {
      at += 1
      items.push({ kind: 'operator', name: 'OR' })
    } else if (isMinus(char, isShort) && /[\p{L}("]/u.test(next) && text.charAt(at - 1) !== '"') {
      at += 1
      items.push({ kind: 'minus' })
    } else if (isShort && /^NOT(?=[\s"(])/u.test(text.slice(at, at + 4))) {
      at += 3
      items.push({ kind: 'minus' })
    } else items.push(takeWord())
  }
  return items
}
