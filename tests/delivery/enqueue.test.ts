import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { enqueueEdits } from '../../src/delivery/enqueue-edits.ts'
import { waitingFor } from '../../src/delivery/store-digest.ts'
import { mutePlace, pauseSubscriptions } from '../../src/subscriptions/store.ts'
import { appear, archive } from './briefed.ts'
import { openOutbox, type Outbox, place } from './harness.ts'

let outbox: Outbox

beforeEach(async () => {
  outbox = await openOutbox()
})
afterEach(() => outbox.close())

const publish = (id = 'CO26001'): Promise<number> => appear(outbox.db, { id }, outbox.now())
const owed = async (): Promise<string[]> =>
  (await outbox.rows()).map(({ place_key, kind, state, reason_code }) =>
    [place_key, kind, state, reason_code].filter(Boolean).join(' '),
  )

describe('a new commentary', () => {
  test('is enqueued for each place that wants it, followed by its thread', async () => {
    await outbox.subscribe(place('a'))
    await outbox.subscribe(place('b'), { filter: 'title:CO26001' })
    await outbox.subscribe(place('c'), { filter: 'title:CO26002' })
    expect(await publish()).toBe(2)
    expect(await owed()).toEqual([
      'web/local/a/ post due',
      'web/local/a/ thread due',
      'web/local/b/ post due',
      'web/local/b/ thread due',
    ])
  })

  test('is posted once where a subscription and watches all ask for it', async () => {
    await outbox.subscribe(place('a'))
    await outbox.subscribe(place('a'), { kind: 'watch', filter: 'title:CO26001' })
    await outbox.subscribe(place('a'), { kind: 'watch', filter: 'title:about' })
    expect(await publish()).toBe(1)
    expect(await owed()).toEqual(['web/local/a/ post due', 'web/local/a/ thread due'])
  })

  test('is enqueued once, however often it is reported as new', async () => {
    await outbox.subscribe(place('a'))
    await publish()
    await publish()
    expect(await owed()).toHaveLength(2)
  })

  test.each([[[false, true]], [[true, false]]])(
    'is owed once, by itself or in a catch-up, when it comes again another way: %s',
    async (ways) => {
      const id = await outbox.subscribe(place('a'))
      for (const isCatchUp of ways) await appear(outbox.db, { id: 'CO26001' }, outbox.now(), isCatchUp)
      const isCaughtUp = ways[0] === true
      expect(await owed()).toEqual(isCaughtUp ? [] : ['web/local/a/ post due', 'web/local/a/ thread due'])
      expect(await waitingFor(outbox.db, [id], 'catch-up')).toEqual(isCaughtUp ? ['CO26001'] : [])
    },
  )

  test('in a muted channel is kept with its reason, and not sent', async () => {
    await outbox.subscribe(place('a'))
    await mutePlace(outbox.db, place('a'), new Date(outbox.clock.at + 1))
    await publish()
    expect(await owed()).toEqual(['web/local/a/ post skipped muted'])
    outbox.clock.at += 1
    await publish('CO26002')
    expect((await owed()).slice(1)).toEqual(['web/local/a/ post due', 'web/local/a/ thread due'])
  })

  test('in a paused place is kept with the reason of the pause, and not sent', async () => {
    await outbox.subscribe(place('a'))
    await outbox.subscribe(place('b'))
    await pauseSubscriptions(outbox.db, { placeKey: 'web/local/a/' }, { code: 'channel-gone', reason: 'deleted' })
    await publish()
    expect(await owed()).toEqual([
      'web/local/a/ post skipped channel-gone',
      'web/local/b/ post due',
      'web/local/b/ thread due',
    ])
  })

  test('goes to a place by its active watch while its subscription is paused', async () => {
    await outbox.subscribe(place('a'))
    await pauseSubscriptions(outbox.db, { placeKey: 'web/local/a/' }, { code: 'channel-gone', reason: 'deleted' })
    await outbox.subscribe(place('a'), { kind: 'watch', filter: 'title:CO26001' })
    await publish()
    expect(await owed()).toEqual(['web/local/a/ post due', 'web/local/a/ thread due'])
  })

  test('has a different key in each place, of 24 characters that Discord accepts', async () => {
    for (const [channel, tenant, platform] of [
      ['a', 'T1', 'web'],
      ['b', 'T1', 'web'],
      ['a', 'T2', 'web'],
      ['a', 'T1', 'slack'],
    ] as const)
      await outbox.subscribe(place(channel, tenant, platform))
    await publish()
    const keys = (await outbox.rows()).map(({ key }) => key)
    expect(new Set(keys).size).toBe(8)
    for (const key of keys) expect(key).toMatch(/^[a-z2-7]{24}$/u)
  })
})

describe('a corrected commentary', () => {
  const correct = async (text: string): Promise<number> => {
    const sections = [{ heading: undefined, paragraphs: [text] }]
    const briefed = await archive(outbox.db, { id: 'CO26001', sections }, outbox.now())
    const correction = { sentences: [{ before: 'Little happened.', after: text }], claims: [] }
    return enqueueEdits(outbox.db, { ...briefed, correction }, outbox.now())
  }

  test('edits every message of it in every place, also in one that was unsubscribed since, and nothing else', async () => {
    await outbox.subscribe(place('a'))
    const id = await outbox.subscribe(place('b'))
    await publish()
    await outbox.subscribe(place('later'))
    await outbox.db.deleteFrom('subscriptions').where('id', '=', id).execute()
    await outbox.db.updateTable('deliveries').set({ state: 'sent', receipt: 'r' }).execute()
    expect(await correct('Much happened. Many complained.')).toBe(2)
    expect((await owed()).slice(4)).toEqual([
      'web/local/a/ edit due',
      'web/local/a/ note due',
      'web/local/a/ edit due',
      'web/local/b/ edit due',
      'web/local/b/ note due',
      'web/local/b/ edit due',
    ])
  })

  test('corrects what was dead or of unknown fate, too, for it may be sent again', async () => {
    await outbox.subscribe(place('a'))
    await publish()
    await outbox.db.updateTable('deliveries').set({ state: 'dead', reason_code: 'gave-up' }).execute()
    await correct('Much happened. Many complained.')
    expect((await owed()).slice(2)).toEqual(['web/local/a/ edit due', 'web/local/a/ note due', 'web/local/a/ edit due'])
  })

  test('leaves alone what was decided not to be sent', async () => {
    await outbox.subscribe(place('a'))
    await mutePlace(outbox.db, place('a'), new Date(outbox.clock.at + 1))
    await publish()
    expect(await correct('Much happened.')).toBe(0)
    expect(await owed()).toHaveLength(1)
  })

  test('adds a thread that was not there before, and empties one that is no longer needed', async () => {
    await outbox.subscribe(place('a'))
    await publish()
    await outbox.db.updateTable('deliveries').set({ state: 'sent', receipt: 'r' }).execute()
    await correct('One sentence alone.')
    const edits = (await outbox.rows()).filter(({ kind }) => kind === 'edit')
    expect(edits[1]?.card_json).toContain('There are no further claims')

    await outbox.subscribe(place('b'))
    await appear(outbox.db, { id: 'CO26002', sections: [{ heading: undefined, paragraphs: ['Short.'] }] }, outbox.now())
    const before = (await owed()).length
    const briefed = await archive(outbox.db, { id: 'CO26002' }, outbox.now())
    await enqueueEdits(outbox.db, briefed, outbox.now())
    expect((await owed()).slice(before)).toEqual([
      'web/local/a/ edit due',
      'web/local/a/ thread due',
      'web/local/b/ edit due',
      'web/local/b/ thread due',
    ])
  })
})
