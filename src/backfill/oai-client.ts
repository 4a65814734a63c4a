import { setTimeout as sleep } from 'node:timers/promises'
import { UserError } from '../errors.ts'
import { decode } from '../fetch/decode.ts'
import { type Get, type GetResult, passingFailures } from '../fetch/get.ts'
import { type OaiAnswer, parseOaiAnswer } from './oai-answer.ts'
import { parseRobots, type Robots } from './robots.ts'

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

/** Nothing is asked for that may pass: without an answer nobody knows what the site allows. RFC 9309, 2.3.1. */
const checkRobots = (got: GetResult, base: string, userAgent: string): Robots => {
  if (got.state === 'failed' && passingFailures.has(got.code)) {
    throw new UserError('OAI_URL', `${got.detail} (robots.txt)`, 'run the same command again later')
  }
  const robots = parseRobots(got.state === 'fetched' ? decode(got.body, got.contentType) : '', {
    address: base,
    userAgent,
  })
  if (robots.isAllowed) return robots
  throw new UserError(
    'OAI_URL',
    `the robots.txt of ${new URL(base).host} asks programs not to read ${base}`,
    'ask the repository, or fill the archive from files: npm run backfill -- PATHS',
  )
}

export type OaiOptions = {
  /** How `get` names the program, by which a robots.txt may name it. */
  readonly userAgent: string
  readonly pauseMs: number
  readonly wait?: typeof waitFor
}

/**
 * Asks politely: for what robots.txt allows, one request at a time, between two `pauseMs` or what robots.txt asks for, and
 * again after what Retry-After says or twice as long each time where the trouble may pass.
 * @throws UserError when the repository refuses programs, cannot be reached, or answers with something else.
 */
export const createOaiAsk = (get: Get, base: string, { userAgent, pauseMs, wait = waitFor }: OaiOptions): OaiAsk => {
  let askedAt = -Infinity
  let robots: Robots | undefined
  const request = async (address: string, accept: string, signal: AbortSignal): Promise<GetResult> => {
    await wait(Math.max(0, askedAt + Math.max(pauseMs, robots?.delayMs ?? 0) - performance.now()), signal)
    askedAt = performance.now()
    return get(address, { accept, maxBytes, signal })
  }
  const requestPatiently = async (address: string, accept: string, signal: AbortSignal): Promise<GetResult> => {
    for (let tried = 1; ; tried += 1) {
      const got = await request(address, accept, signal)
      if (got.state !== 'failed' || !passingFailures.has(got.code) || tried === mostTries) return got
      await wait(Math.min(got.retryAfterMs ?? pauseMs * 2 ** tried, longestWaitMs), signal)
    }
  }
  return async (parameters, signal) => {
    robots ??= checkRobots(
      await requestPatiently(new URL('/robots.txt', base).href, 'text/plain', signal),
      base,
      userAgent,
    )
    const got = await requestPatiently(addressOf(base, parameters), 'text/xml, application/xml', signal)
    if (got.state !== 'fetched') {
      const detail = got.state === 'failed' ? got.detail : 'the answer is empty'
      throw new UserError('OAI_URL', detail, 'run the same command again later: it goes on where it stopped')
    }
    const answer = parseOaiAnswer(decode(got.body, got.contentType))
    if (answer !== undefined) return answer
    throw new UserError(
      'OAI_URL',
      `${base} does not answer as OAI-PMH`,
      'give the address of a repository’s OAI-PMH server',
    )
  }
}
