// One table of wrong input from outside, each with its answer: none of it is taken for something else, and
// each answer says what was wrong. Mistakes in typed commands are in tests/commands/bad-input.test.ts.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { importCommentary } from '../../src/commentary/import.ts'
import { readHtml } from '../../src/commentary/page/read.ts'
import { readConfig } from '../../src/config/config.ts'
import { ConfigError, describeError } from '../../src/errors.ts'
import { parseFeed } from '../../src/feed/parse/parse.ts'

const folder = mkdtempSync(join(tmpdir(), 'rsis-brief-bad-input-'))
afterAll(() => rmSync(folder, { recursive: true }))

const readFeed = async (body: string | Buffer): Promise<string> => {
  const result = await parseFeed({
    body: Buffer.from(body),
    contentType: undefined,
    url: 'https://site.example/feed',
    source: 's',
  })
  return result.state === 'parsed' ? `${result.entries.length} entries` : `${result.state}: ${result.detail}`
}

const readPage = async (html: string | Buffer): Promise<string> => {
  const result = await readHtml(String(html), 'https://site.example/paper')
  return result.state === 'facts' ? 'an article' : `${result.reason}: ${result.detail}`
}

let files = 0
const importFile =
  (extension: string) =>
  async (body: string | Buffer): Promise<string> => {
    files += 1
    const path = join(folder, `${files}${extension}`)
    writeFileSync(path, body)
    try {
      const result = await importCommentary(path, async () => expect.fail('nothing is fetched'))
      return result.state === 'read' ? 'a commentary' : `${result.reason}: ${result.detail}`
    } catch (error) {
      return describeError(error)
    }
  }

const setting =
  (name: string) =>
  async (value: string | Buffer): Promise<string> => {
    try {
      readConfig({ [name]: String(value) })
      return 'accepted'
    } catch (error) {
      return error instanceof ConfigError ? error.message : expect.fail(describeError(error))
    }
  }

const page = (body: string): string =>
  `<!doctype html><html><head><title>Site</title></head><body>${body}</body></html>`

type Row = readonly [
  what: string,
  read: (input: string | Buffer) => Promise<string>,
  input: string | Buffer,
  answer: RegExp,
]

const table: readonly Row[] = [
  ['a feed: nothing', readFeed, '', /^not a feed: the answer is empty$/u],
  ['a feed: white space', readFeed, ' \n\t', /^not a feed: the answer is empty$/u],
  ['a feed: a web page', readFeed, page('Welcome'), /^blocked: the answer is a web page, not a feed$/u],
  ['a feed: a login', readFeed, page('<input type="password">'), /^blocked: the answer is a login page/u],
  [
    'a feed: a challenge',
    readFeed,
    page('Just a moment...'),
    /^blocked: the site answers programs with a challenge page$/u,
  ],
  [
    'a feed: a page that mentions one',
    readFeed,
    page('<script>"<rss>"</script>'),
    /^blocked: the answer is a web page/u,
  ],
  ['a feed: JSON', readFeed, '{"error":"no"}', /^not a feed: the answer is JSON, but not a JSON Feed$/u],
  ['a feed: a JSON list', readFeed, '[]', /^not a feed: the answer is JSON, but not a JSON Feed$/u],
  [
    'a feed: JSON that is cut off',
    readFeed,
    '{"version":"https://jsonfeed.org/version/1"',
    /^not a feed: the answer is plain text$/u,
  ],
  ['a feed: plain text', readFeed, 'Service unavailable', /^not a feed: the answer is plain text$/u],
  ['a feed: a PDF', readFeed, '%PDF-1.7 ...', /^not a feed: the answer is a PDF$/u],
  ['a feed: a picture', readFeed, Buffer.from([0x89, 0x50, 0x4e, 0x47]), /^not a feed: the answer is a picture$/u],
  ['a feed: a ZIP file', readFeed, Buffer.from('PK\u0003\u0004x'), /^not a feed: the answer is a ZIP file$/u],
  ['a feed: compressed twice', readFeed, gzipSync('<rss/>'), /^not a feed: the answer is a compressed file$/u],
  [
    'a feed: a sitemap',
    readFeed,
    '<?xml version="1.0"?><urlset><url/></urlset>',
    /^not a feed: the answer is a sitemap$/u,
  ],
  ['a feed: a list of feeds', readFeed, '<opml version="2.0"><body/></opml>', /a list of feeds \(OPML\)$/u],
  ['a feed: a search description', readFeed, '<OpenSearchDescription/>', /\(OpenSearch\)$/u],
  ['a feed: a publishing service', readFeed, '<service><workspace/></service>', /\(Atom Publishing\)$/u],
  ['a feed: other XML', readFeed, '<?xml version="1.0"?><order>1</order>', /its first element is <order>$/u],
  ['a feed: without items', readFeed, '<rss version="2.0"><channel/></rss>', /^empty: the feed has no items$/u],
  ['a feed: nested without end', readFeed, `<rss><channel>${'<a>'.repeat(1000)}`, /nested too deep$/u],
  ['a feed: ampersands', readFeed, `<rss>${'&'.repeat(600_000)}`, /more than 500,000 ampersands$/u],
  ['a page: nothing', readPage, '', /^empty: /u],
  ['a page: a challenge', readPage, page('<h1>Verify you are human</h1>'), /^challenge: /u],
  ['a page: a login', readPage, page('<p>Please log in to continue.</p>'), /^login: /u],
  ['a page: a subscription', readPage, page('<p>Already a subscriber? This is for subscribers only.</p>'), /^login: /u],
  ['a page: scripts', readPage, page('<noscript>Please enable JavaScript.</noscript>'), /^script: /u],
  ['a page: links only', readPage, page('<a href="/1">One</a> <a href="/2">Two</a>'), /^no-article: /u],
  ['a page: nested without end', readPage, page('<div>'.repeat(20_000)), /^too-complex: /u],
  ['an import: an empty page', importFile('.html'), '', /is empty; save the page again/u],
  ['an import: a page without text', importFile('.html'), page(''), /^empty: /u],
  ['an import: a PDF that is none', importFile('.pdf'), 'x', /^unreadable-pdf: no text could be read from the PDF$/u],
  ['an import: a text that is no page', importFile('.txt'), 'not a page', /^empty: /u],
  ['an import: white space', importFile('.txt'), ' \n ', /^empty: /u],
  [
    'an import: a picture',
    importFile('.png'),
    'x',
    /of an unknown kind; import a file that ends in \.html, \.mhtml, \.pdf or \.txt/u,
  ],
  ['a setting: a feed without a host', setting('FEED_URLS'), 'http://', /^FEED_URLS: is not an http\(s\) address/u],
  ['a setting: quotation marks', setting('FEED_URLS'), '"https://a.example/"', /quotation marks around it/u],
  ['a setting: a comment after it', setting('PORT'), '3000 # page', /a comment after it/u],
  ['a setting: what was not replaced', setting('OPENAI_API_KEY'), '${KEY}', /was not replaced/u],
  ['a setting: a SOCKS proxy', setting('HTTPS_PROXY'), 'socks5://p.example', /^HTTPS_PROXY: is a SOCKS proxy/u],
  ['a setting: no proxy at all', setting('HTTP_PROXY'), 'http://', /^HTTP_PROXY: is not the address of a proxy/u],
  ['a setting: empty', setting('PORT'), '', /^accepted$/u],
]

test.each(table)('%s', async (_what, read, input, answer) => {
  expect(await read(input)).toMatch(answer)
})
