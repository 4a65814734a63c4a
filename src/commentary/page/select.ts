import { compile, selectAll, selectOne } from 'css-select'
import type { AnyNode, Element } from 'domhandler'

type Query = ReturnType<typeof compile<Element, Element>>

const compiled = new Map<string, Query>()

/** Compiles a constant selector once. Results are not kept, because readers change the tree between two searches. */
const queryOf = (selector: string): Query => {
  const known = compiled.get(selector)
  if (known !== undefined) return known
  const query = compile<Element, Element>(selector, { cacheResults: false })
  compiled.set(selector, query)
  return query
}

/** The elements below `root` that a constant selector matches, in document order. */
export const selectElements = (root: AnyNode, selector: string): readonly Element[] =>
  selectAll<AnyNode, Element>(queryOf(selector), root)

/** The first element below `root` that a constant selector matches. */
export const selectElement = (root: AnyNode, selector: string): Element | undefined =>
  selectOne<AnyNode, Element>(queryOf(selector), root) ?? undefined
