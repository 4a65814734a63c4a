import { type Selectable, sql } from 'kysely'
import type { Db } from '../store/connection.ts'
import type { SubscriptionTable } from '../store/schema.ts'
import { cadenceSchema } from './cadence.ts'
import { type Place, placeKey, placeSchema, tenantKey } from './place.ts'
import type { DigestSettings, Subscription } from './subscription.ts'

type Row = Selectable<SubscriptionTable>

const digestOf = (row: Row): DigestSettings | undefined =>
  row.cadence_json === null || row.next_digest_at === null
    ? undefined
    : {
        cadence: cadenceSchema.parse(JSON.parse(row.cadence_json)),
        next: new Date(row.next_digest_at),
        postsEmpty: row.posts_empty === 1,
      }

const subscriptionOf = (row: Row): Subscription => ({
  id: row.id,
  number: row.number,
  place: placeSchema.parse(JSON.parse(row.place_json)),
  placeKey: row.place_key,
  kind: row.kind,
  filter: row.filter,
  isInstant: row.instant === 1,
  digest: digestOf(row),
  locale: row.locale,
  paused: row.state === 'paused' ? { code: row.reason_code ?? 'paused', reason: row.reason ?? '' } : undefined,
  mutedUntil: row.muted_until === null ? undefined : new Date(row.muted_until),
  createdBy: { id: row.created_by, name: row.created_by_name },
  createdAt: new Date(row.created_at),
})

export type NewSubscription = {
  readonly place: Place
  readonly kind: Subscription['kind']
  readonly filter: string
  readonly isInstant: boolean
  readonly digest: DigestSettings | undefined
  readonly locale: string
  readonly createdBy: Subscription['createdBy']
}

/** Every commentary, as it appears. */
export const everythingAtOnce = (place: Place, createdBy: NewSubscription['createdBy']): NewSubscription => ({
  place,
  kind: 'feed',
  filter: '',
  isInstant: true,
  digest: undefined,
  locale: 'en-GB',
  createdBy,
})

const digestColumns = (digest: DigestSettings | undefined) => ({
  cadence_json: digest === undefined ? null : JSON.stringify(digest.cadence),
  next_digest_at: digest?.next.getTime() ?? null,
  posts_empty: digest?.postsEmpty === true ? 1 : 0,
})

/**
 * Makes a subscription.
 * @returns its id; undefined if the place has it already: a place has one subscription to the feed, and one watch for each query.
 */
