import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createMemoryTimeline } from './memory-timeline.ts'
import { place, type Running, startWeb } from './harness.ts'
import { cableCard, nickelCard, sandCard } from './samples.ts'

/** The value after serialisation, which drops undefined fields. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

type Event = {
  readonly id: string
  readonly name: string
  readonly data: { number: number; key: string; html: string }
}

const parseEvent = (block: string): Event | undefined => {
  const field = (name: string): string =>
    block
      .split('\n')
      .filter((line) => line.startsWith(`${name}: `))
      .map((line) => line.slice(name.length + 2))
      .join('\n')
  return field('event') === '' ? undefined : { id: field('id'), name: field('event'), data: JSON.parse(field('data')) }
}

/** A page's live stream, read as it arrives. */
const openListener = async (url: string, headers: Record<string, string> = {}) => {
  const leaving = new AbortController()
  const answer = await fetch(url, { headers, signal: leaving.signal })
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  /** The next event; undefined when the stream ended. */
  const next = async (): Promise<Event | undefined> => {
    while (true) {
      const end = rest.indexOf('\n\n')
      if (end >= 0) {
        const event = parseEvent(rest.slice(0, end))
        rest = rest.slice(end + 2)
        if (event !== undefined) return event
        continue
      }
      const chunk = await reader?.read()
      if (chunk === undefined || chunk.done) return undefined
      rest += chunk.value
    }
  }
  return { answer, next, leave: () => leaving.abort() }
}

let web: Running

beforeEach(async () => {
  web = await startWeb()
})

afterEach(async () => {
  await web.web.stop()
})

describe('a post', () => {
  test('has its number as receipt and can be found by its key', async () => {
    expect(await web.web.find(place, 'key-1')).toBeUndefined()
    expect(await web.web.post(place, cableCard, 'key-1')).toEqual({ id: '1' })
    expect(await web.web.find(place, 'key-1')).toEqual({ id: '1' })
  })

  test('sent twice under one key is one message, on the page and live', async () => {
    const listener = await openListener(`${web.url}/events`)
    const first = await web.web.post(place, cableCard, 'key-1')
    const second = await web.web.post(place, cableCard, 'key-1')
    await web.web.post(place, nickelCard, 'key-2')
    expect(second).toEqual(first)
    expect(await web.timeline.list({ limit: 10 })).toHaveLength(2)
    expect([(await listener.next())?.data.key, (await listener.next())?.data.key]).toEqual(['key-1', 'key-2'])
    listener.leave()
  })

  test('is kept when it comes before the server has started', async () => {
    const timeline = createMemoryTimeline()
    await web.web.stop()
    web = await startWeb({ timeline })
    await web.web.stop()
    await web.web.post(place, cableCard, 'early')
    web = await startWeb({ timeline })
    expect(await web.json('/posts')).toMatchObject({ posts: [{ key: 'early' }] })
  })

  test('that cannot be stored fails, and no page is updated', async () => {
    const failing = { ...createMemoryTimeline(), append: async () => Promise.reject(new Error('disk full')) }
    const broken = await startWeb({ timeline: failing })
    const listener = await openListener(`${broken.url}/events`)
    await expect(broken.web.post(place, cableCard, 'key-1')).rejects.toThrow('disk full')
    await broken.web.stop()
    expect(await listener.next()).toBeUndefined()
  })
})

