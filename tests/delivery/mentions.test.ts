import { afterEach, beforeEach, expect, test } from 'vitest'
import { showCard, trialCard } from '../../src/card/briefing-card.ts'
import { digestCard } from '../../src/card/digest-card.ts'
import type { Card } from '../../src/card/card.ts'
import { cite, citationStyles } from '../../src/card/citations.ts'
import { contextLine } from '../../src/card/credit.ts'
import { correctionOf } from '../../src/briefing/compare-revisions.ts'
import type { Commentary } from '../../src/commentary/commentary.ts'
import { cardText } from '../../src/card/plain-text.ts'
import { enqueueCatchUps, enqueueDigestNow } from '../../src/delivery/digest.ts'
import { enqueueShare } from '../../src/delivery/enqueue-share.ts'
import { enqueueEdits } from '../../src/delivery/enqueue-edits.ts'
import { findSubscription } from '../../src/subscriptions/store.ts'
import { weekdays } from '../../src/subscriptions/cadence.ts'
import { appear, archive } from './briefed.ts'
import { openOutbox, type Outbox, place, scriptedPoster } from './harness.ts'

let outbox: Outbox

beforeEach(async () => {
  outbox = await openOutbox()
})
afterEach(() => outbox.close())

const ids = Array.from({ length: 12 }, (_, index) => `CO26${String(index + 1).padStart(3, '0')}`)
const was = 'Little happened.'
const is = 'Nothing of the kind happened.'

/** The publisher removes the sentence. */
const correct = async (id: string, text = is): Promise<number> => {
  const sections = [{ heading: undefined, paragraphs: [text] }]
  const briefed = await archive(outbox.db, { id, sections }, outbox.now())
  const correction = { sentences: [{ before: was, after: text }], claims: [] }
  return enqueueEdits(outbox.db, { ...briefed, correction }, outbox.now())
}

const digestOf = async (digestIds: readonly string[]): Promise<void> => {
  const next = new Date('2026-11-25T00:00:00Z')
  const cadence = { days: weekdays, times: ['08:00'], zone: 'UTC' }
  const id = await outbox.subscribe(place('digest'), { isInstant: false, digest: { cadence, next, postsEmpty: false } })
  for (const commentary of digestIds) await appear(outbox.db, { id: commentary }, outbox.now())
  const subscription = (await findSubscription(outbox.db, id)) ?? expect.fail('it is not there')
  await enqueueDigestNow(outbox.db, subscription, async () => '1 of 1 feeds read', outbox.now())
}

const send = async () => {
  const { poster, messages } = scriptedPoster()
  const dispatcher = outbox.start(poster)
  await outbox.quiet()
  return { messages, dispatcher }
}

test('a digest names each of its commentaries, further ones in its thread', async () => {
  await digestOf(ids)
  const { messages } = await send()
  expect(messages.map(({ parent }) => parent)).toEqual([undefined, 'm1'])
  const text = messages.map(({ card }) => cardText(card)).join('\n')
  expect(ids.filter((id) => !text.includes(`About ${id}`))).toEqual([])
})

test('a withdrawn sentence leaves the digest, and a note in its thread says so, once', async () => {
  await digestOf(ids.slice(0, 3))
  const { messages, dispatcher } = await send()
  expect(cardText(messages[0]?.card ?? { blocks: [] }).split(was)).toHaveLength(4)
  expect(await correct('CO26002')).toBe(1)
  expect(await correct('CO26003')).toBe(1)
  dispatcher.wake()
  await outbox.quiet()
  const digest = cardText(messages[0]?.card ?? { blocks: [] })
  expect(digest.split(was)).toHaveLength(2)
  expect(digest.split(is)).toHaveLength(3)
  expect(digest).toContain('CO26002 was corrected by its publisher')
  expect(digest).toContain('CO26003 was corrected by its publisher')
  const notes = messages.slice(1)
  expect(notes.map(({ parent, card }) => [parent, card.title?.text])).toEqual([
    ['m1', 'About CO26002'],
    ['m1', 'About CO26003'],
  ])
})

test('a correction reaches the page of titles in a digest’s thread, and a channel that has unsubscribed since', async () => {
  await digestOf(ids)
  const { messages, dispatcher } = await send()
  await outbox.db.deleteFrom('subscriptions').execute()
  expect(await correct('CO26001')).toBe(1)
  dispatcher.wake()
  await outbox.quiet()
  expect(messages.map(({ parent }) => parent)).toEqual([undefined, 'm1', 'm1'])
  expect(messages[2]?.card.title?.text).toBe('About CO26001')
})

