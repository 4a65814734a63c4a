import { setTimeout as sleep } from 'node:timers/promises'
import { decode } from '../fetch/decode.ts'
import { type Get, type GetOptions, type GetResult, passingFailures } from '../fetch/get.ts'
import { parseRobots, type Robots } from './robots.ts'

const mostTries = 6
const longestWaitMs = 10 * 60_000

const waitFor = async (ms: number, signal: AbortSignal): Promise<void> => sleep(ms, undefined, { signal })

export type PoliteOptions = {
  /** The program's name in `get`'s requests, which a robots.txt may contain. */
  readonly userAgent: string
  /** The minimum time between two requests to one site. */
  readonly pauseMs: number
  /** How often one address is requested if the failure may pass; six times by default. */
  readonly tries?: number
  readonly wait?: typeof waitFor
  /** Called before each further try, with the failure, the wait in milliseconds, and the tries left. */
  readonly onWait?: (trouble: string, waitMs: number, triesLeft: number) => void
}

type Site = { askedAt: number; robots: GetResult | undefined }

/** If robots.txt may be available later, nothing is requested: nobody knows what the site allows. RFC 9309, 2.3.1. */
const readRobots = (got: GetResult, address: string, userAgent: string): Robots =>
  parseRobots(got.state === 'fetched' ? decode(got.body, got.contentType) : '', { address, userAgent })

/**
 * A `get` that is polite to servers: it requests only what a site's robots.txt allows, one request at a time, with
 * `pauseMs` or robots.txt's own delay between two. After a failure that may pass it tries again, after the time in
 * Retry-After or twice as long each time.
 */
export const createPoliteGet = (get: Get, options: PoliteOptions): Get => {
  const { userAgent, pauseMs, tries = mostTries, wait = waitFor, onWait } = options
  const sites = new Map<string, Site>()
  const never = new AbortController().signal

  const askPatiently = async (address: string, asked: GetOptions, site: Site, delayMs: number): Promise<GetResult> => {
    const signal = asked.signal ?? never
    for (let tried = 1; ; tried += 1) {
      await wait(Math.max(0, site.askedAt + Math.max(pauseMs, delayMs) - performance.now()), signal)
      site.askedAt = performance.now()
      const got = await get(address, asked)
      if (got.state !== 'failed' || !passingFailures.has(got.code) || tried === tries) return got
      const waitMs = Math.min(got.retryAfterMs ?? pauseMs * 2 ** tried, longestWaitMs)
      onWait?.(got.detail, waitMs, tries - tried)
      await wait(waitMs, signal)
    }
  }

  return async (address, asked) => {
    const { origin, host } = new URL(address)
    const site = sites.get(origin) ?? { askedAt: -Infinity, robots: undefined }
    sites.set(origin, site)
    site.robots ??= await askPatiently(
      `${origin}/robots.txt`,
      { accept: 'text/plain', maxBytes: asked.maxBytes, ...(asked.signal && { signal: asked.signal }) },
      site,
      0,
    )
    if (site.robots.state === 'failed' && passingFailures.has(site.robots.code)) {
      const failure = { ...site.robots, detail: `${site.robots.detail} (robots.txt)` }
      site.robots = undefined
      return failure
    }
    const { isAllowed, delayMs } = readRobots(site.robots, address, userAgent)
    if (isAllowed) return askPatiently(address, asked, site, delayMs)
    const detail = `the robots.txt of ${host} asks programs not to read ${address}`
    return { state: 'failed', code: 'blocked', detail, retryAfterMs: undefined }
  }
}
