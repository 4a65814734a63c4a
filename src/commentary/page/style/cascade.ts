import type { Element } from 'domhandler'
import { type Declaration, readInlineStyle, type Rule } from './sheet.ts'

/**
 * The origin of a declaration: guessed for style sheets that the page only links, its own style sheets, the element's
 * `style`.
 */
const origins = { guess: 0, sheet: 1, inline: 2 }

type Candidate = { readonly value: string; readonly rank: readonly number[] }

const isOver = (one: readonly number[], other: readonly number[]): boolean => {
  const at = one.findIndex((part, index) => part !== other[index])
  return at === -1 || (one[at] ?? 0) > (other[at] ?? 0)
}

/** The values that apply to an element, by CSS's order: importance, origin, layer, specificity, position. */
export type Cascade = (element: Element, guesses: readonly Declaration[]) => ReadonlyMap<string, string>

/** More comparisons of an element with a rule than any real page needs. */
const mostComparisons = 3_000_000

/** A page's style sheets are built to keep its reader busy. */
export class TooManyRules extends Error {}

/**
 * Indexes the rules of a page, so that each element is compared only with the few that may match it.
 * @throws TooManyRules at an element, if too many were compared before it.
 */
export const createCascade = (rules: readonly Rule[]): Cascade => {
  const byKey = new Map<string, { readonly rule: Rule; readonly order: number }[]>()
  for (const [order, rule] of rules.entries()) {
    const list = byKey.get(rule.key)
    if (list === undefined) byKey.set(rule.key, [{ rule, order }])
    else list.push({ rule, order })
  }
  let comparisons = 0
  return (element, guesses) => {
    const winners = new Map<string, Candidate>()
    const add = (
      declarations: readonly Declaration[],
      origin: number,
      layer: number,
      rest: readonly number[],
    ): void => {
      for (const { property, value, isImportant } of declarations) {
        // Important declarations reverse the order of layers.
        const rank = [isImportant ? 1 : 0, origin, isImportant ? -layer : layer, ...rest]
        const before = winners.get(property)
        if (before === undefined || isOver(rank, before.rank)) winners.set(property, { value, rank })
      }
    }
    add(guesses, origins.guess, 0, [])
    const { id = '', class: names = '', style } = element.attribs
    const keys = new Set(['*', element.name, `#${id}`, ...names.split(/\s+/u).map((name) => `.${name}`)])
    for (const key of keys) {
      const candidates = byKey.get(key) ?? []
      comparisons += candidates.length
      if (comparisons > mostComparisons) throw new TooManyRules()
      for (const { rule, order } of candidates) {
        if (rule.matches(element)) add(rule.declarations, origins.sheet, rule.layer, [...rule.weight, order])
      }
    }
    if (style !== undefined) add(readInlineStyle(style), origins.inline, 0, [])
    return new Map([...winners].map(([property, { value }]) => [property, value]))
  }
}