test('a correction reaches catch-up and trial posts, also those that are not sent yet', async () => {
  await outbox.subscribe(place('a'))
  for (const id of ids.slice(0, 2)) await appear(outbox.db, { id }, outbox.now(), true)
  await enqueueCatchUps(outbox.db, outbox.now())
  const { commentary, briefing } = await archive(outbox.db, { id: 'CO26001' }, outbox.now())
  await outbox.owe('trial', 'trial', { kind: 'test', card: trialCard(commentary, briefing) })
  expect(await correct('CO26001')).toBe(2)
  const { messages } = await send()
  const shown = messages.filter(({ parent }) => parent === undefined).map(({ card }) => cardText(card))
  expect(shown).toHaveLength(2)
  for (const text of shown) expect(text).toContain(is)
  expect(shown.filter((text) => text.includes(was))).toHaveLength(1)
  expect(messages.filter(({ parent }) => parent !== undefined)).toHaveLength(2)
  expect(messages.find(({ key }) => key === 'trial')?.card.context).toMatch(/^Trial post/u)
})

test('a shared answer is posted once, and corrected like a post, with who shared it', async () => {
  const { commentary, briefing } = await archive(outbox.db, { id: 'CO26001' }, outbox.now())
  const byline = 'Shared by Ana · as of noon'
  const shown = { ...showCard(commentary, briefing), byline }
  const facts = { window: '2026-11-24', cadence: { days: weekdays }, locale: 'en-GB', coverage: '' }
  const list = { ...digestCard([{ commentary, briefing }], facts), byline }
  const { commentaries: _, ...rows } = list
  for (const [id, card] of [
    ['one', shown],
    ['one', shown],
    ['two', rows],
    ['three', { byline, title: { text: 'Status' }, blocks: [] }],
  ] as const)
    await enqueueShare(outbox.db, place('a'), card, id, outbox.now())
  expect(await correct('CO26001')).toBe(2)
  const { messages } = await send()
  const shared = messages.filter(({ parent }) => parent === undefined)
  expect(shared).toHaveLength(3)
  expect(shared.map(({ card }) => card.byline)).toEqual([byline, byline, byline])
  for (const { card } of shared.slice(0, 2)) expect(cardText(card)).toContain(is)
  expect(cardText(shared[0]?.card ?? expect.fail('lost'))).not.toContain(was)
})

test('other authors and another date reach digests and shared answers: a note only where somebody else is quoted', async () => {
  const { commentary, briefing } = await archive(outbox.db, { id: 'CO26001' }, outbox.now())
  const facts = { window: '2026-11-24', cadence: { days: weekdays }, locale: 'en-GB', coverage: '' }
  const excerpt = { ...showCard(commentary, { ...briefing, claims: [], gap: 'excerpt' }) }
  const shown: readonly Card[] = [
    showCard(commentary, briefing),
    excerpt,
    digestCard([{ commentary, briefing }], facts),
    ...citationStyles.map(
      (style): Card => ({
        context: contextLine(commentary),
        blocks: [{ type: 'copy', text: cite(commentary, style) }],
        commentaries: [commentary.id],
      }),
    ),
  ]
  for (const [index, card] of shown.entries())
    await enqueueShare(outbox.db, place('a'), card, String(index), outbox.now())
  const { messages, dispatcher } = await send()
  const change = async (fields: Partial<Commentary>): Promise<void> => {
    const briefed = await archive(outbox.db, { id: commentary.id, ...fields }, outbox.now())
    const before = { ...commentary, ...(fields.published === undefined ? {} : { authors: ['Nadia Corrected'] }) }
    const correction = correctionOf(before, briefed.commentary, briefing)
    await enqueueEdits(outbox.db, { ...briefed, correction }, outbox.now())
    dispatcher.wake()
    await outbox.quiet()
  }
  await change({ authors: ['Nadia Corrected'] })
  const posts = () => messages.filter(({ parent }) => parent === undefined).map(({ card }) => cardText(card))
  expect(posts()).toHaveLength(shown.length)
  for (const text of posts()) expect(text).toMatch(/Nadia Corrected|Corrected, N/u)
  const notes = messages.filter(({ parent }) => parent !== undefined)
  expect(notes).toHaveLength(shown.length)
  expect(cardText(notes[0]?.card ?? { blocks: [] })).toMatch(/By: Nadia Corrected Was: /u)
  await change({ authors: ['Nadia Corrected'], published: '2025-02-03' })
  for (const text of posts()) expect(text).toMatch(/2025/u)
  expect(messages.filter(({ parent }) => parent !== undefined)).toHaveLength(shown.length)
})
