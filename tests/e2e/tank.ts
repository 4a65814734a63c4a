import { startFeedServer } from '../fakes/feed-server.ts'

const sentence = (name: string, at: number): string =>
  `<p>Point ${at} of the ${name} plan asks the harbour council to pay its pilots for a season, which the author holds to be too long for a port of this size and too short for its debts.</p>`

/** A site that is not in the settings: its page, a feed, and the published pieces. */
export const startTank = async () => {
  const server = await startFeedServer()
  const out: string[] = []
  const publish = (name: string): void => {
    out.unshift(name)
    server.page(
      `/tank/${name}`,
      `<html><head><title>The ${name} question</title></head><body><article><h1>The ${name} question</h1>${Array.from({ length: 9 }, (_, at) => sentence(name, at)).join('')}</article></body></html>`,
    )
    const items = out.map((one, at) => ({
      title: `The ${one} question`,
      link: `/tank/${one}`,
      date: new Date(Date.now() - at * 60_000).toUTCString(),
    }))
    server.feed('/tank/feed/', items)
  }
  server.page(
    '/tank',
    '<html><head><link rel="alternate" type="application/rss+xml" title="Tank" href="/tank/feed/"></head></html>',
  )
  publish('first')
  return {
    address: `${server.origin}/tank`,
    publish,
    /** How often the feed was asked for. */
    polls: () => server.requests.filter(({ path }) => path === '/tank/feed/').length,
    close: () => server.close(),
  }
}
