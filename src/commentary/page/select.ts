import { compile, selectAll, selectOne } from 'css-select'
import type { AnyNode, Element } from 'domhandler'

type Query = ReturnType<typeof compile<Element, Element>>

const compiled = new Map<string, Query>()

/** A selector of our own, compiled once; it keeps no results, because readers change the tree between two searches. */
const queryOf = (selector: string): Query => {
  const known = compiled.get(selector)
  if (known !== undefined) return known
  const query = compile<Element, Element>(selector, { cacheResults: false })
  compiled.set(selector, query)
  return query
}

/** The elements below `root` that a constant selector matches, in the order of the page. */
export const selectElements = (root: AnyNode, selector: string): readonly Element[] =>
  selectAll<AnyNode, Element>(queryOf(selector), root)

/** The first of the elements below `root` that a constant selector matches. */
export const selectElement = (root: AnyNode, selector: string): Element | undefined =>
  selectOne<AnyNode, Element>(queryOf(selector), root) ?? undefined
