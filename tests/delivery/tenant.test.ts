import { expect, test } from 'vitest'
import { resume } from '../../src/delivery/resume.ts'
import { leaveTenant, rejoinTenant } from '../../src/delivery/tenant.ts'
import {
  addSubscription,
  everythingAtOnce,
  pauseSubscriptions,
  subscriptionsOf,
} from '../../src/subscriptions/store.ts'
import { openTestStore } from '../open-store.ts'
import { type Place, placeKey, tenantKey } from '../../src/subscriptions/place.ts'

const place: Place = { platform: 'slack', tenant: 'T1', channel: 'C1' }
const now = new Date('2026-11-28T00:00:00Z')

const open = async () => {
  const { db, close } = await openTestStore()
  const createdBy = { id: 'U1', name: 'Mei' }
  await addSubscription(db, everythingAtOnce(place, createdBy), now)
  return { db, close, paused: async () => (await subscriptionsOf(db, place)).some((one) => one.paused !== undefined) }
}

test.each(['token_revoked', 'account_inactive', 'missing_scope', 'not-installed', '10004'])(
  'a tenant that was paused for %s goes on when it is back',
  async (code) => {
    const { db, close, paused } = await open()
    await pauseSubscriptions(db, { tenantKey: tenantKey(place) }, { code, reason: 'refused' })
    expect(await paused()).toBe(true)
    await rejoinTenant(db, place, now)
    expect(await paused()).toBe(false)
    await close()
  },
)

test('so does one that had removed the bot; a channel that refuses it alone stays paused until it is reopened', async () => {
  const { db, close, paused } = await open()
  await leaveTenant(db, place, 1000, now)
  await rejoinTenant(db, place, now)
  expect(await paused()).toBe(false)
  await pauseSubscriptions(db, { tenantKey: tenantKey(place) }, { code: 'is_archived', reason: 'archived' })
  await rejoinTenant(db, place, now)
  expect(await paused()).toBe(true)
  expect(await resume(db, { placeKey: placeKey(place) }, { now })).toBe(1)
  await close()
})
