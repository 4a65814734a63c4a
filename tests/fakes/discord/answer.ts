import type { Json } from './world.ts'

/** An answer of the API: a status and a body. */
export type Answered = {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

const texts: Readonly<Record<number, string>> = {
  10003: 'Unknown Channel',
  10004: 'Unknown Guild',
  10008: 'Unknown Message',
  10015: 'Unknown Webhook',
  10062: 'Unknown interaction',
  40060: 'Interaction has already been acknowledged.',
  40333: 'internal network error',
  50001: 'Missing Access',
  50008: 'Cannot send messages in a non-text channel',
  50013: 'Missing Permissions',
  50035: 'Invalid Form Body',
  50083: 'Thread is archived',
  160004: 'A thread has already been created for this message',
}

const statuses: Readonly<Record<number, number>> = {
  40060: 400,
  50008: 400,
  50035: 400,
  50083: 400,
  160004: 400,
  50001: 403,
  50013: 403,
  50007: 403,
  40333: 403,
}

/** A refusal with Discord’s JSON code. */
export const refusal = (code: number): Answered => ({
  status: statuses[code] ?? 404,
  body: { code, message: texts[code] ?? `code ${code}` },
})

export const ok = (body: Json | readonly Json[]): Answered => ({ status: 200, body })
export const done: Answered = { status: 204 }
