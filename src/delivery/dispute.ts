import type { Kysely } from 'kysely'
import type { BriefedCommentary } from '../archive/port.ts'
import { findCommentary } from '../archive/store/commentaries.ts'
import { addDispute, decideDispute, type Dispute, findDispute } from '../archive/store/disputes.ts'
import { decidedCard, reportedCard, takenOutCard } from '../card/dispute-card.ts'
import type { Db } from '../store/connection.ts'
import type { Schema } from '../store/schema.ts'
import { type Place, placeKey, placeSchema } from '../subscriptions/place.ts'
import { subscriptionsOf } from '../subscriptions/store.ts'
import { enqueueEdits } from './enqueue-edits.ts'
import { deliveryKey } from './key.ts'
import { noticesTo } from './notice.ts'
import { enqueue } from './store.ts'
import { withholdFromDue } from './store-disputed.ts'

type Report = Parameters<typeof addDispute>[1] & { readonly place: Place }

/**
 * Records a report that a claim is wrong, and removes the claim from everything that is not sent yet. `isDecidedHere`: the people
 * who subscribed the place of the report may decide it, and get a message.
 * @returns the report; undefined if the claim was reported before.
 */
export const holdBack = async (
  db: Kysely<Schema>,
  { place, ...report }: Report,
  isDecidedHere: boolean,
  now: Date,
): Promise<Dispute | undefined> =>
  db.transaction().execute(async (tx) => {
    const number = await addDispute(tx, report, now)
    const dispute = number === undefined ? undefined : await findDispute(tx, number)
    if (dispute === undefined) return undefined
    await withholdFromDue(tx, dispute.commentary_id)
    const deciders = isDecidedHere ? await subscriptionsOf(tx, place) : []
    await enqueue(
      tx,
      noticesTo(deciders, () => reportedCard(dispute), `dispute ${dispute.number}`),
      now,
    )
    return dispute
  })

/** Whether a message of the commentary was or may be sent while the claim is held back. */
const wasSentMeanwhile = async (db: Db, { commentary_id: id, reportedAt }: Dispute): Promise<boolean> => {
  const row = await db
    .selectFrom('deliveries')
    .leftJoin('mentions', 'mentions.delivery_key', 'deliveries.key')
    .select('deliveries.key')
    .where((where) => where.or([where('deliveries.commentary_id', '=', id), where('mentions.commentary_id', '=', id)]))
    .where('kind', '!=', 'notice')
    .where((where) => where.or([where('sent_at', 'is', null), where('sent_at', '>=', reportedAt.getTime())]))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

const tellReporter = async (tx: Db, dispute: Dispute, isUpheld: boolean, now: Date): Promise<void> => {
  const from = placeSchema.safeParse(JSON.parse(dispute.place_json))
  // The page has no direct messages; if the workspace left, its place was erased from the report.
  if (!from.success || from.data.platform === 'web') return
  const { platform, tenant } = from.data
  const place: Place = { platform, tenant, channel: dispute.person, isDirect: true }
  const key = deliveryKey(placeKey(place), 'notice', `dispute ${dispute.number} decided`)
  await enqueue(tx, [{ key, place, kind: 'notice', card: decidedCard(dispute, isUpheld) }], now)
}

/**
 * Decides a report. `upheld`: every message that showed the claim is edited, with a note in the thread; `dismissed`: the claim
 * is shown again, also in messages that were sent without it.
 * @returns how many messages are edited; undefined if it was decided before.
 */
export const settle = async (
  db: Kysely<Schema>,
  dispute: Dispute,
  decision: { readonly state: 'upheld' | 'dismissed'; readonly by: string },
  now: Date,
): Promise<number | undefined> =>
  db.transaction().execute(async (tx) => {
    if (!(await decideDispute(tx, dispute.number, decision, now))) return undefined
    const isUpheld = decision.state === 'upheld'
    await tellReporter(tx, dispute, isUpheld, now)
    const archived = await findCommentary(tx, dispute.commentary_id)
    if (archived?.briefing === undefined) return 0
    if (!isUpheld && !(await wasSentMeanwhile(tx, dispute))) return 0
    const briefed: BriefedCommentary = { ...archived, briefing: archived.briefing }
    return enqueueEdits(tx, briefed, now, {
      version: `${archived.revision} dispute ${dispute.number}`,
      noteFor: () => (isUpheld ? takenOutCard(dispute) : undefined),
    })
  })
