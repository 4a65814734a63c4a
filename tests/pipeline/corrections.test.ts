import { beforeEach, describe, expect, test } from 'vitest'
import { failWrites } from '../open-store.ts'
import { findCommentary } from '../../src/archive/store/commentaries.ts'
import { cardText } from '../../src/card/plain-text.ts'
import { samplePath } from '../../src/demo/feed.ts'
import { samplePage } from '../../src/demo/page.ts'
import { corrected, type Sample } from '../../src/demo/samples.ts'
import type { Answer } from '../fakes/feed-server.ts'
import { scriptedPoster, webDispatcher } from '../delivery/harness.ts'
import { type Running, startJourney } from './harness.ts'

const dayMs = 86_400_000

let running: Running
let sample: Sample
let earlier: Sample

beforeEach(async () => {
  running = await startJourney()
  sample = running.sample('CO26222')
  earlier = running.sample('CO26221')
  await running.publish([earlier])
  await running.poll()
})

/** Sends everything that is due, like the dispatcher. */
const send = async ({ poster }: Pick<ReturnType<typeof scriptedPoster>, 'poster'>): Promise<void> => {
  const dispatcher = webDispatcher(running.db, poster, { now: running.now, random: () => 0 })
  dispatcher.wake()
  const open = async () => (await running.rows()).filter(({ state }) => ['due', 'sending', 'uncertain'].includes(state))
  await expect.poll(open).toEqual([])
  await dispatcher.stop()
}

/** A changed page counts once it is seen a second time, ten minutes later. */
const lookTwice = async (): Promise<void> => {
  await running.poll(dayMs)
  await running.poll(600_000)
}

const publish = async (havePages = true): Promise<void> => running.publish([earlier, sample], havePages)
const kinds = async (): Promise<string[]> => (await running.rows()).map(({ kind, state }) => `${kind} ${state}`)

describe('a commentary that its publisher corrects', () => {
  test('is edited in its post and its thread, and one note in the thread says what changed', async () => {
    const channel = scriptedPoster()
    await publish()
    await running.poll()
    await send(channel)
    expect(channel.messages.map(({ parent }) => parent)).toEqual([undefined, 'm1'])

    await running.publishPage(corrected(sample))
    await lookTwice()
    await send(channel)
    expect(await kinds()).toEqual(['post sent', 'thread sent', 'edit sent', 'note sent', 'edit sent'])
    expect(channel.messages).toHaveLength(3)
    const [post, thread, note] = channel.messages
    expect(post?.card.footer?.[0]).toContain('updated by the publisher 27 October 2026')
    expect(note?.parent).toBe('m1')
    expect(cardText(note?.card ?? { blocks: [] })).toMatch(
      /^The publisher corrected this commentary on 27 October 2026\.[\s\S]*Was: “.*” Now: “.*from 58 to 47 per cent/u,
    )
    const { text } = (await findCommentary(running.db, 'CO26222')) ?? expect.fail('lost')
    for (const { card } of [post, thread].filter((message) => message !== undefined))
      for (const block of card.blocks)
        if (block.type === 'claim') expect(text).toContain(block.quote.replaceAll(/^… | …$/gu, ''))

    await running.poll(dayMs)
    await running.poll(dayMs)
    expect(await kinds()).toHaveLength(5)
  })

  test('back to what it was is one more edit and one more note', async () => {
    const channel = scriptedPoster()
    await publish()
    await running.poll()
    await running.publishPage(corrected(sample))
    await lookTwice()
    await running.publishPage(sample)
    await lookTwice()
    await send(channel)
    expect((await kinds()).filter((kind) => kind === 'note sent')).toHaveLength(2)
    expect(channel.messages).toHaveLength(4)
    expect(channel.messages[0]?.card.footer?.[0]).not.toContain('27 October')
  })

  test('before its post was sent is posted as it was, and edited at once', async () => {
    const channel = scriptedPoster()
    await publish()
    await running.poll()
    await running.publishPage(corrected(sample))
    await lookTwice()
    await send(channel)
    expect(channel.calls.map((call) => call.split(' ')[0])).toEqual(['post', 'post', 'edit', 'post', 'edit'])
    expect(channel.messages).toHaveLength(3)
  })

  test('while the program dies in the middle of it is edited once, after the restart', async () => {
    await publish()
    await running.poll()
    const revive = await failWrites(running.db, {
      table: 'deliveries',
      at: 'before insert',
      of: `new.kind = 'note'`,
      message: 'killed',
    })
    await running.publishPage(corrected(sample))
    await lookTwice()
    expect(await kinds()).toEqual(['post due', 'thread due'])
    expect((await findCommentary(running.db, 'CO26222'))?.revision).toBe(1)
    await revive()
    await running.poll(dayMs)
    expect(await kinds()).toEqual(['post due', 'thread due', 'edit due', 'note due', 'edit due'])
  })

  test('that was never posted here causes no post', async () => {
    await running.publishPage(corrected(earlier))
    await running.poll(2 * dayMs)
    expect(await kinds()).toEqual([])
  })
})

