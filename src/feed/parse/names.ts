/** The vocabularies of entries by namespace; Atom and RSS changed their namespaces with each version. */
const vocabularies: readonly [uri: RegExp, vocabulary: string][] = [
  [/^(?:w3\.org\/2005\/atom|purl\.org\/(?:net\/)?atom)/u, 'atom'],
  [/^purl\.org\/rss\/1\.0\/modules\/content/u, 'content'],
  [/^purl\.org\/(?:net\/)?rss\/?1\.[01]$/u, 'rss'],
  [/^(?:my|channel)\.netscape\.com\/|^backend\.userland\.com\/|^(?:blogs|cyber)\.law\.harvard\.edu\//u, 'rss'],
  [/^purl\.org\/dc\/elements\/1\.\d$/u, 'dc'],
  [/^purl\.org\/dc\/terms$/u, 'dcterms'],
  [/^w3\.org\/1999\/02\/22-rdf-syntax-ns$/u, 'rdf'],
  [/^w3\.org\/1999\/xhtml$/u, 'xhtml'],
  [/^search\.yahoo\.com\/mrss$/u, 'media'],
]

/** The vocabulary of a namespace, which servers write in any case, with either scheme, with or without a last slash. */
const vocabularyAt = (uri: string): string => {
  const plain = uri
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/u, '')
    .replace(/[/#]{1,3}$/u, '')
  return vocabularies.find(([pattern]) => pattern.test(plain))?.[1] ?? plain
}

/** The namespace prefixes in scope, each with its vocabulary; the default one is ''. */
export type Prefixes = ReadonlyMap<string, string>

const partsOf = (tag: string): readonly [prefix: string, name: string] => {
  const [first = '', second] = tag.toLowerCase().split(':', 2)
  return second === undefined ? ['', first] : [first, second]
}

const declaration = /^xmlns(?::(?<prefix>.+))?$/u

/** The prefixes in scope inside an element: those from outside and those that it declares. */
export const declaredIn = (attributes: Readonly<Record<string, string>>, outer: Prefixes): Prefixes => {
  const own = Object.entries(attributes).flatMap(([name, uri]): [string, string][] => {
    const match = declaration.exec(name)
    return match === null ? [] : [[match.groups?.['prefix'] ?? '', vocabularyAt(uri)]]
  })
  return own.length === 0 ? outer : new Map([...outer, ...own])
}

/** The root of a feed: its format, and the vocabularies of its elements. */
export type Root = { readonly form: 'rss' | 'atom'; readonly own: ReadonlySet<string> }

/**
 * The format of a feed by its first element. The items of RDF are in a vocabulary of RSS; an undeclared prefix counts
 * as the feed's own.
 */
export const rootOf = (tag: string, prefixes: Prefixes): Root => {
  const [prefix, name] = partsOf(tag)
  const form = name === 'feed' || name === 'entry' ? 'atom' : 'rss'
  return { form, own: new Set(['', form, prefixes.get(prefix) ?? prefix]) }
}

/**
 * An element's name: without the prefix of the feed's own vocabulary, with the usual prefix of any other, as in
 * `dc:date`.
 */
export const nameOf = (tag: string, prefixes: Prefixes, { own }: Root): string => {
  const [prefix, name] = partsOf(tag)
  const vocabulary = prefixes.get(prefix) ?? prefix
  return own.has(vocabulary) ? name : `${vocabulary}:${name}`
}
