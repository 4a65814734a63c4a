import { sql } from 'kysely'
import { openStates } from '../delivery/store.ts'
import type { Db } from '../store/connection.ts'
import { createMemory } from '../store/memory.ts'

const dayMs = 86_400_000
/** How old a journey may be that is looked at: longer than the day in which a delivery is attempted, so an older one has ended or never will. */
const longestMs = 2 * dayMs
const mostAtOnce = 500

/** A journey from the feed's item to the last message about it. Instants are milliseconds since 1970. */
export type EndedJourney = {
  readonly journey: number
  readonly commentary: string
  readonly startedAt: number
  readonly endedAt: number
  /** How many channels received its post. */
  readonly places: number
}

/** The prefix under which reported journeys are remembered. */
const namespace = 'traces'

/** The messages that end a journey. Later ones, such as corrections, do not belong to it. */
const kinds = ['post', 'thread'] as const

/** Journeys of the last two days that ended and were not returned before; each is returned once, whichever process asks. */
export const takeEndedJourneys = async (db: Db, now: Date): Promise<readonly EndedJourney[]> => {
  const at = now.getTime()
  const ended = await db
    .selectFrom('entries')
    .innerJoin('commentaries', 'commentaries.id', 'entries.commentary_id')
    .leftJoin('deliveries', (join) =>
      join.onRef('deliveries.commentary_id', '=', 'commentaries.id').on('deliveries.kind', 'in', kinds),
    )
    .select((select) => [
      'entries.id as journey',
      'commentaries.id as commentary',
      'entries.first_seen_at as startedAt',
      'commentaries.first_seen_at as archivedAt',
      select.fn.max(sql<number | null>`coalesce(sent_at, attempted_at)`).as('settledAt'),
      select.fn
        .sum<number>(sql`case when deliveries.kind = 'post' and deliveries.state = 'sent' then 1 else 0 end`)
        .as('places'),
    ])
    .where('entries.state', '=', 'done')
    .where('entries.first_seen_at', '>=', at - longestMs)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('entries as earlier')
            .select('earlier.id')
            .whereRef('earlier.commentary_id', '=', 'entries.commentary_id')
            .whereRef('earlier.id', '<', 'entries.id'),
        ),
      ),
    )
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('deliveries as open')
            .select('open.seq')
            .whereRef('open.commentary_id', '=', 'entries.commentary_id')
            .where('open.state', 'in', openStates)
            .where('open.kind', 'in', kinds),
        ),
      ),
    )
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('remembered')
            .select('remembered.id')
            .where('namespace', '=', namespace)
            .where('remembered.id', '=', sql<string>`cast(entries.id as text)`),
        ),
      ),
    )
    .groupBy(['entries.id', 'commentaries.id', 'entries.first_seen_at', 'commentaries.first_seen_at'])
    .orderBy('entries.id')
    .limit(mostAtOnce)
    .execute()
  const memory = createMemory(db, namespace, () => now)
  const taken: EndedJourney[] = []
  for (const { archivedAt, settledAt, ...journey } of ended) {
    if (!(await memory.add(String(journey.journey), '', longestMs + dayMs))) continue
    taken.push({ ...journey, endedAt: Math.max(journey.startedAt, archivedAt, settledAt ?? 0) })
  }
  return taken
}
