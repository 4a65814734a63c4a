import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { followUp } from '../../src/delivery/follow-up.ts'
import type { Place } from '../../src/subscriptions/place.ts'
import { eraseLeft, findSubscription, subscriptionsOf, subscriptionsOfTenant } from '../../src/subscriptions/store.ts'
import { writeAudit } from '../../src/subscriptions/store-audit.ts'
import { leaveTenant, rejoinTenant } from '../../src/delivery/tenant.ts'
import { openOutbox, type Outbox, place, scriptedPoster } from './harness.ts'
import { eventually } from '../eventually.ts'

const dayMs = 86_400_000
const general = place('C1', 'T1', 'slack')
const random = place('C2', 'T1', 'slack')
const elsewhere = place('C1', 'T2', 'slack')

let outbox: Outbox

beforeEach(async () => {
  outbox = await openOutbox()
})
afterEach(() => outbox.close())

const pausedIn = async (where: Place): Promise<(string | undefined)[]> =>
  (await subscriptionsOf(outbox.db, where)).map(({ paused }) => paused?.code)

const states = async (): Promise<string[]> =>
  (await outbox.rows()).map(({ key, state, reason_code }) => [key, state, reason_code].filter(Boolean).join(' '))

describe('a place that is gone', () => {
  test('pauses its subscriptions with the reason, and ends only the deliveries there', async () => {
    const id = await outbox.subscribe(general)
    await outbox.subscribe(general, { kind: 'watch', filter: 'nord' })
    await outbox.subscribe(random)
    await outbox.subscribe(elsewhere)
    await outbox.owe(general, 'one')
    await outbox.owe(general, 'two')
    await outbox.owe(random, 'three')
    await outbox.owe(elsewhere, 'four')
    const { poster } = scriptedPoster({ post: ['gone'] })
    outbox.start(poster)
    await outbox.quiet()
    expect(await findSubscription(outbox.db, id)).toMatchObject({
      paused: { code: 'channel-gone', reason: 'it was deleted; subscribe another' },
    })
    expect(await pausedIn(general)).toEqual(['channel-gone', 'channel-gone'])
    expect([...(await pausedIn(random)), ...(await pausedIn(elsewhere))]).toEqual([undefined, undefined])
    expect((await states()).slice(0, 4)).toEqual([
      'one dead channel-gone',
      'two dead channel-gone',
      'three sent',
      'four sent',
    ])
  })

  test('is reported once to everybody who made a subscription there, in a direct message', async () => {
    await outbox.subscribe(general)
    await outbox.subscribe(general, { kind: 'watch', filter: 'nord' })
    await outbox.subscribe(general, { kind: 'watch', filter: 'iran', createdBy: { id: 'U2', name: 'Ben' } })
    for (const key of ['one', 'two']) await outbox.owe(general, key)
    const { poster, messages } = scriptedPoster({ post: ['gone'] })
    const dispatcher = outbox.start(poster)
    await outbox.quiet()
    expect(messages.map(({ channel }) => channel).toSorted()).toEqual(['U1', 'U2'])
    expect(JSON.stringify(messages[0]?.card)).toMatch(/C1.*it was deleted; subscribe another.*\/rsis requeue/u)
    await outbox.owe(general, 'three')
    dispatcher.wake()
    await outbox.quiet()
    expect(messages.filter(({ channel }) => channel.startsWith('U'))).toHaveLength(2)
  })

  test('whose people cannot be reached either causes no further messages', async () => {
    await outbox.subscribe(general)
    await outbox.owe(general, 'one')
    const { poster, calls } = scriptedPoster({ post: ['gone', 'gone'] })
    outbox.start(poster)
    await outbox.quiet()
    expect(calls).toHaveLength(2)
    expect((await outbox.rows()).map(({ place_key, state }) => [place_key, state])).toEqual([
      ['slack/T1/C1/', 'dead'],
      ['slack/T1/U1//direct', 'dead'],
    ])
  })

  test('on the web notifies nobody, because there is nobody to notify', async () => {
    await outbox.subscribe(place('a'))
    await outbox.owe('a', 'one')
    const { poster } = scriptedPoster({ post: ['gone'] })
    outbox.start(poster)
    await outbox.quiet()
    expect(await outbox.rows()).toHaveLength(1)
    expect(await pausedIn(place('a'))).toEqual(['channel-gone'])
  })

  test('found so by a look, or by an edit, is paused as well', async () => {
    const scripts = { 'looked for': { post: ['lost'], find: ['gone'] }, edited: { edit: ['gone'] } }
    for (const [key, script] of Object.entries(scripts)) {
      const where = place(key, 'T1', 'slack')
      await outbox.subscribe(where)
      await outbox.owe(where, key)
      await outbox.owe(where, `edit of ${key}`, { kind: 'edit', targetKey: key })
      const dispatcher = outbox.start(scriptedPoster(script).poster)
      await outbox.quiet()
      await outbox.later(20_000)
      await dispatcher.stop()
      expect(await pausedIn(where), key).toEqual(['channel-gone'])
    }
  })

  test('is paused in the transaction that writes the outcome: both or neither', async () => {
    await outbox.subscribe(general)
    await outbox.owe(general, 'one')
    const { poster } = scriptedPoster({ post: ['gone', 'gone'] })
    const states: string[] = []
    outbox.start(poster, {
      onNotPosted: async (tx, delivery, next) => {
        await followUp(tx, delivery, next, outbox.now())
        states.push((await outbox.rowIn(tx, 'one')).state)
        if (states.length < 3) throw new Error('the disk is full')
      },
    })
    await eventually(async () => expect(states).toHaveLength(2))
    expect(await pausedIn(general)).toEqual([undefined])
    expect((await outbox.row('one')).state).toBe('sending')
    await outbox.later(61_000)
    await outbox.later(0)
    expect(states).toEqual(['dead', 'dead', 'dead'])
    expect((await outbox.row('one')).state).toBe('dead')
    expect(await pausedIn(general)).toEqual(['channel-gone'])
  })
})

