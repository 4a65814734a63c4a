import { beforeEach, expect, test } from 'vitest'
import { createPeoplesFeeds } from '../../src/feed/own-feeds.ts'
import { heldEntries } from '../../src/feed/store-held.ts'
import { addSubscription } from '../../src/subscriptions/store.ts'
import { sample } from '../fakes/think-tank.ts'
import { firstSentences } from '../first-sentences.ts'
import { everything, type Running, startJourney } from './harness.ts'

const dayMs = 86_400_000
let running: Running

beforeEach(async () => {
  running = await startJourney(firstSentences)
  // Dates after the machine's own time are not believed.
  running.clock.at -= 150 * dayMs
})

/** A feed of items by name, each dated a number of days before the clock's time. */
const show = (pieces: Readonly<Record<string, number>>, path = '/feed/'): void => {
  const items = Object.entries(pieces).map(([name, daysAgo]) => {
    running.server.page(`/p/${name}`, sample(`On ${name}`, name))
    const date = new Date(running.clock.at - daysAgo * dayMs).toUTCString()
    return { title: `On ${name}`, link: `/p/${name}`, guid: name, date }
  })
  running.server.feed(path, items)
}

const posted = async (): Promise<string[]> =>
  (await running.deliveries()).flatMap(({ kind, card }) =>
    kind === 'post' ? [card.title?.text ?? ''] : kind === 'catch-up' ? [`caught up ${card.commentaries?.length}`] : [],
  )
const held = async (): Promise<string[]> =>
  (await heldEntries(running.db)).map(({ title, reason }) => `${title} ${reason}`)

test('a feed that is empty at first: what it shows later is news, and what is older than its first answer is history', async () => {
  show({})
  await running.poll()
  await running.poll(dayMs)
  show({ fresh: 0, earlier: 5, longAgo: 300 })
  await running.poll(dayMs)
  await running.poll()
  expect(await posted()).toEqual(['On fresh'])
  expect(await held()).toEqual([])
})

test('a feed that is empty once because of a fault, and complete afterwards, posts none of it', async () => {
  show({})
  await running.poll()
  show(Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`piece${index}`, 3 + index])))
  await running.poll(dayMs)
  expect(await posted()).toEqual([])
  expect(await held()).toEqual([])
})

test('a known feed that is empty for a while posts none of its earlier items', async () => {
  show({ a: 1, b: 2 })
  await running.poll()
  show({})
  await running.poll(dayMs)
  show({ c: 0, a: 3, b: 4 })
  await running.poll(dayMs)
  expect(await posted()).toEqual(['On c'])
})

test('a feed that comes back after months: the last two weeks are news, a person decides about the rest', async () => {
  show({ a: 1 })
  await running.poll()
  running.server.answer('/feed/', { status: 500 })
  await running.poll(dayMs)
  running.clock.at += 100 * dayMs
  show({ yesterday: 1, lastWeek: 8, lastMonth: 40, months: 90 })
  await running.poll(dayMs)
  await running.poll()
  expect((await posted()).toSorted()).toEqual(['On lastWeek', 'On yesterday'])
  expect((await held()).toSorted()).toEqual(['On lastMonth old', 'On months old'])
})

test('a week without the feed is an outage, of which nothing is lost', async () => {
  show({ a: 1 })
  await running.poll()
  running.server.answer('/feed/', { status: 500 })
  await running.poll(dayMs)
  running.clock.at += 7 * dayMs
  show({ yesterday: 1, sixDays: 6, a: 9 })
  await running.poll(dayMs)
  expect((await posted()).toSorted()).toEqual(['On sixDays', 'On yesterday'])
})

test('a feed that people add while it is empty, and add again later', async () => {
  const { db, now } = running
  const feeds = createPeoplesFeeds({ db, now, configured: [], get: running.journey.get })
  const adder = { tenantKey: 'slack/T1', person: { id: 'U1', name: 'Ana' } }
  const own = `${running.server.origin}/own/`
  const subscription = {
    ...everything,
    place: { platform: 'slack', tenant: 'T1', channel: 'C1' },
    filter: 'feed:127.0.0.1',
  }
  await addSubscription(db, subscription as typeof everything, now())
  const poll = (laterMs = dayMs): Promise<void> => running.poll(laterMs, { sources: [] })
  show({}, '/own/')
  expect(await feeds.add(adder, own)).toMatchObject({ state: 'added', items: 0 })
  await poll()
  show({ first: 0, ancient: 200 }, '/own/')
  await poll()
  await poll()
  expect(await posted()).toEqual(['On first'])
  await feeds.remove(adder.tenantKey, own)
  running.clock.at += 60 * dayMs
  show({ meanwhile: 20, recent: 1, first: 62 }, '/own/')
  expect(await feeds.add(adder, own)).toMatchObject({ state: 'added', items: 3 })
  await poll()
  expect(await posted()).toEqual(['On first'])
  show({ next: 0, meanwhile: 22, recent: 3 }, '/own/')
  await poll()
  expect(await posted()).toEqual(['On first', 'On next'])
})
