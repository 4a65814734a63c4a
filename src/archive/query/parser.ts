import { UserError } from '../../errors.ts'
import type { Temporal } from 'temporal-polyfill'
import { parseSpan } from './dates.ts'
import type { FieldName, Item } from './lexer.ts'
import { shown } from './text.ts'
import type { Clause, Query, QueryField, Term } from './tree.ts'
import { otherNamesOf } from './other-names.ts'
import { wordsOf } from './words.ts'

const deepest = 5

const term = (field: QueryField, typed: string, isQuoted: boolean, areCapitalsPlain: boolean): Term | undefined => {
  const words = wordsOf(typed, areCapitalsPlain)
  if (words.length === 0) return undefined
  const tokens = words.map(({ token }) => token)
  const text = typed.slice(words[0]?.start, words.at(-1)?.end)
  const isPrefix = /[\p{L}\p{N}]\*$/u.test(typed)
  return { kind: 'term', field, text, tokens, otherNames: otherNamesOf(tokens, isQuoted), isQuoted, isPrefix }
}

/** A limit of the dates, with the field's name as typed. */
type Limit = { readonly name: string; readonly day: string }

/**
 * Reads items from left to right, dates relative to `today`. Dates and exclusions apply to the whole query, wherever
 * they are in it.
 */
export class Parser {
  readonly #items: readonly Item[]
  #at = 0
  readonly without: Clause[] = []
  readonly #today: Temporal.PlainDate
  since: Limit | undefined
  until: Limit | undefined
  sort: Query['sort'] = 'relevance'
  isWide = false

  readonly #areCapitalsPlain: boolean

  constructor(items: readonly Item[], today: Temporal.PlainDate, areCapitalsPlain: boolean) {
    this.#items = items
    this.#areCapitalsPlain = areCapitalsPlain
    this.#today = today
  }

  /**
   * Reads the clauses up to the end, or to the bracket that closes this depth.
   * @throws UserError for a bracket without its other half, an operator without a word, a misplaced exclusion.
   */
  clauses(depth = 0): Clause[] {
    const found: Clause[] = []
    for (let item = this.#items[this.#at]; item !== undefined; item = this.#items[this.#at]) {
      if (item.kind === 'close' && depth > 0) break
      if (item.kind === 'operator' && item.name === 'AND') this.#and()
      else if (item.kind === 'operator') this.#or(found, depth)
      else if (item.kind === 'minus') this.#exclude(depth)
      else {
        const clause = this.#operand(depth)
        if (clause !== undefined) found.push(clause)
      }
    }
    return found
  }

  /** AND is the default and changes nothing; it only needs a word on both sides. */
  #and(): void {
    const before = this.#items[this.#at - 1]?.kind ?? 'open'
    const after = this.#items[this.#at + 1]?.kind ?? 'close'
    if (before === 'open' || after === 'close' || after === 'operator') throw missingBeside('AND')
    this.#at += 1
  }

  /** `a OR b`: joins the last clause with the next one. */
  #or(found: Clause[], depth: number): void {
    this.#at += 1
    const left = found.pop()
    const next = this.#items[this.#at]
    if (next?.kind === 'minus') throw misplaced('“-” or NOT')
    const right = next === undefined || next.kind === 'operator' ? undefined : this.#operand(depth)
    if (left === undefined || right === undefined) throw missingBeside('OR')
    found.push({ kind: 'any', clauses: left.kind === 'any' ? [...left.clauses, right] : [left, right] })
  }

  #exclude(depth: number): void {
    if (depth > 0) throw misplaced('“-” or NOT')
    this.#at += 1
    const next = this.#items[this.#at]
    if (next?.kind === 'field' && !isTextField(next.name)) {
      throw new UserError(next.typed, 'cannot follow “-”', 'use since: and until: to say which dates are wanted')
    }
    const clause =
      next === undefined || next.kind === 'operator' || next.kind === 'minus' ? undefined : this.#operand(depth)
    const after = this.#items[this.#at]
    if (after?.kind === 'operator' && after.name === 'OR') throw misplaced('“-” or NOT')
    if (clause !== undefined) this.without.push(clause)
  }

  #operand(depth: number): Clause | undefined {
    const item = this.#items[this.#at]
    this.#at += 1
    if (item?.kind === 'word' || item?.kind === 'phrase')
      return term('any', item.text, item.kind === 'phrase', this.#areCapitalsPlain)
    if (item?.kind === 'field') return this.#field(item, depth)
    if (item?.kind === 'close') throw unpaired(item.position, 'closes nothing')
    if (item?.kind === 'open') return this.#group(item.position, depth + 1)
    return undefined
  }

  #group(position: number, depth: number): Clause | undefined {
    if (depth > deepest)
      throw new UserError('Query', `brackets at most ${deepest} deep`, 'write it with fewer brackets')
    const clauses = this.clauses(depth)
    if (this.#items[this.#at] === undefined) throw unpaired(position, 'is not closed')
    this.#at += 1
    return clauses.length > 1 ? { kind: 'all', clauses } : clauses[0]
  }

  #field({ name, typed, text }: FieldItem, depth: number): Clause | undefined {
    if (isTextField(name)) {
      const found = term(name, text, true, this.#areCapitalsPlain)
      if (found === undefined)
        throw new UserError(typed, `there is no word in “${shown(text)}”`, `e.g. ${typed}:singapore`)
      return found
    }
    if (depth > 0) throw misplaced(`${typed}:`)
    if (name === 'sort') this.sort = sortNamed(text)
    else if (name === 'match') this.isWide = isWideNamed(text)
    else this.#limit(name, typed, text)
    return undefined
  }

  /** Of several limits the narrowest applies. */
  #limit(name: 'since' | 'until' | 'before', typed: string, text: string): void {
    const { first, last } = parseSpan(typed, text, this.#today)
    if (name === 'since') {
      if (this.since === undefined || first.toString() > this.since.day)
        this.since = { name: typed, day: first.toString() }
      return
    }
    // As on Slack: `before` a date excludes that date.
    const day = (name === 'before' ? first.subtract({ days: 1 }) : last).toString()
    if (this.until === undefined || day < this.until.day) this.until = { name: typed, day }
  }
}

type FieldItem = Extract<Item, { kind: 'field' }>

const isTextField = (name: FieldName): name is 'author' | 'topic' | 'title' | 'feed' =>
  name === 'author' || name === 'topic' || name === 'title' || name === 'feed'

const sortNamed = (text: string): Query['sort'] => {
  if (/^(?:new|newest|date|latest|recent)$/iu.test(text)) return 'newest'
  if (/^(?:old|oldest|earliest|first)$/iu.test(text)) return 'oldest'
  if (/^(?:best|relevance|score)$/iu.test(text)) return 'relevance'
  throw new UserError('sort', `“${shown(text)}” is not an order`, 'e.g. sort:new, sort:old or sort:best')
}

const isWideNamed = (text: string): boolean => {
  if (/^(?:any|all)$/iu.test(text)) return text.toLowerCase() === 'any'
  throw new UserError('match', `“${shown(text)}” is not known`, 'e.g. match:any or match:all')
}

const missingBeside = (what: string): UserError =>
  new UserError('Query', `a word is missing next to “${what}”`, 'e.g. nickel OR cobalt')

const misplaced = (what: string): UserError =>
  new UserError('Query', `${what} cannot be next to OR or in brackets`, 'put it at the end of the search')

const unpaired = (position: number, what: string): UserError =>
  new UserError('Query', `the bracket at position ${position} ${what}`, 'e.g. (nickel OR cobalt) export')
