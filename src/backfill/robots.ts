import robotsParser from 'robots-parser'

// Its types describe an ES module; as the CommonJS module that it is, the default import is the function itself.
const readRobots = robotsParser as unknown as typeof robotsParser.default

/** A site's rules for programs: whether they may request an address, and the delay between requests in milliseconds. */
export type Robots = { readonly isAllowed: boolean; readonly delayMs: number }

/** A site with a longer delay can only mean that it wants no programs; the harvest would take years. */
const longestDelayMs = 60_000

/** Evaluates a robots.txt for one address of the same site. Source: RFC 9309; Crawl-delay is a common addition. */
export const parseRobots = (text: string, { address, userAgent }: { address: string; userAgent: string }): Robots => {
  const robots = readRobots(new URL('/robots.txt', address).href, text)
  const delayMs = 1000 * (Number(robots.getCrawlDelay(userAgent)) || 0)
  const isAllowed = robots.isAllowed(address, userAgent) !== false && delayMs <= longestDelayMs
  return { isAllowed, delayMs: Math.max(0, delayMs) }
}
