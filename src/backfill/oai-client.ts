import { setTimeout as sleep } from 'node:timers/promises'
import { UserError } from '../errors.ts'
import { decode } from '../fetch/decode.ts'
import { type Get, type GetResult, passingFailures } from '../fetch/get.ts'
import { type OaiAnswer, parseOaiAnswer } from './oai-answer.ts'

const maxBytes = 20_000_000
const mostTries = 6
const longestWaitMs = 10 * 60_000

/** Asks a repository, with the parameters of one request. */
export type OaiAsk = (parameters: Readonly<Record<string, string>>, signal: AbortSignal) => Promise<OaiAnswer>

const waitFor = async (ms: number, signal: AbortSignal): Promise<void> => sleep(ms, undefined, { signal })

const addressOf = (base: string, parameters: Readonly<Record<string, string>>): string => {
  const url = new URL(base)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}

/**
 * Asks politely: one request at a time, `pauseMs` between two, and again after what Retry-After says or twice as long each
 * time where the trouble may pass.
 * @throws UserError when the repository refuses programs, cannot be reached, or answers with something else.
 */
export const createOaiAsk = (
  get: Get,
  base: string,
  { pauseMs, wait = waitFor }: { readonly pauseMs: number; readonly wait?: typeof waitFor },
): OaiAsk => {
  let askedAt = -Infinity
  const request = async (address: string, signal: AbortSignal): Promise<GetResult> => {
    await wait(Math.max(0, askedAt + pauseMs - performance.now()), signal)
    askedAt = performance.now()
    return get(address, { accept: 'text/xml, application/xml', maxBytes, signal })
  }
  return async (parameters, signal) => {
    const address = addressOf(base, parameters)
    for (let tried = 1; ; tried += 1) {
      const got = await request(address, signal)
      if (got.state === 'fetched') {
        const answer = parseOaiAnswer(decode(got.body, got.contentType))
        if (answer !== undefined) return answer
        throw new UserError(
          'OAI_URL',
          `${base} does not answer as OAI-PMH`,
          'give the address of a repository’s OAI-PMH server',
        )
      }
      const detail = got.state === 'failed' ? got.detail : 'the answer is empty'
      if (got.state === 'failed' && passingFailures.has(got.code) && tried < mostTries) {
        await wait(Math.min(got.retryAfterMs ?? pauseMs * 2 ** tried, longestWaitMs), signal)
        continue
      }
      throw new UserError('OAI_URL', detail, 'run the same command again later: it goes on where it stopped')
    }
  }
}