export const addSubscription = async (db: Db, request: NewSubscription, now: Date): Promise<number | undefined> => {
  const added = await db
    .insertInto('subscriptions')
    .values({
      place_key: placeKey(request.place),
      place_json: JSON.stringify(request.place),
      number: sql<number>`(select coalesce(max(number), 0) + 1 from subscriptions where place_key = ${placeKey(request.place)})`,
      tenant_key: tenantKey(request.place),
      kind: request.kind,
      filter: request.filter,
      instant: request.isInstant ? 1 : 0,
      ...digestColumns(request.digest),
      locale: request.locale,
      state: 'active',
      reason_code: null,
      reason: null,
      muted_until: null,
      created_by: request.createdBy.id,
      created_by_name: request.createdBy.name,
      created_at: now.getTime(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added?.id
}

/** Changes of a subscription; absent fields stay as they are. */
export type SubscriptionChange = {
  readonly filter?: string
  readonly isInstant?: boolean
  /** Null removes the digest. */
  readonly digest?: DigestSettings | null
  readonly locale?: string
}

/** Changes a subscription; a paused one stays paused. */
export const changeSubscription = async (db: Db, id: number, change: SubscriptionChange): Promise<void> => {
  await db
    .updateTable('subscriptions')
    .set({
      ...(change.filter === undefined ? {} : { filter: change.filter }),
      ...(change.isInstant === undefined ? {} : { instant: change.isInstant ? 1 : 0 }),
      ...(change.digest === undefined ? {} : digestColumns(change.digest ?? undefined)),
      ...(change.locale === undefined ? {} : { locale: change.locale }),
    })
    .where('id', '=', id)
    .execute()
}

/** Deletes a subscription with everything that was collected for its digest. */
export const removeSubscription = async (db: Db, id: number): Promise<void> => {
  await db.deleteFrom('subscriptions').where('id', '=', id).execute()
}

/** Every subscription, oldest first. */
export const allSubscriptions = async (db: Db): Promise<Subscription[]> =>
  (await db.selectFrom('subscriptions').selectAll().orderBy('id').execute()).map(subscriptionOf)

/** The subscriptions of one place, oldest first. */
export const subscriptionsOf = async (db: Db, place: Place): Promise<Subscription[]> =>
  (
    await db.selectFrom('subscriptions').selectAll().where('place_key', '=', placeKey(place)).orderBy('id').execute()
  ).map(subscriptionOf)

/** The subscriptions of a whole workspace or Discord server, by place. */
export const subscriptionsOfTenant = async (
  db: Db,
  tenant: Pick<Place, 'platform' | 'tenant'>,
): Promise<Subscription[]> =>
  (
    await db
      .selectFrom('subscriptions')
      .selectAll()
      .where('tenant_key', '=', tenantKey(tenant))
      .orderBy('place_key')
      .orderBy('id')
      .execute()
  ).map(subscriptionOf)

/** How many workspaces and Discord servers have a subscription; the page does not count. */
export const countTenants = async (db: Db): Promise<number> => {
  const { count } = await db
    .selectFrom('subscriptions')
    .select((select) => select.fn.count<number>('tenant_key').distinct().as('count'))
    .where('tenant_key', 'not like', 'web/%')
    .executeTakeFirstOrThrow()
  return count
}

export const findSubscription = async (db: Db, id: number): Promise<Subscription | undefined> => {
  const row = await db.selectFrom('subscriptions').selectAll().where('id', '=', id).executeTakeFirst()
  return row && subscriptionOf(row)
}

/** Mutes the place's subscriptions until then; null ends the mute. */
export const mutePlace = async (db: Db, place: Place, until: Date | null): Promise<void> => {
  await db
    .updateTable('subscriptions')
    .set({ muted_until: until?.getTime() ?? null })
    .where('place_key', '=', placeKey(place))
    .execute()
}

/** Pauses the active subscriptions of a place, or of a whole tenant. @returns those that it paused. */
export const pauseSubscriptions = async (
  db: Db,
  where: { readonly placeKey: string } | { readonly tenantKey: string },
  { code, reason }: { readonly code: string; readonly reason: string },
): Promise<Subscription[]> => {
  const rows = await db
    .updateTable('subscriptions')
    .set({ state: 'paused', reason_code: code, reason })
    .where('state', '=', 'active')
    .$if('placeKey' in where, (query) => query.where('place_key', '=', 'placeKey' in where ? where.placeKey : ''))
    .$if('tenantKey' in where, (query) => query.where('tenant_key', '=', 'tenantKey' in where ? where.tenantKey : ''))
    .returningAll()
    .execute()
  return rows.map(subscriptionOf)
}

/**
 * Makes the paused subscriptions of a place or a whole tenant active again; with `codes`, only those that were paused for one of these
 * reasons. @returns the subscriptions as they were, oldest first.
 */
export const resumeSubscriptions = async (
  db: Db,
  where: { readonly placeKey: string } | { readonly tenantKey: string },
  codes?: readonly string[],
): Promise<Subscription[]> => {
  const [column, value] =
    'placeKey' in where ? (['place_key', where.placeKey] as const) : (['tenant_key', where.tenantKey] as const)
  const rows = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where(column, '=', value)
    .where('state', '=', 'paused')
    .$if(codes !== undefined, (query) => query.where('reason_code', 'in', codes ?? []))
    .orderBy('id')
    .execute()
  await db
    .updateTable('subscriptions')
    .set({ state: 'active', reason_code: null, reason: null })
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute()
  return rows.map(subscriptionOf)
}

/** The active subscriptions whose digest is due, the one that waits longest first. */
export const dueDigests = async (db: Db, now: Date): Promise<Subscription[]> =>
  (
    await db
      .selectFrom('subscriptions')
      .selectAll()
      .where('next_digest_at', '<=', now.getTime())
      .where('state', '=', 'active')
      .orderBy('next_digest_at')
      .execute()
  ).map(subscriptionOf)

/** Sets when the subscription's next digest is due. */
export const setNextDigest = async (db: Db, id: number, next: Date): Promise<void> => {
  await db.updateTable('subscriptions').set({ next_digest_at: next.getTime() }).where('id', '=', id).execute()
}

/** Marks the tenant's data for erasure at that time. */
export const markLeft = async (db: Db, tenant: Pick<Place, 'platform' | 'tenant'>, eraseAt: Date): Promise<void> => {
  const row = { tenant_key: tenantKey(tenant), erase_at: eraseAt.getTime() }
  await db
    .insertInto('left_tenants')
    .values(row)
    .onConflict((conflict) => conflict.column('tenant_key').doUpdateSet(row))
    .execute()
}

/** Removes the mark, because the tenant is back. */
export const unmarkLeft = async (db: Db, tenant: Pick<Place, 'platform' | 'tenant'>): Promise<void> => {
  await db.deleteFrom('left_tenants').where('tenant_key', '=', tenantKey(tenant)).execute()
}

/** Erases all data of the tenants that are due for erasure: subscriptions, feeds, deliveries, audit. @returns how many tenants. */
export const eraseLeft = async (db: Db, now: Date): Promise<number> => {
  const due = await db.selectFrom('left_tenants').select('tenant_key').where('erase_at', '<=', now.getTime()).execute()
  const tenants = due.map((row) => row.tenant_key)
  if (tenants.length === 0) return 0
  const nobody = { tenant_key: '', place_json: '{}', person: '', person_name: 'somebody', reason: '' }
  await db.updateTable('disputes').set(nobody).where('tenant_key', 'in', tenants).execute()
  for (const table of ['subscriptions', 'feeds', 'entry_readers', 'deliveries', 'audit', 'left_tenants'] as const) {
    await db.deleteFrom(table).where('tenant_key', 'in', tenants).execute()
  }
  return tenants.length
}