describe('who wrote it and when, as the publisher corrects it', () => {
  const show = (changes: Partial<Sample>): Promise<void> => running.publish([earlier, { ...sample, ...changes }], false)
  const showPage = (changes: Partial<Sample>): Promise<void> => running.publishPage({ ...sample, ...changes })
  const other = { authors: ['Nadia Corrected'], about: ['Nadia Corrected is a fellow of an invented institute.'] }
  const showNameless = async (): Promise<void> => {
    const body = (await samplePage({ ...sample, about: [] })).replace(/<p class="author">[^<]*<\/p>/u, '')
    running.server.page(samplePath(sample), body)
  }
  const refuse = async (): Promise<void> => running.server.answer(samplePath(sample), { status: 403 })

  type Case = {
    readonly what: string
    readonly before?: () => Promise<void>
    readonly make: () => Promise<void>
    readonly kinds: readonly string[]
    readonly shows: RegExp
  }
  const cases: readonly Case[] = [
    {
      what: 'an author on the page',
      make: () => showPage(other),
      kinds: ['post', 'thread', 'edit', 'note', 'edit'],
      shows: /Nadia Corrected/u,
    },
    {
      what: 'a date on the page',
      make: () => showPage({ published: '2026-10-19' }),
      kinds: ['post', 'thread', 'edit', 'edit'],
      shows: /19 October 2026/u,
    },
    {
      what: 'an author in the feed, where the page names none,',
      before: showNameless,
      make: () => show(other),
      kinds: ['post', 'thread', 'edit', 'note', 'edit'],
      shows: /Nadia Corrected/u,
    },
    {
      what: 'an author in the feed, where the page is refused,',
      before: refuse,
      make: () => show(other),
      kinds: ['post', 'edit', 'note'],
      shows: /Nadia Corrected/u,
    },
    {
      what: 'a date in the feed, where the page is refused,',
      before: refuse,
      make: () => show({ published: '2026-10-19', categories: ['Trade in the Region'] }),
      kinds: ['post', 'edit'],
      shows: /19 October 2026/u,
    },
    {
      what: 'an excerpt in the feed, of which nothing is shown, where the page is refused,',
      before: refuse,
      make: () => show({ synopsis: `The ministry has denied it. ${sample.synopsis}` }),
      kinds: ['post'],
      shows: /excerpt only/u,
    },
  ]
  test.each(cases)('$what is followed by the post', async ({ before, make, kinds: expected, shows }) => {
    const channel = scriptedPoster()
    await publish(true)
    await before?.()
    await running.poll()
    await send(channel)
    await make()
    for (const laterMs of [60_000, dayMs, 700_000, 700_000]) await running.poll(laterMs)
    await send(channel)
    expect((await running.rows()).map(({ kind }) => kind)).toEqual(expected)
    expect(cardText(channel.messages[0]?.card ?? { blocks: [] })).toMatch(shows)
    await running.poll(dayMs)
    await running.poll(700_000)
    expect(await running.rows()).toHaveLength(expected.length)
  })
})

