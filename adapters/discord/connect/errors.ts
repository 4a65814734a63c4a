import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js'
import type { z } from 'zod'
import { describeError, GoneError, RefusedError, RetryableError } from '../../../src/errors.ts'
import { isBeforeSending } from '../../../src/platform/network.ts'

/** Codes for a place that does not exist or is closed to the bot, each with its fix. Source: Discord, Opcodes and Status Codes, JSON error codes. */
const gone: Readonly<Record<number, string>> = {
  10003: 'the channel was deleted; subscribe another one',
  10004: 'the server is gone or removed the bot; invite it again',
  50001: 'give the bot View Channel in this channel',
  50007: 'the person does not take messages from this bot; they have to allow direct messages',
  50008: 'this kind of channel takes no messages; subscribe a text, announcement or forum channel',
  50009: 'the verification level of the server keeps the bot out; give the bot a role in it, or lower the level',
  50013: 'give the bot Send Messages in this channel, and Send Messages in Threads for a thread',
  50024: 'this kind of channel takes no messages; subscribe a text, announcement or forum channel',
  50083: 'the thread is archived and locked; open it again or subscribe its channel',
  50095: 'the server is not available where this bot runs; run it in another country, or subscribe another server',
  50278: 'the person shares no server with this bot any more; they have to join one',
  160005: 'the thread is locked; open it again or subscribe its channel',
}

/** Discord's code for a message that somebody deleted. */
export const unknownMessage = 10_008

/** Discord's code for an unknown server, the only code about a whole server. */
const unknownGuild = 10_004

/** Codes for faults that pass and are not about this message. */
const passing = new Set([
  20016, // Slow mode.
  20022,
  20028,
  20029,
  40004, // Sending messages is switched off for a while.
  40006,
  40062,
  40333, // Cloudflare in front of Discord.
  130000, // Overloaded.
])

/** Codes for a message that Discord refuses in any place. */
const refused = new Set([
  unknownMessage, // On a create with a known nonce: it had arrived and somebody deleted it.
  20009,
  40005, // Request entity too large.
  50005,
  50006,
  50035,
  50109,
  200000,
  200001,
  240000,
  160002, // A reply, without the right to read the history of the channel.
])

/** The wait for a limit that does not say how long. */
const defaultWaitMs = 30_000

const codeOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause)
}

/** The port's error for a 4xx of Discord, which certainly did not act. Only some fields are copied, because the error contains the whole message. */
const errorOfAnswer = (error: DiscordAPIError): Error => {
  const code = Number(error.code)
  const message = `Discord: ${error.message.replaceAll('\n', '; ').slice(0, 300)}`
  if (error.status === 401) return new RetryableError('401', message, { notAccepted: true })
  const fix = gone[code]
  if (fix !== undefined)
    return new GoneError(String(code), message, fix, { scope: code === unknownGuild ? 'tenant' : 'place' })
  if (refused.has(code)) return new RefusedError(String(code), message)
  // A 403 without a code comes from a proxy, not from Discord, and says nothing about the place.
  const isRefusal = code > 0 && !passing.has(code)
  return new RetryableError(String(code || error.status), message, { notAccepted: true, isRefusal })
}

/**
 * The port's error for a failed request. `wasSent`: whether the request may have left this machine; only
 * then it may have been accepted.
 * A 4xx with Discord's JSON, a refused connection and a wait in our own queue were certainly not
 * accepted; anything else (a reset, a time-out, a 5xx, an unreadable answer) is uncertain.
 */
export const toPortError = (error: unknown, wasSent: boolean): Error => {
  if (error instanceof GoneError || error instanceof RefusedError || error instanceof RetryableError) return error
  if (error instanceof DiscordAPIError) return errorOfAnswer(error)
  if (error instanceof RateLimitError) {
    const wait = Math.max(error.retryAfter, error.sublimitTimeout, error.timeToReset)
    const retryAfterMs = Number.isFinite(wait) && wait > 0 ? wait : defaultWaitMs
    return new RetryableError('rate-limited', 'Discord asks to wait', { notAccepted: true, retryAfterMs })
  }
  if (error instanceof HTTPError) {
    return new RetryableError(`http-${error.status}`, `Discord answers with HTTP ${error.status}`)
  }
  const notAccepted = !wasSent || isBeforeSending(error)
  return new RetryableError(codeOf(error) ?? 'unclear', describeError(error).slice(0, 200), { notAccepted })
}

/** The answer, read: discord.js returns whatever comes with status 200, even a proxy's page. `what`: what it should be. */
export const readable = <Value>(schema: z.ZodType<Value>, answer: unknown, what = 'message'): Value => {
  const { success, data } = schema.safeParse(answer)
  if (!success) throw new RetryableError('unreadable', `Discord’s answer is not a ${what}`)
  return data
}

/** The JSON code of Discord's answer that caused an error of the port; undefined if there was no such answer. */
export const answerCode = (error: unknown): number | undefined =>
  error instanceof GoneError || error instanceof RefusedError || error instanceof RetryableError
    ? Number(error.code) || undefined
    : undefined
