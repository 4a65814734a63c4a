import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { listen } from './listen.ts'
import { samplePage } from '../../src/demo/page.ts'
import type { Clock } from './clock.ts'
import { correct, createPublication, type Publication } from './publication.ts'
import type { Random } from './random.ts'
import { type FeedFault, makeFeed } from './site-feed.ts'

/** What the site just did: moments at which a process can be killed. */
export type SiteEvent = 'feed served' | 'page served'

export type Site = {
  readonly feedUrl: string
  /** Everything published, in order. */
  readonly publications: readonly Publication[]
  /** The publication with this address. */
  publicationAt(url: string): Publication | undefined
  publicationWithId(id: string): Publication | undefined
  publish(): Publication
  /**
   * Removes from a publication every sentence of which `said` contains words, and marks its entry in the feed as
   * changed.
   */
  correct(number: number, said: string): void
  /** The next answer of the feed has this fault; `reset` is permanent. */
  breakFeed(fault: FeedFault): void
  /** Whether everything that the feed shows now was in a complete answer. */
  isSeen: () => boolean
  /** The numbers of the publications in a complete answer of the feed. */
  readonly shown: ReadonlySet<number>
  /** The numbers of those whose page was read. */
  readonly read: ReadonlySet<number>
  /** The numbers of those whose page one process requested again: a slow answer makes a post late, not out of order. */
  readonly late: ReadonlySet<number>
  /** A new process makes the requests from now on. */
  forgetAsker(): void
  onEvent: (event: SiteEvent) => void
  close(): Promise<void>
}

export type SiteOptions = {
  readonly clock: Clock
  readonly random: Random
  /** How many of the newest the feed shows. */
  readonly window: number
}

const secondMs = 1000

type Sets = [Set<number>, Set<number>, Set<number>, Set<number>]

/** The publisher's site: a feed and its pages, a record of what was published, and faults on demand. */
export const startSite = async ({ clock, random, window }: SiteOptions): Promise<Site> => {
  const publications: Publication[] = []
  const [shown, read, late, asked] = Array.from({ length: 4 }, () => new Set<number>()) as Sets
  const faults: FeedFault[] = []
  let [origin, resets] = ['', 0]

  const sendFeed = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const fault = faults.shift()
    if (fault === 'unavailable') return void response.writeHead(503, { 'retry-after': '1' }).end('busy')
    if (fault === 'html') return void response.writeHead(200, { 'content-type': 'text/html' }).end(portal)
    if (fault === 'reset') resets += 1
    const visible = fault === 'emptied' ? [] : publications.slice(-window)
    const inOrder = fault === 'reordered' ? random.shuffle(visible) : visible.toReversed()
    const body = await makeFeed(inOrder, { origin, now: clock.now(), fault, resets })
    const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end()
    const headers = { etag, 'content-type': 'application/rss+xml; charset=utf-8' }
    if (fault === 'truncated') return void response.writeHead(200, headers).end(body.slice(0, body.length / 2))
    if (fault === 'dropped') {
      response.writeHead(200, { ...headers, 'content-length': Buffer.byteLength(body) })
      return void response.write(body.slice(0, body.length / 2), () => response.destroy())
    }
    response.once('finish', () => {
      for (const { number } of visible) shown.add(number)
      site.onEvent('feed served')
    })
    response.writeHead(200, headers).end(body)
  }

  const sendPage = async (path: string, response: ServerResponse): Promise<void> => {
    const publication = publications.find((candidate) => candidate.path === path)
    if (publication === undefined) return void response.writeHead(404).end()
    if (asked.has(publication.number)) late.add(publication.number)
    asked.add(publication.number)
    response.once('finish', () => {
      read.add(publication.number)
      site.onEvent('page served')
    })
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(await samplePage(publication.sample))
  }

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site')
    void (pathname === '/feed/' ? sendFeed(request, response) : sendPage(pathname, response))
  })
  const { port, close } = await listen(server)
  origin = `http://127.0.0.1:${port}`

  const site: Site = {
    feedUrl: `${origin}/feed/`,
    publications,
    publicationAt: (url) => publications.find(({ path }) => url.startsWith(`${origin}${path}`)),
    publicationWithId: (id) => publications.find(({ sample }) => sample.id === id),
    publish() {
      const last = publications.at(-1)?.publishedAt ?? 0
      // A feed's dates have whole seconds: no two are the same, so that there is one correct order.
      const publishedAt = Math.max(Math.floor(clock.now() / secondMs) * secondMs, last + secondMs)
      const publication = createPublication(publications.length, publishedAt)
      publications.push(publication)
      return publication
    },
    correct(number, said) {
      const publication = publications[number]
      if (publication === undefined) return
      publications[number] = correct(publication, said)
      shown.delete(number)
    },
    breakFeed: (fault) => void faults.push(fault),
    isSeen: () => publications.slice(-window).every(({ number }) => shown.has(number)),
    shown,
    read,
    late,
    forgetAsker: () => asked.clear(),
    onEvent: () => {},
    close,
  }
  return site
}

const portal = '<!doctype html><title>Sign in</title><h1>Please sign in to this network</h1>'
