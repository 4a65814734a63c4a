/** After this many pages in a row without anything new, the list is taken to have no end. */
const mostIdlePages = 10
/** Far more than any repository has of one series. */
const mostPages = 5000

/** Called with each page: why the repository's list does not end; undefined as long as it advances. */
export type ProgressCheck = (names: readonly string[], next: string | undefined) => string | undefined

/** Follows one pass over a list: the names on each page, and the token for the next one. */
export const createProgressCheck = (): ProgressCheck => {
  const seen = new Set<string>()
  const tokens = new Set<string>()
  let [idle, pages] = [0, 0]
  return (names, next) => {
    const before = seen.size
    for (const name of names) seen.add(name)
    idle = seen.size > before ? 0 : idle + 1
    pages += 1
    if (next === undefined) return undefined
    if (tokens.has(next)) return 'the repository leads back to a page that was read already'
    tokens.add(next)
    if (idle >= mostIdlePages) return `${mostIdlePages} pages in a row held nothing new`
    return pages >= mostPages ? `the list has more than ${mostPages} pages` : undefined
  }
}
