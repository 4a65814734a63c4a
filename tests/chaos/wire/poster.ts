import type { Card, Place, Poster, Receipt } from '../../../src/delivery/port.ts'
import { describeError, RetryableError } from '../../../src/errors.ts'
import { placeKey } from '../../../src/subscriptions/place.ts'
import { z } from 'zod'
import { receiptSchema } from './protocol.ts'

const giveUpMs = 10_000
/** If the `Retry-After` cannot be read. */
const usualWaitMs = 30_000

const codeOf = (error: unknown): string => {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause ? String(cause.code) : ''
}

const retryAfterMs = (header: string | null): number =>
  header !== null && /^\d+$/u.test(header) ? Number(header) * 1000 : usualWaitMs

/** Sends a request as an adapter does: what was certainly not accepted is distinguished from what is uncertain. */
const ask = async (url: URL, init: RequestInit = {}): Promise<unknown> => {
  let response: Response
  try {
    response = await fetch(url, { ...init, signal: AbortSignal.timeout(giveUpMs) })
  } catch (error) {
    throw new RetryableError('unreachable', describeError(error), { notAccepted: codeOf(error) === 'ECONNREFUSED' })
  }
  if (response.status === 429) {
    const wait = retryAfterMs(response.headers.get('retry-after'))
    throw new RetryableError('rate-limited', 'asked to wait', { notAccepted: true, retryAfterMs: wait })
  }
  if (!response.ok) throw new RetryableError('server-error', `status ${response.status}`)
  return response.json()
}

const send = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

/** A poster for the counterpart of `server.ts`. */
export const createWirePoster = (origin: string): Poster => ({
  async post(place: Place, card: Card, key: string, parent?: Receipt) {
    const body = { place: placeKey(place), key, card, parent: parent?.id }
    return receiptSchema.parse(await ask(new URL('/messages', origin), send(body)))
  },
  async find(place, key) {
    const query = new URLSearchParams({ place: placeKey(place), key })
    return z.array(receiptSchema).parse(await ask(new URL(`/messages?${query.toString()}`, origin)))[0]
  },
  async edit(_place, receipt, card) {
    await ask(new URL(`/messages/${receipt.id}`, origin), { ...send({ card }), method: 'PUT' })
  },
})
