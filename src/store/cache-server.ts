import { describeError, UserError } from '../errors.ts'
import { withinTime } from '../limits.ts'
import type { Log } from '../log.ts'
import { isServer, nameOfCache } from './address.ts'
import type { CacheConnection, Connect } from './cache-connection.ts'
import type { Cached, Caches } from './port.ts'

/** How long the deletion of a kind may take: enough to scan a server that also has a million values of others. */
const clearWithinMs = 60_000
/** How long to wait for an answer, and how long nothing is sent to a server that failed, so that not every caller waits for it. */
const usualPatience = { answerWithinMs: 1000, restMs: 5000 }

export type CacheServerDeps = { readonly log: Log; readonly now: () => Date; readonly patience?: typeof usualPatience }

const connectorOf = async (address: string): Promise<Connect> =>
  isServer(address)
    ? (await import('./cache-postgres.ts')).connectPostgres
    : (await import('./cache-redis.ts')).connectRedis

/**
 * Caches on a separate server. While it cannot be reached they return nothing and keep nothing; this is logged once, and the server is asked again
 * every few seconds.
 * @param space keeps these values apart from those of other installations on the same server.
 */
export const createCacheServer = async (
  address: string,
  space: string,
  { log, now, patience = usualPatience }: CacheServerDeps,
): Promise<Caches> => {
  const server = nameOfCache(address)
  const connect = await connectorOf(address)
  let connection: Promise<CacheConnection> | undefined
  let restsUntil = 0
  let fault: string | undefined

  const drop = (dropped: Promise<CacheConnection> | undefined): void => {
    if (dropped === connection) connection = undefined
    const close = (): void => void dropped?.then(async (one) => one.close()).catch(() => {})
    // Others may still wait for this connection, and would never get an answer.
    setTimeout(close, 2 * patience.answerWithinMs).unref()
  }
  /** A connection that was cut while nobody used it is made again at once. */
  const attempt = async <Result>(
    use: (connected: CacheConnection) => Promise<Result>,
    signal: AbortSignal,
  ): Promise<Result> => {
    const held = connection
    try {
      if (held !== undefined) return await use(await held)
    } catch {
      drop(held)
    }
    connection ??= connect({ address, space, now, signal })
    return use(await connection)
  }
  const succeed = (): void => {
    if (fault !== undefined) log.info({ cache: server }, 'the cache answers again')
    fault = undefined
  }
  const fail = (error: unknown): void => {
    const isNew = fault === undefined
    fault = describeError(error)
    restsUntil = performance.now() + patience.restMs
    drop(connection)
    if (isNew) log.warn({ cache: server, error: fault }, 'the cache does not answer: the program works without it')
  }
  const run = async <Result>(
    use: (connected: CacheConnection) => Promise<Result>,
    limitMs = patience.answerWithinMs,
  ): Promise<Result> => {
    if (performance.now() < restsUntil) throw new Error(fault)
    try {
      const result = await withinTime({ what: 'the cache', limitMs }, (signal) => attempt(use, signal))
      succeed()
      return result
    } catch (error) {
      fail(error)
      throw error
    }
  }
  const caches: Caches = {
    of: <Value>(kind: string): Cached<Value> => ({
      get: (key) => run((connected) => connected.of(kind).get<Value>(key)).catch(() => undefined),
      set: (key, value, ttlMs) => run((connected) => connected.of(kind).set(key, value, ttlMs)).catch(() => false),
    }),
    clear: (kind) =>
      run((connected) => connected.clear(kind), clearWithinMs).catch((error) => {
        const problem = `${server} does not answer (${describeError(error)}), and what it keeps cannot be deleted`
        throw new UserError('KEYV_URL', problem, 'run the same command again when it answers')
      }),
    async state() {
      const isThere = await run((connected) => connected.of('state').get('state')).then(
        () => true,
        () => false,
      )
      if (isThere) return { server, state: 'good', detail: server }
      return { server, state: 'warning', detail: `${server} does not answer: ${fault}; the program works without it` }
    },
    forgetExpired: (at) => run((connected) => connected.forgetExpired(at)).catch(() => {}),
    async close() {
      const last = connection
      connection = undefined
      await (await last?.catch(() => undefined))?.close()
    },
  }
  await caches.state()
  return caches
}