describe('noise', () => {
  const feed = async (change: (body: string) => string): Promise<void> => {
    const { sampleFeed } = await import('../../src/demo/feed.ts')
    const body = change(await sampleFeed([earlier, sample], running.server.origin))
    running.server.answer('/feed/', { headers: { 'content-type': 'application/rss+xml' }, body })
  }
  const page = async (change: (body: string) => string): Promise<void> => {
    const body = change(await samplePage(sample))
    running.server.page(samplePath(sample), body)
  }
  const cases: readonly [name: string, make: () => Promise<void>][] = [
    ['all guids new', () => feed((body) => body.replaceAll('&amp;p=', '&amp;q=9'))],
    [
      'all dates today',
      () =>
        feed((body) =>
          body.replaceAll(/<pubDate>.*?<\/pubDate>/gu, '<pubDate>Fri, 30 Oct 2026 07:00:00 GMT</pubDate>'),
        ),
    ],
    ['more white space', () => feed((body) => body.replaceAll('><', '>\n\n  <').replaceAll(/ (?=\w)/gu, '  '))],
    [
      'other categories',
      () => feed((body) => body.replaceAll(/<category>.*?<\/category>/gu, '<category>New</category>')),
    ],
    ['a longer excerpt', () => feed((body) => body.replaceAll('</description>', ' More of it.</description>'))],
    [
      'white space in the page',
      () => page((body) => body.replaceAll('<p>', '<p>\n  ').replaceAll('</p>', '&nbsp;</p>')),
    ],
    ['another footer of the page', () => page((body) => body.replace('Back to top', 'Return to top'))],
    [
      'another date of update alone',
      () =>
        page((body) =>
          body.replace(
            '<div class="categories">',
            '<p class="last-updated">Last updated on 29/10/2026</p><div class="categories">',
          ),
        ),
    ],
  ]
  test.each(cases)('such as %s changes nothing that was posted', async (_name, make) => {
    await publish()
    await running.poll()
    const before = await running.rows()
    expect(before.map(({ kind }) => kind)).toEqual(['post', 'thread'])
    await make()
    await running.poll(dayMs + 60_000)
    await running.poll(dayMs + 60_000)
    expect(await running.rows()).toEqual(before)
  })
})

const html = (body: string): Answer => ({ body: `<html>${body}</html>` })

describe('a commentary that was posted as an excerpt', () => {
  test('is completed in place when its page can be read, with its thread and without a note', async () => {
    const channel = scriptedPoster()
    await publish(false)
    await running.poll()
    await running.poll(dayMs)
    await running.poll(3 * 3_600_000)
    await send(channel)
    expect(channel.messages.map(({ card }) => card.footer?.[0])).toEqual([expect.stringContaining('excerpt only')])

    await running.publishPage(sample)
    await running.poll(dayMs)
    await send(channel)
    expect(await kinds()).toEqual(['post sent', 'edit sent', 'thread sent'])
    expect(channel.messages[0]?.card.footer?.[0]).toContain('Chosen by program, word for word')
    expect(channel.messages[0]?.card.footer?.[0]).not.toMatch(/excerpt only|corrected/u)
    expect(channel.messages[1]?.parent).toBe('m1')
  })

  const pages: readonly [name: string, answer: Answer][] = [
    ['a challenge', { status: 403, body: '<title>Just a moment...</title>' }],
    ['a challenge that says that all is well', html('<title>Just a moment...</title><p>Enable JavaScript</p>')],
    ['a login', html('<h1>Members</h1><p>Please log in to continue.</p><input type="password">')],
    ['a subscription', html('<h1>Sea lanes</h1><p>This article is for subscribers only. Already a subscriber?</p>')],
    [
      'a page of scripts',
      html('<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>'),
    ],
    ['a page without an article', html('<nav><a href="/a">One</a><a href="/b">Two</a></nav><p>Short.</p>')],
    ['nothing', html('')],
    ['a picture', { headers: { 'content-type': 'image/png' }, body: 'x' }],
    ['a PDF without text', { headers: { 'content-type': 'application/pdf' }, body: '%PDF-1.4 x' }],
    ['a page that is too large', html('a'.repeat(5_100_000))],
    ['a page that was taken away', { status: 410 }],
    ['a redirect without end', { status: 302, headers: { location: '#again' } }],
  ]
  test.each(pages)('is posted at once where the site answers with %s, and completed later', async (_name, answer) => {
    const channel = scriptedPoster()
    running.server.answer(samplePath(sample), {
      ...answer,
      headers: { 'content-type': 'text/html', ...answer.headers },
    })
    await publish(false)
    await running.poll()
    await send(channel)
    expect(channel.messages.map(({ card }) => card.footer?.[0])).toEqual([expect.stringContaining('excerpt only')])

    await running.publishPage(sample)
    await running.poll(2 * 3_600_000)
    await send(channel)
    expect(await kinds()).toEqual(['post sent', 'edit sent', 'thread sent'])
  })
})
