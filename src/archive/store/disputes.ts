import { createHash } from 'node:crypto'
import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import type { Briefing, Claim } from '../../briefing/port.ts'
import type { Db } from '../../store/connection.ts'
import type { DisputeTable } from '../../store/schema.ts'

export const claimKeysSchema = z.array(z.string())

/** What identifies a claim in every briefing of its commentary: a hash of its quote. */
export const claimKey = ({ quote }: Pick<Claim, 'quote'>): string =>
  createHash('sha256').update(quote.text).digest('hex').slice(0, 12)

/** The briefing without the claims with these keys; the others keep their numbers. */
export const withoutClaims = (briefing: Briefing, keys: readonly string[]): Briefing => {
  if (keys.length === 0) return briefing
  const numbered = briefing.claims.map((claim, index) => ({ ...claim, number: index + 1 }))
  const claims = numbered.filter((claim) => !keys.includes(claimKey(claim)))
  if (claims.length === briefing.claims.length) return briefing
  const withheld = numbered.filter((claim) => !claims.includes(claim)).map(({ text }) => text)
  const { record } = briefing
  return {
    ...briefing,
    claims,
    ...(claims.length === 0 && { gap: 'disputed' as const }),
    // The record of the model's work contains its drafts.
    ...(record && { record: { ...record, claims: record.claims.filter(({ text }) => !withheld.includes(text)) } }),
  }
}

/** A claim that a reader reported as wrong. `open`: nobody has decided; `upheld`: it is wrong. */
export type Dispute = Omit<Selectable<DisputeTable>, 'reported_at' | 'decided_at'> & {
  readonly reportedAt: Date
  readonly decidedAt: Date | undefined
  /** The commentary's title. */
  readonly title: string
}

type Row = Selectable<DisputeTable> & { readonly title: string | null }

const disputeOf = ({ reported_at: at, decided_at: decided, title, ...row }: Row): Dispute => ({
  ...row,
  title: title ?? row.commentary_id,
  reportedAt: new Date(at),
  decidedAt: decided === null ? undefined : new Date(decided),
})

const allDisputes = (db: Db) =>
  db
    .selectFrom('disputes')
    .leftJoin('commentaries', 'commentaries.id', 'disputes.commentary_id')
    .selectAll('disputes')
    .select('commentaries.title')

/** All reports on a commentary, the oldest first. */
export const disputesOf = async (db: Db, commentaryId: string): Promise<readonly Dispute[]> =>
  (await allDisputes(db).where('commentary_id', '=', commentaryId).orderBy('disputes.number').execute()).map(disputeOf)

/** The briefing without disputed claims. */
export const withoutDisputed = async (db: Db, commentaryId: string, briefing: Briefing): Promise<Briefing> => {
  const disputes = await disputesOf(db, commentaryId)
  return withoutClaims(
    briefing,
    disputes.filter(({ state }) => state !== 'dismissed').map((dispute) => dispute.claim_key),
  )
}

/** The quotes of these commentaries that must not be shown. */
export const disputedQuotes = async (db: Db, commentaryIds: readonly string[]): Promise<readonly string[]> => {
  if (commentaryIds.length === 0) return []
  const rows = await db
    .selectFrom('disputes')
    .select('quote')
    .where('commentary_id', 'in', commentaryIds)
    .where('state', '!=', 'dismissed')
    .execute()
  return rows.map(({ quote }) => quote)
}

/** The undecided reports on commentaries that the reader of the database may see, the oldest first. */
export const openDisputes = async (db: Db): Promise<readonly (Dispute & { readonly isPublic: boolean })[]> => {
  const rows = await allDisputes(db)
    .select('commentaries.is_public')
    .where('state', '=', 'open')
    .where('commentaries.id', 'is not', null)
    .orderBy('disputes.number')
    .execute()
  return rows.map(({ is_public: isPublic, ...row }) => ({ ...disputeOf(row), isPublic: isPublic === 1 }))
}

export const findDispute = async (db: Db, number: number): Promise<Dispute | undefined> => {
  const row = await allDisputes(db).where('disputes.number', '=', number).executeTakeFirst()
  return row && disputeOf(row)
}

/** How many open reports a person and their workspace have, and how many the person made since an instant. */
export const reportsOf = async (
  db: Db,
  { tenantKey, person, since }: { readonly tenantKey: string; readonly person: string; readonly since: Date },
): Promise<{ readonly open: number; readonly openOfTenant: number; readonly recent: number }> => {
  const rows = await db
    .selectFrom('disputes')
    .select(['person', 'state', 'reported_at'])
    .where('tenant_key', '=', tenantKey)
    .where((where) => where.or([where('state', '=', 'open'), where('reported_at', '>', since.getTime())]))
    .execute()
  const own = rows.filter((row) => row.person === person)
  const isOpen = ({ state }: { readonly state: string }): boolean => state === 'open'
  return {
    open: own.filter(isOpen).length,
    openOfTenant: rows.filter(isOpen).length,
    recent: own.filter((row) => row.reported_at > since.getTime()).length,
  }
}

type NewDispute = Pick<
  Dispute,
  'commentary_id' | 'claim_key' | 'quote' | 'claim' | 'reason' | 'tenant_key' | 'place_json' | 'person' | 'person_name'
>

/** Saves a report. @returns its number; undefined if the claim was reported before. */
export const addDispute = async (db: Db, dispute: NewDispute, now: Date): Promise<number | undefined> => {
  const added = await db
    .insertInto('disputes')
    .values({
      ...dispute,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from disputes)`,
      state: 'open',
      reported_at: now.getTime(),
      decided_by_name: null,
      decided_at: null,
    })
    .onConflict((conflict) => conflict.columns(['commentary_id', 'claim_key']).doNothing())
    .returning('number')
    .executeTakeFirst()
  return added?.number
}

/** Decides an open report. @returns false if somebody has already decided it. */
export const decideDispute = async (
  db: Db,
  number: number,
  { state, by }: { readonly state: 'upheld' | 'dismissed'; readonly by: string },
  now: Date,
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('disputes')
    .set({ state, decided_by_name: by, decided_at: now.getTime() })
    .where('number', '=', number)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}
