import { parseFeed as readWithFeedsmith } from 'feedsmith'
import Parser from 'rss-parser'
import { decode } from '../../src/fetch/decode.ts'
import { parseFeed } from '../../src/feed/parse/parse.ts'
import { answerCalls } from '../../src/limits.ts'
import type { Call, Reading } from './readers.ts'

const readers: Readonly<
  Record<Exclude<Call['reader'], 'rss-parser, then feedsmith'>, (body: Uint8Array) => Promise<Reading>>
> = {
  product: async (body) => {
    const result = await parseFeed({ body, contentType: undefined, url: 'https://site.example/feed/', source: 'bench' })
    if (result.state === 'parsed') return { state: 'read', items: result.entries.length }
    return result.state === 'empty' ? { state: 'read', items: 0 } : { state: 'refused', detail: result.detail }
  },
  'rss-parser': async (body) => {
    const { items } = await new Parser().parseString(decode(body, undefined))
    return { state: 'read', items: items.length }
  },
  feedsmith: async (body) => {
    const { format, feed } = readWithFeedsmith(decode(body, undefined))
    const items = format === 'atom' ? feed.entries : feed.items
    return { state: 'read', items: items?.length ?? 0 }
  },
}

const readWithBoth = (body: Uint8Array): Promise<Reading> =>
  readers['rss-parser'](body).catch(() => readers.feedsmith(body))

answerCalls(async (call) => {
  const { reader, body } = call as Call
  try {
    return await (reader === 'rss-parser, then feedsmith' ? readWithBoth : readers[reader])(body)
  } catch (error) {
    return { state: 'refused', detail: String(error) }
  }
})
