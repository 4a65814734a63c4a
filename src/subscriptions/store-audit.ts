import type { Db } from '../store/connection.ts'
import { type Place, placeKey, placeOfKey, tenantKey } from './place.ts'

/** Records who changed what a place receives, as the last change of these subscriptions. */
export const writeAudit = async (
  db: Db,
  entry: {
    readonly place: Place
    readonly person: { readonly id: string; readonly name: string }
    readonly command: string
    /** The ids of the changed subscriptions. */
    readonly changed?: readonly number[]
  },
  now: Date,
): Promise<void> => {
  const { id } = await db
    .insertInto('audit')
    .values({
      at: now.getTime(),
      tenant_key: tenantKey(entry.place),
      place_key: placeKey(entry.place),
      person: entry.person.id,
      person_name: entry.person.name,
      command: entry.command,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (entry.changed === undefined || entry.changed.length === 0) return
  await db.updateTable('subscriptions').set({ last_change: id }).where('id', 'in', entry.changed).execute()
}

/** Who last changed what a place receives, when, and with which command. */
export type LastChange = { readonly by: string; readonly at: Date; readonly command: string }

/** The last change of each of these subscriptions, by its id; a subscription without a known change is left out. */
export const lastChanges = async (db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, LastChange>> => {
  const rows = await db
    .selectFrom('subscriptions')
    .innerJoin('audit', 'audit.id', 'subscriptions.last_change')
    .select(['subscriptions.id', 'audit.person_name', 'audit.at', 'audit.command'])
    .where('subscriptions.id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, { by: row.person_name, at: new Date(row.at), command: row.command }]))
}

/** The last change of what a place receives, by the place's key. */
export const lastChangeIn = async (db: Db, key: string): Promise<LastChange | undefined> => {
  const row = await db
    .selectFrom('audit')
    .select(['person_name', 'at', 'command'])
    .where('place_key', '=', key)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { by: row.person_name, at: new Date(row.at), command: row.command }
}

/** The commands that change what a place asks for. */
const asking = ['subscribe', 'unsubscribe', 'filter', 'digest', 'watch', 'settings']

/** The first change of what a place asks for after `since`. */
export const changeAfter = async (db: Db, key: string, since: Date): Promise<LastChange | undefined> => {
  const row = await db
    .selectFrom('audit')
    .select(['person_name', 'at', 'command'])
    .where('place_key', '=', key)
    .where('at', '>', since.getTime())
    .where((where) => where.or(asking.map((verb) => where('command', 'like', `${verb}%`))))
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row && { by: row.person_name, at: new Date(row.at), command: row.command }
}

/** When the present mute of a place began: at the last command that muted it. */
export const muteStartedAt = async (db: Db, key: string): Promise<Date | undefined> => {
  const row = await db
    .selectFrom('audit')
    .select('at')
    .where('place_key', '=', key)
    .where('command', 'like', 'mute%')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && new Date(row.at)
}

/** The places of a tenant in which somebody has changed something. */
export const placesChangedIn = async (db: Db, tenant: string): Promise<readonly Place[]> => {
  const rows = await db.selectFrom('audit').select('place_key').distinct().where('tenant_key', '=', tenant).execute()
  return rows.flatMap(({ place_key: key }) => placeOfKey(key) ?? [])
}
