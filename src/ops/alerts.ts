import type { Kysely } from 'kysely'
import type { Card } from '../card/card.ts'
import { asSentence, withFullStop } from '../errors.ts'
import { deliveryKey } from '../delivery/key.ts'
import { enqueue, type NewDelivery } from '../delivery/store.ts'
import type { Schema } from '../store/schema.ts'
import { type Place, placeKey } from '../subscriptions/place.ts'
import { operatorPlaces } from '../subscriptions/store-operators.ts'
import type { Trouble } from './port.ts'
import { endAlert, openAlerts, startAlert } from './store-health.ts'

const begunCard = ({ detail, command }: Pick<Trouble, 'detail' | 'command'>): Card => ({
  title: { text: 'RSIS briefings: a problem' },
  tone: 'problem',
  blocks: [{ type: 'text', text: [asSentence(detail)] }],
  actions: [
    ...(command === undefined ? [] : [{ label: 'Show', command }]),
    { label: 'Status', command: '/rsis status' },
  ],
})

const overCard = ({ detail }: Pick<Trouble, 'detail'>): Card => ({
  title: { text: 'RSIS briefings: the problem is over' },
  blocks: [{ type: 'text', text: [withFullStop(`It was: ${detail}`)] }],
})

type Notice = { readonly code: string; readonly since: number; readonly kind: 'begun' | 'over'; readonly card: Card }

const deliveryOf = (place: Place, { code, since, kind, card }: Notice): NewDelivery => ({
  key: deliveryKey(placeKey(place), 'notice', `alert ${code} ${since} ${kind}`),
  place,
  kind: 'notice',
  card,
})

/**
 * Writes alerts for the operators' channels into the outbox: one for each trouble when it is found, and one when it
 * is over, through restarts.
 * @returns the number of posts.
 */
export const enqueueAlerts = async (db: Kysely<Schema>, troubles: readonly Trouble[], now: Date): Promise<number> =>
  db.transaction().execute(async (tx) => {
    const open = await openAlerts(tx)
    const begun = troubles.filter(({ code }) => !open.some((alert) => alert.code === code))
    const over = open.filter(({ code }) => !troubles.some((trouble) => trouble.code === code))
    if (begun.length + over.length === 0) return 0
    const since = now.getTime()
    for (const trouble of begun) await startAlert(tx, trouble, since)
    for (const { code } of over) await endAlert(tx, code)
    const notices: readonly Notice[] = [
      ...begun.map((trouble) => ({ code: trouble.code, since, kind: 'begun' as const, card: begunCard(trouble) })),
      ...over.map((alert) => ({ ...alert, kind: 'over' as const, card: overCard(alert) })),
    ]
    const places = await operatorPlaces(tx)
    return enqueue(
      tx,
      places.flatMap((place) => notices.map((notice) => deliveryOf(place, notice))),
      now,
    )
  })
