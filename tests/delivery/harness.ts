import { pino } from 'pino'
import { expect } from 'vitest'
import type { Card } from '../../src/card/card.ts'
import { createDispatcher, type Dispatcher, type DispatchOptions } from '../../src/delivery/dispatch.ts'
import { followUp } from '../../src/delivery/follow-up.ts'
import type { Poster, Receipt } from '../../src/delivery/port.ts'
import { enqueue, type NewDelivery } from '../../src/delivery/store.ts'
import { GoneError, RefusedError, RetryableError } from '../../src/errors.ts'
import type { Db, Store } from '../../src/store/connection.ts'
import { openTestStore } from '../open-store.ts'
import type { DeliveryTable } from '../../src/store/schema.ts'
import type { Place } from '../../src/subscriptions/place.ts'
import { addSubscription, everythingAtOnce, type NewSubscription } from '../../src/subscriptions/store.ts'
import { eventually } from '../eventually.ts'

export const place = (channel: string, tenant = 'local', platform: Place['platform'] = 'web'): Place => ({
  platform,
  tenant,
  channel,
})

/** A card that is identified by its one commentary. */
export const cardOf = (id: string): Card => ({ title: { text: id }, blocks: [], commentaries: [id] })

/** The possible answers of an adapter, by their names in scripts. */
const faults: Readonly<Record<string, () => Error>> = {
  busy: () => new RetryableError('rate-limited', 'slow down', { notAccepted: true, retryAfterMs: 30_000 }),
  refusedConnection: () => new RetryableError('refused', 'connection refused', { notAccepted: true }),
  lost: () => new RetryableError('reset', 'connection reset'),
  strange: () => new TypeError('terminated'),
  cannotLook: () => new RetryableError('cannot-look', 'no right to read the history'),
  gone: () => new GoneError('channel-gone', 'it was deleted', 'subscribe another'),
  tenantGone: () => new GoneError('token-revoked', 'the token was revoked', 'install it again', { scope: 'tenant' }),
  refused: () => new RefusedError('too-long', 'the message is too long'),
}

/** A dispatcher for one poster on the web channel, with the real clock, that looks at once for posts that may have arrived. */
export const webDispatcher = (db: Db, poster: Poster, more: Partial<DispatchOptions> = {}): Dispatcher =>
  createDispatcher({
    db,
    posters: { web: poster },
    graceMs: { web: 0, slack: 0, discord: 0 },
    isAlone: true,
    onNotPosted: async () => {},
    now: () => new Date(),
    random: Math.random,
    log: pino({ level: 'silent' }),
    ...more,
  })

export type Message = { id: string; key: string; channel: string; card: Card; parent: string | undefined }

/**
 * A platform that records accepted posts and answers as scripts say, one word for each call; afterwards it works. `accept, lost`:
 * it accepts, and its answer is lost.
 */
export const scriptedPoster = (scripts: { post?: string[]; find?: string[]; edit?: string[] } = {}) => {
  const messages: Message[] = []
  const calls: string[] = []
  const play = (script: string[] | undefined, call: string): string => {
    const step = script?.shift() ?? 'accept'
    calls.push(step === 'accept' ? call : `${call}: ${step}`)
    const fault = faults[step]
    if (fault !== undefined) throw fault()
    return step
  }
  const named = (card: Card): string => card.title?.text ?? card.commentaries?.[0] ?? 'card'
  const poster: Poster = {
    async post(where, card, key, parent) {
      const step = play(
        scripts.post,
        `post ${where.channel} ${named(card)}${parent === undefined ? '' : ` under ${parent.id}`}`,
      )
      const known = messages.find((message) => message.key === key)
      const message = known ?? {
        id: `m${messages.length + 1}`,
        key,
        channel: where.channel,
        card,
        parent: parent?.id,
      }
      if (known === undefined) messages.push(message)
      if (step === 'accept, lost') throw new RetryableError('reset', 'connection reset')
      return { id: message.id }
    },
    async find(where, key, parent): Promise<Receipt | undefined> {
      play(scripts.find, `find ${where.channel}${parent === undefined ? '' : ` under ${parent.id}`}`)
      const found = messages.find((message) => message.key === key)
      return found && { id: found.id }
    },
    async edit(where, receipt, card, _key, parent) {
      const step = play(
        scripts.edit,
        `edit ${where.channel} ${receipt.id} to ${named(card)}${parent === undefined ? '' : ` under ${parent.id}`}`,
      )
      const message = messages.find(({ id }) => id === receipt.id)
      if (message !== undefined) message.card = card
      if (step === 'accept, lost') throw new RetryableError('reset', 'connection reset')
    },
  }
  return { poster, messages, calls }
}

