import { type Problem, problemClause, whyUnreached } from '../errors.ts'
import type { Log } from '../log.ts'

/** A platform's server. */
export type Server = {
  /** The platform's name as people write it. */
  readonly name: string
  /** Its address: the platform's own, or the one in the setting. */
  readonly url: string
  /** The setting for another address; undefined if it is not set. */
  readonly setting: string | undefined
}

/** Why no request reaches the platform, and what to check. */
export const unreached = ({ name, url, setting }: Server, error: unknown): Problem => ({
  problem: `${name} cannot be reached at ${URL.parse(url)?.host ?? url}: ${whyUnreached(error)}`,
  fix: `check the network, the firewall and the proxy (HTTPS_PROXY) of this machine${setting === undefined ? '' : `, and ${setting}`}`,
})

const againMs = 15 * 60_000

/**
 * Logs why a platform cannot be reached: when that begins or changes, every quarter of an hour while it lasts, and when
 * it is over. Every failed try may report; several connections may share one.
 */
export const createTroubleLog = (log: Log, name: string, now: () => Date) => {
  let logged: { readonly trouble: string; readonly atMs: number } | undefined
  return {
    report(problem: Problem): void {
      const trouble = problemClause(problem)
      const nowMs = now().getTime()
      if (logged?.trouble === trouble && nowMs - logged.atMs < againMs) return
      logged = { trouble, atMs: nowMs }
      log.warn(`${trouble}; it is tried again until it works`)
    },
    over(): void {
      if (logged !== undefined) log.info(`${name} can be reached again`)
      logged = undefined
    },
  }
}
