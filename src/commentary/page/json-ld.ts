import { z } from 'zod'

/** What a page's structured data say about its article. */
export type ArticleData = {
  readonly headline: string | undefined
  /** Persons only: an institute is a page's publisher, not its author. */
  readonly authors: readonly string[]
  readonly publishers: readonly string[]
  readonly published: string | undefined
  readonly modified: string | undefined
  /** False if the publisher says that the text is for subscribers. */
  readonly isFree: boolean
}

const text = z.string().max(2000).optional().catch(undefined)
const article = z.object({
  '@type': z.union([z.string(), z.array(z.string())]),
  '@id': text,
  url: text,
  mainEntityOfPage: z
    .union([z.string(), z.object({ '@id': text, url: text })])
    .optional()
    .catch(undefined),
  headline: text,
  author: z.unknown().optional(),
  publisher: z.unknown().optional(),
  datePublished: text,
  dateModified: text,
  isAccessibleForFree: z.unknown().optional(),
})
const named = z.object({
  name: z.string().max(300),
  '@type': z.union([z.string(), z.array(z.string())]).optional(),
})

const isArticleType = (type: string): boolean => /(?:Article|Posting)$|^(?:Report|Review)$/u.test(type)
const caps = { scripts: 20, length: 500_000, nodes: 5000 }

/** Objects by their `@id`: sites define persons apart from the articles that refer to them. */
type ById = ReadonlyMap<string, unknown>

const reference = z.object({ '@id': z.string() })
const isOrganisation = (type: string | readonly string[] | undefined): boolean =>
  [type ?? []].flat().some((one) => /Organi[sz]ation$|^Corporation$|^WebSite$/u.test(one))

const nameOf = (author: unknown, { arePersons }: { readonly arePersons: boolean }): string | undefined => {
  const { data } = named.safeParse(author)
  return data === undefined || (arePersons && isOrganisation(data['@type'])) ? undefined : data.name
}

/** The names in an `author` or `publisher`, of persons or of all. Source: schema.org, JSON-LD 1.1 node references. */
const namesOf = (author: unknown, byId: ById, which: { readonly arePersons: boolean }): readonly string[] => {
  if (typeof author === 'string') return author.length <= 300 ? [author] : []
  if (Array.isArray(author)) {
    return author.slice(0, 20).flatMap((one: unknown) => (Array.isArray(one) ? [] : namesOf(one, byId, which)))
  }
  const { data } = reference.safeParse(author)
  const isNamed = named.safeParse(author).success
  const name = nameOf(isNamed || data === undefined ? author : byId.get(data['@id']), which)
  return name === undefined ? [] : [name]
}

/** All objects of the data, in nested lists and `@graph`s, up to a limit. */
const objectsIn = (data: unknown): readonly unknown[] => {
  const waiting = [data]
  const objects: unknown[] = []
  for (let node = waiting.shift(); node !== undefined && objects.length < caps.nodes; node = waiting.shift()) {
    if (Array.isArray(node)) waiting.push(...node.slice(0, caps.nodes).filter((one: unknown) => one !== undefined))
    else if (typeof node === 'object' && node !== null) {
      objects.push(node)
      for (const value of [Reflect.get(node, '@graph'), Reflect.get(node, 'mainEntity')]) {
        if (typeof value === 'object' && value !== null) waiting.push(value)
      }
    }
  }
  return objects
}

const parse = (script: string): readonly unknown[] => {
  if (script.length > caps.length) return []
  try {
    return objectsIn(JSON.parse(script))
  } catch {
    // A script with invalid JSON is skipped; the next one may be valid.
    return []
  }
}

type Described = z.infer<typeof article>

/** What is known of the page from elsewhere. */
export type PageEvidence = {
  /** Whether an address is this page's. */
  readonly isOwnAddress: (address: string) => boolean
  /** Whether a headline is this page's. */
  readonly isOwnTitle: (title: string) => boolean
}

/** How certainly an object is the page's own article: 0 if its address or headline is another one's. */
const agreement = (data: Described, page: PageEvidence): number => {
  const main = data.mainEntityOfPage
  const addresses = [data.url, data['@id'], ...(typeof main === 'string' ? [main] : [main?.['@id'], main?.url])]
    // A bare fragment could belong to any page.
    .filter((address) => address !== undefined && /^(?:https?:)?\//u.test(address))
  const hasTitle = data.headline !== undefined && page.isOwnTitle(data.headline)
  if (addresses.some((address) => page.isOwnAddress(address ?? ''))) return hasTitle ? 4 : 3
  if (hasTitle) return 2
  return addresses.length === 0 && data.headline === undefined ? 1 : 0
}

const first = <Value>(values: readonly (Value | undefined)[]): Value | undefined =>
  values.find((one) => one !== undefined)

/**
 * What a page's JSON-LD scripts say about its own article; undefined if none describes it or all are broken. Other
 * articles, which related cards and lists describe, are ignored. Source: schema.org/Article.
 */
export const readArticleData = (scripts: readonly string[], page: PageEvidence): ArticleData | undefined => {
  const objects = scripts.slice(0, caps.scripts).flatMap(parse)
  const byId = new Map<string, unknown>()
  for (const object of objects) {
    const { data } = reference.safeParse(object)
    if (data !== undefined && named.safeParse(object).success) byId.set(data['@id'], object)
  }
  const found = objects.flatMap((object) => {
    const { data } = article.safeParse(object)
    return data !== undefined && [data['@type']].flat().some(isArticleType)
      ? [{ data, rank: agreement(data, page) }]
      : []
  })
  // An object without address and headline is the page's only if there is no other.
  const own = found.filter(({ rank }) => rank > 1 || (rank === 1 && found.length === 1))
  const described = own.toSorted((a, b) => b.rank - a.rank).map(({ data }) => data)
  if (described.length === 0) return undefined
  return {
    headline: first(described.map(({ headline }) => headline)),
    authors:
      described.map(({ author }) => namesOf(author, byId, { arePersons: true })).find((names) => names.length > 0) ??
      [],
    publishers: described.flatMap(({ publisher }) => namesOf(publisher, byId, { arePersons: false })),
    published: first(described.map(({ datePublished }) => datePublished)),
    modified: first(described.map(({ dateModified }) => dateModified)),
    isFree: described.every(
      ({ isAccessibleForFree }) => !['false', 'False', false].includes(isAccessibleForFree as string | boolean),
    ),
  }
}
