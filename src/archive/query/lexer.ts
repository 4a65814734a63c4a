import { UserError } from '../../errors.ts'
import { countCharacters, shown } from './text.ts'

/** A piece of a query, in the order of the text. `position` counts characters from 1. */
export type Item =
  | { readonly kind: 'word' | 'phrase'; readonly text: string }
  | { readonly kind: 'field'; readonly name: FieldName; readonly text: string }
  | { readonly kind: 'minus' }
  | { readonly kind: 'operator'; readonly name: 'AND' | 'OR' }
  | { readonly kind: 'open' | 'close'; readonly position: number }

const fieldNames = ['author', 'topic', 'title', 'since', 'after', 'until', 'before'] as const
export type FieldName = (typeof fieldNames)[number]

const known = 'author, title, topic, since (or after), until (or before)'

const missing: Readonly<Record<FieldName, readonly [what: string, example: string]>> = {
  author: ['needs a name', 'author:cheang'],
  title: ['needs a word of the title', 'title:"open skies"'],
  topic: ['needs a topic', 'topic:terrorism'],
  since: ['needs a date', 'since:2026-01-31'],
  after: ['needs a date', 'after:2026-01-31'],
  until: ['needs a date', 'until:2026-01-31'],
  before: ['needs a date', 'before:2026-01-31'],
}

const fieldNeeds = (name: FieldName): UserError => {
  const [what, example] = missing[name]
  return new UserError(name, what, `e.g. ${example}`)
}

const fieldNamed = (name: string): FieldName | undefined => fieldNames.find((field) => field === name.toLowerCase())

/** `name:value` in front of a piece; a colon with nothing behind it is punctuation unless the name is known. */
const fieldForm = /^(\p{L}+):(.*)$/u

const positionOf = (text: string, at: number): number => countCharacters(text.slice(0, at)) + 1

/** A whole query in capitals and of some length was pasted or typed with caps lock: its AND and OR are plain words. */
const hasOperators = (text: string): boolean => /\p{Ll}/u.test(text) || text.split(' ').length <= 6

/**
 * A cleaned query as its pieces. Brackets group alternatives and what is left out; in any other query they are
 * punctuation.
 * @throws UserError about a quotation mark that is not closed, an unknown field, a field without value.
 */
export const readItems = (text: string): Item[] => {
  const items: Item[] = []
  const isShort = hasOperators(text)
  const hasGroups = isShort && (/(?:^|[\s)])OR(?=[\s(]|$)/u.test(text) || /(?:^|\s)(?:-|NOT )\(/u.test(text))
  const ends = hasGroups ? /[\s"()]/u : /[\s"]/u
  let at = 0

  /** The phrase from the quotation mark at `at` on. */
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
  const takeValue = (name: FieldName, begun: string): string => {
    if (begun !== '') return begun
    if (text.charAt(at) === ' ') at += 1
    const value = text.charAt(at) === '"' ? takePhrase() : takeRun()
    if (value.trim() === '' || fieldNamed(fieldForm.exec(value)?.[1] ?? '') !== undefined) throw fieldNeeds(name)
    return value
  }
  const takeWord = (): Item => {
    const run = takeRun()
    if (isShort && (run === 'AND' || run === 'OR')) return { kind: 'operator', name: run }
    const [, name = '', value = ''] = fieldForm.exec(run) ?? []
    const field = fieldNamed(name)
    if (field !== undefined) return { kind: 'field', name: field, text: takeValue(field, value) }
    const isUnknown = name !== '' && !value.startsWith('//') && (value !== '' || text.charAt(at) === '"')
    if (isUnknown) throw new UserError('Query', `unknown field “${shown(name)}”`, `known: ${known}`)
    return { kind: 'word', text: run }
  }

  while (at < text.length) {
    const char = text.charAt(at)
    const next = text.charAt(at + 1)
    if (char === ' ') at += 1
    else if (char === '"') items.push({ kind: 'phrase', text: takePhrase() })
    else if (hasGroups && (char === '(' || char === ')')) {
      at += 1
      items.push({ kind: char === '(' ? 'open' : 'close', position: positionOf(text, at - 1) })
    } else if (char === '-' && next !== '' && next !== ' ' && next !== '-' && text.charAt(at - 1) !== '"') {
      at += 1
      items.push({ kind: 'minus' })
    } else if (isShort && /^NOT(?=[\s"(])/u.test(text.slice(at, at + 4))) {
      at += 3
      items.push({ kind: 'minus' })
    } else items.push(takeWord())
  }
  return items
}
