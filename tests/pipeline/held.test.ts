import { feedsOver } from '../commands/harness.ts'
import { makeBriefingsIn } from '../archive/old-briefings.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { held } from '../../src/commands/held.ts'
import { cardText } from '../../src/card/plain-text.ts'
import { heldEntries, heldReason, releaseHeld } from '../../src/feed/store-held.ts'
import { findGaps, recordGap } from '../../src/feed/store-gaps.ts'
import { addKeys } from '../../src/feed/store-keys.ts'
import { samplePath } from '../../src/demo/feed.ts'
import { samplePage } from '../../src/demo/page.ts'
import { databaseCaches } from '../../src/store/caches.ts'
import type { Item } from '../fakes/feed-server.ts'
import { type Running, startJourney } from './harness.ts'

let running: Running

beforeEach(async () => {
  running = await startJourney()
  await running.publish(running.samples.slice(0, 2))
  await running.poll()
})

/** The state after a poll with more than fifty new entries, for eight of them. */
const flood = async (): Promise<void> => {
  await running.publish(running.samples.slice(0, 10))
  const { engine } = running.journey
  let read = 0
  await running.poll(60_000, {
    engine: async (commentary, signal) => {
      read += 1
      return engine(commentary, signal)
    },
  })
  expect(read).toBe(8)
  await running.db.deleteFrom('deliveries').execute()
  await running.db.deleteFrom('collected').execute()
  await running.db.updateTable('entries').set({ held: 'flood', announce: 0 }).where('id', '>', 2).execute()
}

const run = async (text: string, platform: 'web' | 'slack' = 'web'): Promise<string> =>
  cardText(
    await held.run(
      text,
      {
        db: running.db,
        caches: databaseCaches(running.db, running.now),
        now: running.now,
        onEnqueued: () => {},
        coverage: async () => '',
        makeBriefings: makeBriefingsIn(running.db),
        readText: async () => '',
        feeds: feedsOver(running.db, running.now),
        status: () => Promise.reject(new Error('not asked')),
      },
      {
        text,
        place: { platform, tenant: 'T1', channel: 'C1' },
        person: { id: 'U1', name: 'Ana', mayManage: async () => true },
      } as unknown as Parameters<typeof held.run>[2],
    ),
  )

test('a flood is held, named, and released as one catch-up post', async () => {
  await flood()
  expect(await heldEntries(running.db)).toHaveLength(8)
  expect(await heldReason(running.db, 'CO26205')).toBe('flood')
  await running.poll()
  expect(await running.owed()).toEqual([])
  const list = await run('')
  expect(list).toMatch(/^Held: 8 commentaries, 0 gaps/u)
  for (const { title } of running.samples.slice(2, 10)) expect(list).toContain(title)
  expect(await run('release')).toContain('8 commentaries are released')
  await running.poll()
  const posts = (await running.deliveries()).filter(({ kind }) => kind !== 'thread')
  expect(posts.map(({ kind, card }) => [kind, card.commentaries])).toEqual([
    ['catch-up', running.samples.slice(2, 10).map(({ id }) => id)],
  ])
  expect(await heldEntries(running.db)).toEqual([])
  expect(await releaseHeld(running.db, running.now(), [3])).toBe(0)
})

test('what is dismissed stays in the archive and is posted nowhere', async () => {
  await flood()
  expect(await run('dismiss')).toContain('8 commentaries stay in the archive and will not be posted. 0 gaps are')
  await running.poll()
  expect(await running.owed()).toEqual([])
  for (const what of ['', 'release', 'dismiss']) expect(await run(what)).toContain('Nothing is held')
})

test('one of them can be released, and another dismissed, by number or title', async () => {
  await flood()
  const [first, second, third] = await heldEntries(running.db)
  expect(await run('')).toContain(`${first?.id}. ${first?.title}`)
  expect(await run(`release ${first?.id}`)).toContain('1 commentary is released')
  expect(await run(`dismiss ${second?.title.slice(10, 30).toUpperCase()}`)).toContain('1 commentary stays')
  await expect(run('release nothing of the kind')).rejects.toThrow(
    '“nothing of the kind” names nothing of what is held',
  )
  await expect(run(`dismiss ${third?.id}, ${first?.id}`)).rejects.toThrow('names nothing of')
  expect(await heldEntries(running.db)).toHaveLength(6)
  await running.poll(60_000, {}, undefined, { isRetry: true })
  expect(await running.posted()).toEqual([first?.title.replace(/^.*\| /u, '')])
  expect(await run('release all')).toContain('6 commentaries are released')
})