/** An outbox in memory, with a clock that moves only when a test says so. */
export const openOutbox = async () => {
  const store: Store = await openTestStore()
  const { db } = store
  const clock = { at: Date.parse('2026-11-24T08:00:00Z') }
  const now = (): Date => new Date(clock.at)
  let dispatcher: Dispatcher | undefined

  const rowIn = async (tx: Db, key: string): Promise<DeliveryRow> =>
    tx.selectFrom('deliveries').selectAll().where('key', '=', key).executeTakeFirstOrThrow()
  const row = (key: string): Promise<DeliveryRow> => rowIn(db, key)
  const rows = async () =>
    db
      .selectFrom('deliveries')
      .innerJoin('cards', 'cards.id', 'deliveries.card_id')
      .selectAll('deliveries')
      .select('card_json')
      .orderBy('seq')
      .execute()
  /** Waits until nothing is under way or due. */
  const quiet = async (): Promise<void> =>
    eventually(async () => {
      const open = (await rows()).filter(({ state }) => ['due', 'sending', 'uncertain'].includes(state))
      const heads = open.filter((row, index) => open.findIndex((one) => one.place_key === row.place_key) === index)
      const underWay = open.filter(
        (row) => row.leased_until !== null || (heads.includes(row) && row.due_at <= clock.at),
      )
      expect(underWay.map(({ key, state }) => `${key} ${state}`)).toEqual([])
    })

  return {
    db,
    clock,
    now,
    rows,
    row,
    rowIn,
    quiet,
    addCommentary: async (id: string): Promise<void> => {
      await db
        .insertInto('commentaries')
        .values({
          id,
          url: null,
          title: 'A title',
          published: null,
          commentary_json: '{}',
          text: '',
          hash: '',
          revision: 1,
          first_seen_at: 0,
          changed_at: 0,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },
    /** Enqueues a message that is named like its key, unless the test says more. */
    owe: async (where: Place | string, key: string, more: Partial<NewDelivery> = {}): Promise<void> => {
      const delivery = { key, place: typeof where === 'string' ? place(where) : where, kind: 'post', card: cardOf(key) }
      await enqueue(db, [{ ...delivery, ...more } as NewDelivery], now())
    },
    subscribe: async (where: Place, more: Partial<NewSubscription> = {}): Promise<number> => {
      const id = await addSubscription(db, { ...everythingAtOnce(where, { id: 'U1', name: 'Ana' }), ...more }, now())
      return id ?? expect.fail('this place is subscribed already')
    },
    start: (poster: Poster, more: Partial<DispatchOptions> = {}): Dispatcher => {
      dispatcher = createDispatcher({
        db,
        posters: { web: poster, slack: poster, discord: poster },
        graceMs: { web: 0, slack: 10_000, discord: 2000 },
        isAlone: true,
        onNotPosted: (tx, delivery, next) => followUp(tx, delivery, next, now()),
        now,
        random: () => 0,
        log: pino({ level: 'silent' }),
        ...more,
      })
      dispatcher.wake()
      return dispatcher
    },
    /** Moves the clock and wakes the sender, like its timer. */
    later: async (ms: number): Promise<void> => {
      clock.at += ms
      dispatcher?.wake()
      await quiet()
    },
    close: async (): Promise<void> => {
      await dispatcher?.stop()
      await store.close()
    },
  }
}

type DeliveryRow = {
  [Column in keyof DeliveryTable]: Column extends 'seq' ? number : DeliveryTable[Column]
}

export type Outbox = Awaited<ReturnType<typeof openOutbox>>
