import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sampleFeed, samplePath } from '../../src/demo/feed.ts'
import { samplePage } from '../../src/demo/page.ts'
import { readSamples, type Sample } from '../../src/demo/samples.ts'

/** As many entries as one poll reads from a feed. */
const feedSize = 500

/** The samples repeatedly, each time with a different number, slug and title. */
const numbered = (samples: readonly Sample[], index: number): Sample => {
  const sample = samples[index % samples.length]
  if (sample === undefined) throw new Error('there are no samples')
  const year = String(6 + Math.floor(index / 350)).padStart(2, '0')
  const id = `CO${year}${String((index % 350) + 1).padStart(3, '0')}`
  return {
    ...sample,
    id,
    slug: `${sample.slug}-${index}`,
    title: `${sample.title}, Part ${index}`,
    published: `20${year}-06-01`,
  }
}

/** A site of `count` commentaries in several feeds. */
export const startSite = async (count: number): Promise<{ feedUrls: string[]; close: () => void }> => {
  const samples = await readSamples()
  const all = Array.from({ length: count }, (_, index) => numbered(samples, index))
  const byPath = new Map(all.map((sample) => [samplePath(sample), sample]))
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    const part = /^\/feed\/(\d+)$/u.exec(path)?.[1]
    const sample = byPath.get(path)
    const body = async (): Promise<string> => {
      if (part === undefined) return sample === undefined ? '' : samplePage(sample)
      const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      return sampleFeed(all.slice(Number(part) * feedSize, (Number(part) + 1) * feedSize), origin)
    }
    void body().then((text) =>
      response
        .writeHead(text === '' ? 404 : 200, {
          'content-type': part === undefined ? 'text/html' : 'application/rss+xml',
        })
        .end(text),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    feedUrls: Array.from({ length: Math.ceil(count / feedSize) }, (_, part) => `http://127.0.0.1:${port}/feed/${part}`),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
