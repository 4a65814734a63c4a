import type { Kysely } from 'kysely'
import type { Schema } from '../store/schema.ts'
import { type Place, tenantKey } from '../subscriptions/place.ts'
import { markLeft, pauseSubscriptions, unmarkLeft } from '../subscriptions/store.ts'
import { resume } from './resume.ts'
import { endOpen } from './store.ts'

type Tenant = Pick<Place, 'platform' | 'tenant'>

const left = { code: 'left', reason: 'the bot was removed; invite it again' }

/** The refusals that concern a whole tenant; they end when it is back or its token works again. */
const tenantCodes = [
  left.code,
  'not-installed',
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'missing_scope',
  'no_permission',
  'not_allowed_token_type',
  'ekm_access_denied',
  'accesslimited',
  'access_denied',
  'team_access_not_granted',
  '10004',
] as const

/**
 * A workspace or guild removed us: its subscriptions are paused at once, its open deliveries end, and all its data is
 * erased after `graceMs`.
 */
export const leaveTenant = async (db: Kysely<Schema>, tenant: Tenant, graceMs: number, now: Date): Promise<void> =>
  db.transaction().execute(async (tx) => {
    const where = { tenantKey: tenantKey(tenant) }
    await pauseSubscriptions(tx, where, left)
    await endOpen(tx, where, left)
    await markLeft(tx, tenant, new Date(now.getTime() + graceMs))
  })

/**
 * It is back before its data was erased, or its token works again: its subscriptions go on, and its channels get what they
 * missed. @returns how many subscriptions go on.
 */
export const rejoinTenant = async (db: Kysely<Schema>, tenant: Tenant, now: Date): Promise<number> => {
  await unmarkLeft(db, tenant)
  return resume(db, { tenantKey: tenantKey(tenant) }, { now, codes: tenantCodes })
}