describe('a reply and an edit', () => {
  const reply = { blocks: [{ type: 'text', text: ['A further claim.'] }] } as const

  test('a reply is in its post’s thread, once for its key, and not a separate post', async () => {
    const parent = await web.web.post(place, nickelCard, 'key-1')
    await web.web.post(place, reply, 'key-2', parent)
    await web.web.post(place, reply, 'key-2', parent)
    expect(await web.json('/posts')).toMatchObject({ posts: [{ key: 'key-1', card: { thread: reply.blocks } }] })
    expect(await web.web.find(place, 'key-2', parent)).toEqual({ id: '2' })
  })

  test('an edit puts the card in the place of the old one, under the same number, key and thread', async () => {
    const parent = await web.web.post(place, nickelCard, 'key-1')
    await web.web.post(place, reply, 'key-2', parent)
    await web.web.edit(place, parent, sandCard, 'key-1')
    await web.web.edit(place, parent, sandCard, 'key-1')
    const { posts } = (await web.json('/posts')) as { posts: unknown[] }
    expect(posts).toMatchObject([{ number: 1, key: 'key-1', card: { title: sandCard.title, thread: reply.blocks } }])
    expect(posts).toHaveLength(1)
  })

  test('both reach an open page as the post that they belong to', async () => {
    const listener = await openListener(`${web.url}/events`)
    const parent = await web.web.post(place, nickelCard, 'key-1')
    await web.web.post(place, reply, 'key-2', parent)
    await web.web.edit(place, parent, sandCard, 'key-1')
    expect((await listener.next())?.data).toMatchObject({ key: 'key-1', card: { title: nickelCard.title } })
    expect((await listener.next())?.data).toMatchObject({ key: 'key-1', card: { thread: reply.blocks } })
    expect((await listener.next())?.data).toMatchObject({ key: 'key-1', card: { title: sandCard.title } })
    listener.leave()
  })
})

describe('the live stream', () => {
  test('brings a post to two listeners, with its data and its markup', async () => {
    const listeners = [await openListener(`${web.url}/events`), await openListener(`${web.url}/events`)]
    await web.post(cableCard, 'key-1')
    for (const listener of listeners) {
      const event = await listener.next()
      expect(event).toMatchObject({
        id: '1',
        name: 'post',
        data: { number: 1, key: 'key-1', commentaries: ['CO26211'], card: asJson(cableCard) },
      })
      expect(event?.data.html).toContain('<li id="post-1" class="post"')
      listener.leave()
    }
  })

  test('continues for the others when one leaves', async () => {
    const leaving = await openListener(`${web.url}/events`)
    const staying = await openListener(`${web.url}/events`)
    await web.post(cableCard, 'key-1')
    await leaving.next()
    await staying.next()
    leaving.leave()
    await web.post(nickelCard, 'key-2')
    await web.post(sandCard, 'key-3')
    expect([(await staying.next())?.id, (await staying.next())?.id]).toEqual(['2', '3'])
    staying.leave()
  })

  test('begins with what was posted since the page was made', async () => {
    await web.post(cableCard, 'key-1')
    await web.post(nickelCard, 'key-2')
    await web.post(sandCard, 'key-3')
    const listener = await openListener(`${web.url}/events?after=1`)
    expect([(await listener.next())?.id, (await listener.next())?.id]).toEqual(['2', '3'])
    listener.leave()
  })

  test('catches up after an interruption by the last event that was seen', async () => {
    await web.post(cableCard, 'key-1')
    await web.post(nickelCard, 'key-2')
    const listener = await openListener(`${web.url}/events?after=0`, { 'last-event-id': '1' })
    expect((await listener.next())?.id).toBe('2')
    listener.leave()
  })

  test('is never stored on the way', async () => {
    const { answer, leave } = await openListener(`${web.url}/events`)
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    leave()
  })

  test('ends when the server stops, which does not wait for it', async () => {
    const listeners = [await openListener(`${web.url}/events`), await openListener(`${web.url}/events`)]
    await web.web.stop()
    for (const listener of listeners) expect(await listener.next()).toBeUndefined()
    await expect(fetch(web.url)).rejects.toThrow()
  })
})

describe('a start', () => {
  test('on a port that is taken says so, and how to fix it', async () => {
    const other = createServer()
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address()
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
    await expect(startWeb({ port })).rejects.toMatchObject({
      name: 'UserError',
      field: 'PORT',
      problem: `${port} is in use`,
      fix: expect.stringContaining('PORT='),
    })
    other.close()
  })

  test('on a host that this machine does not have says so', async () => {
    await expect(startWeb({ host: '192.0.2.1' })).rejects.toMatchObject({ name: 'UserError', field: 'HOST' })
  })

  test('on port 0 takes a free port and says which', () => {
    expect(Number(new URL(web.url).port)).toBeGreaterThan(0)
  })

  test('can follow a stop', async () => {
    const { port } = new URL(web.url)
    await web.web.stop()
    web = await startWeb({ port: Number(port) })
    expect((await web.get('/healthz')).status).toBe(200)
  })
})

test('a stop without a start, or a second one, is quiet', async () => {
  await web.web.stop()
  await expect(web.web.stop()).resolves.toBeUndefined()
})
