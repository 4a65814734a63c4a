import type { Kysely } from 'kysely'
import type { Schema } from '../store/schema.ts'
import { type Place, tenantKey } from '../subscriptions/place.ts'
import { markLeft, pauseSubscriptions, unmarkLeft } from '../subscriptions/store.ts'
import { resume } from './resume.ts'
import { endOpen } from './store.ts'

type Tenant = Pick<Place, 'platform' | 'tenant'>

const left = { code: 'left', reason: 'the bot was removed; invite it again' }

/** Refusals that concern a whole tenant; they end when the tenant is back or its token works again. */
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
 * A workspace or Discord server removed the bot: its subscriptions are paused at once, its open deliveries end, and all its data is
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
 * The tenant is back before its data was erased, or its token works again: its subscriptions continue, and its channels get what they
 * missed. @returns how many subscriptions continue.
 */
export const rejoinTenant = async (db: Kysely<Schema>, tenant: Tenant, now: Date): Promise<number> => {
  await unmarkLeft(db, tenant)
  return resume(db, { tenantKey: tenantKey(tenant) }, { now, codes: tenantCodes })
}
