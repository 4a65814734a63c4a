import type { Log } from '../../src/log.ts'

/** Where commands that are too long for a button are kept, so that the button works after a restart, too. */
export type CommandKeep = {
  readonly get: (id: string) => Promise<string | undefined>
  readonly set: (id: string, text: string) => Promise<unknown>
}

export type DiscordOptions = {
  readonly token: string
  /** Undefined: Discord's own. Ends in `/api`. */
  readonly apiUrl?: string | undefined
  /** Undefined: one connection in this process. Otherwise that many, each in a process of its own. */
  readonly shards?: number | 'auto' | undefined
  /** Whether posts in announcement channels go on to the servers that follow them. */
  readonly crosspost?: boolean | undefined
  /** Undefined: kept in memory, for as long as this process lives. */
  readonly keep?: CommandKeep | undefined
  readonly log: Log
  readonly now: () => Date
  /** Longest that a request may take, in milliseconds. */
  readonly requestMs?: number | undefined
  /** How long until a try to connect is repeated, in milliseconds. */
  readonly reconnectMs?: number | undefined
  /** Between the starts of two shards, in milliseconds; Discord lets one in every five seconds. */
  readonly shardDelayMs?: number | undefined
}

const mostKept = 2000

/** A keep in memory that forgets the oldest. */
export const createMemoryKeep = (): CommandKeep => {
  const kept = new Map<string, string>()
  return {
    async get(id) {
      return kept.get(id)
    },
    async set(id, text) {
      kept.delete(id)
      kept.set(id, text)
      const [oldest] = kept.keys()
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
    },
  }
}