describe('a tenant that is gone', () => {
  test('is paused completely, once, and no other tenant with it', async () => {
    for (const where of [general, random, elsewhere]) await outbox.subscribe(where)
    await outbox.owe(general, 'one')
    await outbox.owe(random, 'two')
    await outbox.owe(elsewhere, 'three')
    await outbox.owe(place('C1', 'T1', 'discord'), 'four')
    const { poster, messages } = scriptedPoster({ post: ['tenantGone', 'busy'] })
    outbox.start(poster)
    await outbox.quiet()
    await outbox.later(30_000)
    expect([...(await pausedIn(general)), ...(await pausedIn(random))]).toEqual(['token-revoked', 'token-revoked'])
    expect(await pausedIn(elsewhere)).toEqual([undefined])
    expect(messages.map(({ key }) => key).toSorted()).toEqual(['four', 'three'])
    expect((await states()).slice(0, 2)).toEqual(['one dead token-revoked', 'two dead token-revoked'])
  })
})

describe('a tenant that removed us', () => {
  beforeEach(async () => {
    for (const where of [general, random, elsewhere]) {
      await outbox.subscribe(where)
      await outbox.owe(where, `to ${where.tenant} ${where.channel}`)
      await writeAudit(
        outbox.db,
        { place: where, person: { id: 'U1', name: 'Ana' }, command: 'subscribe' },
        outbox.now(),
      )
    }
  })

  test('gets nothing any more, from that moment on', async () => {
    await leaveTenant(outbox.db, general, 7 * dayMs, outbox.now())
    const { poster, messages } = scriptedPoster()
    outbox.start(poster)
    await outbox.quiet()
    expect(messages.map(({ key }) => key)).toEqual(['to T2 C1'])
    expect([...(await pausedIn(general)), ...(await pausedIn(random)), ...(await pausedIn(elsewhere))]).toEqual([
      'left',
      'left',
      undefined,
    ])
  })

  test('continues where it was if it is back in time', async () => {
    await leaveTenant(outbox.db, general, 7 * dayMs, outbox.now())
    await rejoinTenant(outbox.db, general, outbox.now())
    expect([...(await pausedIn(general)), ...(await pausedIn(random))]).toEqual([undefined, undefined])
    expect(await eraseLeft(outbox.db, new Date(outbox.clock.at + 100 * dayMs))).toBe(0)
  })

  test('that was paused for another reason is not resumed by coming back', async () => {
    await outbox.db
      .updateTable('subscriptions')
      .set({ state: 'paused', reason_code: 'channel-gone', reason: 'it was deleted' })
      .where('place_key', 'like', '%C2%')
      .execute()
    await leaveTenant(outbox.db, general, 7 * dayMs, outbox.now())
    await rejoinTenant(outbox.db, general, outbox.now())
    expect([...(await pausedIn(general)), ...(await pausedIn(random))]).toEqual([undefined, 'channel-gone'])
  })

  test('is erased when its time has come, and no other tenant with it', async () => {
    await leaveTenant(outbox.db, general, 7 * dayMs, outbox.now())
    await leaveTenant(outbox.db, general, 7 * dayMs, outbox.now())
    expect(await eraseLeft(outbox.db, new Date(outbox.clock.at + 7 * dayMs - 1))).toBe(0)
    expect(await subscriptionsOfTenant(outbox.db, general)).toHaveLength(2)
    expect(await eraseLeft(outbox.db, new Date(outbox.clock.at + 7 * dayMs))).toBe(1)
    expect(await subscriptionsOfTenant(outbox.db, general)).toEqual([])
    expect(await subscriptionsOfTenant(outbox.db, elsewhere)).toHaveLength(1)
    for (const table of ['deliveries', 'audit', 'subscriptions'] as const) {
      const rows = await outbox.db.selectFrom(table).select('tenant_key').execute()
      expect(rows, table).toEqual([{ tenant_key: 'slack/T2' }])
    }
    expect(await eraseLeft(outbox.db, new Date(outbox.clock.at + 8 * dayMs))).toBe(0)
  })
})