test('numbers that no answer showed are kept by name until they are dismissed', async () => {
  await addKeys(running.db, 1, ['co:CO26313'])
  await recordGap(running.db, 'feed', ['guid:x', 'co:CO26334', 'co:CO26335'], running.now())
  await recordGap(running.db, 'feed', ['co:CO26314'], running.now())
  await recordGap(running.db, 'feed', ['guid:y'], running.now())
  expect(await findGaps(running.db)).toMatchObject([{ firstId: 'CO26314', lastId: 'CO26333' }])
  expect(await run('')).toContain('Missing: CO26314 to CO26333')
  await expect(run('release CO26314')).rejects.toThrow('only commentaries can be released')
  await run('dismiss co26314')
  expect(await findGaps(running.db)).toEqual([])
})

test('what is older than two weeks, or one of several without a date, is held with its reason until a person decides', async () => {
  const feed = async (items: readonly Item[]): Promise<void> => {
    running.server.feed('/feed/', items)
    await running.poll()
  }
  const item = (title: string, date?: string): Item => ({ title, link: `/${title}`, date })
  await feed([item('Current', '30 Oct 2026'), item('Ancient', '1 Jan 2020')])
  await feed([
    item('Current', '30 Oct 2026'),
    ...['One', 'Two', 'Three'].map((name) => item(name)),
    item('Later', '1 Jan 2031'),
  ])
  expect((await heldEntries(running.db)).map(({ title, reason }) => [title, reason])).toEqual([
    ['Ancient', 'old'],
    ['Later', 'ahead'],
    ['Three', 'undated'],
    ['Two', 'undated'],
    ['One', 'undated'],
  ])
  expect(await run('')).toMatch(/^Held: 5 commentaries, 0 gaps.*Ancient, more than two weeks older than the newest/su)
  expect(await run('')).toContain('Later, dated in the future')
})

test('what concerns every workspace is not decided in one of several', async () => {
  for (const tenant of ['T1', 'T2'])
    await running.db
      .insertInto('subscriptions')
      .columns([
        'place_key',
        'place_json',
        'tenant_key',
        'kind',
        'filter',
        'instant',
        'posts_empty',
        'locale',
        'state',
        'created_by',
        'created_by_name',
        'created_at',
      ])
      .values({
        place_key: `slack/${tenant}/C1/`,
        place_json: '{}',
        tenant_key: `slack/${tenant}`,
        kind: 'feed',
        filter: '',
        instant: 1,
        cadence_json: null,
        next_digest_at: null,
        posts_empty: 0,
        locale: 'en-GB',
        state: 'active',
        reason_code: null,
        reason: null,
        muted_until: null,
        created_by: 'U1',
        created_by_name: 'Ana',
        created_at: 0,
      })
      .execute()
  await expect(run('release', 'slack')).rejects.toThrow(/Held: .*every workspace/u)
})

describe('an old one that was archived when it came is posted when it is released', () => {
  const monthMs = 30 * 86_400_000
  const id = 'CO26203'
  /** Its page with one more paragraph. */
  const ending = async (last: string): Promise<string> =>
    (await samplePage(running.sample(id))).replaceAll(
      '<p><strong><em>About the Author',
      `<p>${last}</p><p><strong><em>About the Author`,
    )
  const showPage = (body: string, status?: number): void =>
    running.server.page(samplePath(running.sample(id)), body, status)
  const release = async (): Promise<void> => {
    showPage(await ending('Read 17 times.'))
    await running.publish(running.samples.slice(0, 3), false)
    await running.poll()
    await running.db.deleteFrom('deliveries').execute()
    await running.db.updateTable('entries').set({ held: 'old', announce: 0 }).where('id', '=', 3).execute()
    await running.poll(monthMs)
    expect(await releaseHeld(running.db, running.now(), [3])).toBe(1)
  }
  const retry = (laterMs = 60_000): Promise<void> => running.poll(laterMs, {}, undefined, { isRetry: true })

  const cases: readonly [what: string, change: () => Promise<void> | void][] = [
    ['fails for a moment', () => showPage('', 503)],
    ['is refused', () => showPage('', 403)],
    ['was taken away', () => showPage('', 410)],
    ['leads to a login', () => showPage('<h1>Members</h1><input type="password">')],
    ['has only another count of readers', async () => showPage(await ending('Read 1204 times.'))],
  ]
  test.each(cases)('though its page %s', async (_what, change) => {
    await release()
    await change()
    await retry()
    expect(await running.owed()).toEqual([id])
  })

  test('though its page has another text each time', async () => {
    await release()
    for (const word of ['One', 'Two', 'Three', 'Four', 'Five']) {
      showPage(await ending(`${word} more story can be read elsewhere.`))
      await retry(6 * 3_600_000)
    }
    expect(await running.owed()).toEqual([id])
  })
})
