import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Schema } from '../schema.ts'

const weekDays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const oldDays: Readonly<Record<string, readonly string[]>> = { daily: weekDays, weekdays: weekDays.slice(0, 5) }

/** A cadence has several days and several times: `{ days: 'weekdays', time }` becomes `{ days: ['mon', …], times: [time] }`. */
export const cadenceSets: Migration = {
  async up(db: Kysely<Pick<Schema, 'subscriptions'>>): Promise<void> {
    const rows = await db.selectFrom('subscriptions').select(['id', 'cadence_json']).execute()
    for (const { id, cadence_json: before } of rows) {
      if (before === null) continue
      const { days, time, zone } = JSON.parse(before) as { days: string; time: string; zone: string }
      const after = JSON.stringify({ days: oldDays[days] ?? [days], times: [time], zone })
      await db.updateTable('subscriptions').set({ cadence_json: after }).where('id', '=', id).execute()
    }
  },
}
