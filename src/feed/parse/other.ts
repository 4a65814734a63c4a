import type { ParsedFeed } from './answer.ts'

/** Files that begin with these bytes are not text. */
const binaries: readonly [start: string, name: string][] = [
  ['%PDF-', 'a PDF'],
  ['\x89PNG', 'a picture'],
  ['GIF8', 'a picture'],
  ['\xFF\xD8\xFF', 'a picture'],
  ['PK\x03\x04', 'a ZIP file'],
  ['\x1F\x8B', 'a compressed file'],
  ['\0\0\xFE\xFF', 'a text in UTF-32, which cannot be read'],
  ['\xFF\xFE\0\0', 'a text in UTF-32, which cannot be read'],
  ['\0\0\0<', 'a text in UTF-32, which cannot be read'],
  ['<\0\0\0', 'a text in UTF-32, which cannot be read'],
]

/** XML documents that are found where a feed was expected, by their first element. */
const documents: ReadonlyMap<string, string> = new Map([
  ['opensearchdescription', 'a description of a search (OpenSearch)'],
  ['opml', 'a list of feeds (OPML)'],
  ['urlset', 'a sitemap'],
  ['sitemapindex', 'a list of sitemaps'],
  ['service', 'a description of a publishing service (Atom Publishing)'],
  ['categories', 'a list of categories (Atom Publishing)'],
  ['svg', 'a picture (SVG)'],
  ['kml', 'a map (KML)'],
  ['error', 'an error message in XML'],
])

const challenge =
  /just a moment|challenge|captcha|enable javascript|access denied|attention required|verify (?:that )?you are|incapsula/u
const login = /type=["']?password|(?:log|sign) ?in to (?:continue|read|view|access)/u

/** Describes a web page that came instead of a feed. */
const describePage = (page: string): string => {
  if (challenge.test(page.slice(0, 4000))) return 'the site answers programs with a challenge page'
  if (login.test(page)) return 'the answer is a login page, not a feed'
  return 'the answer is a web page, not a feed'
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Describes a response that holds no feed. */
export const describeOther = (text: string, body: Uint8Array): ParsedFeed => {
  const what = (name: string): ParsedFeed => ({ state: 'not a feed', detail: `the answer is ${name}` })
  if (text.trim() === '') return what('empty')
  const start = Buffer.from(body.subarray(0, 8)).toString('latin1')
  const binary = binaries.find(([bytes]) => start.startsWith(bytes))
  if (binary !== undefined) return what(binary[1])
  const lower = text.slice(0, 100_000).toLowerCase()
  if (/<!doctype html|<(?:html|head|body)[\s>]/u.test(lower)) return { state: 'blocked', detail: describePage(lower) }
  if (isJson(text)) return what('JSON, but not a JSON Feed')
  const root = /<(?:[\w.-]{1,50}:)?([a-z][\w.-]{0,50})[\s>/]/u.exec(lower)?.[1]
  if (root === undefined) return what('plain text')
  return what(documents.get(root) ?? `XML of another kind: its first element is <${root}>`)
}
