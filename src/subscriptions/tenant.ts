import type { Kysely } from 'kysely'
import type { Schema } from '../store/schema.ts'
import { type Place, tenantKey } from './place.ts'
import { markLeft, pauseSubscriptions, resumeTenant, unmarkLeft } from './store.ts'

type Tenant = Pick<Place, 'platform' | 'tenant'>

const left = { code: 'left', reason: 'the bot was removed; invite it again' }

/** A workspace or guild removed us: its subscriptions rest at once, and all its data is erased after `graceMs`. */
export const leaveTenant = async (db: Kysely<Schema>, tenant: Tenant, graceMs: number, now: Date): Promise<void> =>
  db.transaction().execute(async (tx) => {
    await pauseSubscriptions(tx, { tenantKey: tenantKey(tenant) }, left)
    await markLeft(tx, tenant, new Date(now.getTime() + graceMs))
  })

/** It is back before its data was erased: what rested goes on. */
export const rejoinTenant = async (db: Kysely<Schema>, tenant: Tenant): Promise<void> =>
  db.transaction().execute(async (tx) => {
    await unmarkLeft(tx, tenant)
    await resumeTenant(tx, tenant, left.code)
  })
