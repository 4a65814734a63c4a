import { countCommentaries } from '../card/count.ts'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { archiveSpan } from '../archive/store/counts.ts'
import { describeError, UserError } from '../errors.ts'
import { isServer, nameOf } from '../store/address.ts'
import type { FoundStore } from '../store/connection.ts'
import { checkWritable, freeBytes } from '../store/file.ts'
import type { CacheState } from '../store/port.ts'
import { fixOfUnknownName } from '../fetch/unknown-name.ts'
import type { SourceStatus } from './port.ts'

/** One row of the doctor's table. */
export type Check = {
  readonly name: string
  readonly state: 'good' | 'warning' | 'bad'
  readonly detail: string
  /** Its parts, one line each. */
  readonly parts?: readonly string[]
  /** What to do about it. */
  readonly fix?: string
}

/** Whether the storage can be used and is intact, and what it holds; `inspect` changes nothing. */
export const checkStorage = async (
  address: string,
  inspect: (address: string) => Promise<FoundStore | undefined>,
): Promise<Check> => {
  const name = 'storage'
  const path = nameOf(address)
  try {
    const found = await inspect(address)
    if (found === undefined) return checkStored(address, `${path} is made at the first start`)
    try {
      return await checkFound(address, found)
    } finally {
      await found.close()
    }
  } catch (error) {
    if (error instanceof UserError) return { name, state: 'bad', detail: error.problem, fix: error.fix }
    return { name, state: 'bad', detail: `${path}: ${describeError(error)}`, fix: 'see DATABASE_URL in .env.example' }
  }
}

const checkFound = async (address: string, { db, damage, isCurrent }: FoundStore): Promise<Check> => {
  const path = nameOf(address)
  const name = 'storage'
  if (damage !== undefined) {
    return { name, state: 'bad', detail: `${path} is damaged: ${damage}`, fix: 'restore it from a backup' }
  }
  if (!isCurrent) {
    return {
      name,
      state: 'warning',
      detail: `${path} was written by an earlier version`,
      fix: isServer(address)
        ? 'stop that version where it runs, copy the database (pg_dump), then npm start: it updates the tables'
        : 'stop that version where it runs, then npm start: it makes a copy of the file and updates it',
    }
  }
  const { commentaries } = await archiveSpan(db)
  return checkStored(address, `${path}, ${countCommentaries(commentaries)}`)
}

/** The row for a database that works. */
const checkStored = (address: string, detail: string): Check =>
  isServer(address) ? { name: 'storage', state: 'good', detail } : checkRoom('storage', address, detail)

/** As much as the program writes in ten years. */
const leastFreeMb = 100

/** Whether the disk of a file has room for what the program will write; `detail`: the text of the row if it has. */
const checkRoom = (name: string, file: string, detail: string): Check => {
  const mb = Math.floor(freeBytes(file) / 1e6)
  if (mb >= leastFreeMb) return { name, state: 'good', detail }
  const fix = 'free some space on that disk'
  return { name, state: 'warning', detail: `${detail}; its disk has only ${mb} MB left`, fix }
}

/**
 * Whether the search index can be kept in a folder of this machine, for a database on a server. No row for a database file: its
 * index is beside it.
 */
export const checkSearchFolder = (address: string, folder: string): Check[] => {
  if (!isServer(address)) return []
  const name = 'search'
  try {
    checkWritable(join(folder, 'index'))
    return [checkRoom(name, join(folder, 'index'), `index in ${folder}`)]
  } catch (error) {
    const detail = `the index is kept in memory, because ${folder} cannot be written: ${describeError(error)}`
    return [{ name, state: 'warning', detail, fix: 'set SEARCH_FOLDER to a folder with room that this user may write' }]
  }
}

/** The proxies in use, without the passwords in their addresses; no row without a proxy. */
export const checkProxies = (proxies: {
  readonly http: string | undefined
  readonly https: string | undefined
  readonly except: string | undefined
}): Check[] => {
  const ways = (['https', 'http'] as const).flatMap((protocol) => {
    const host = URL.parse(proxies[protocol] ?? '')?.host
    return host === undefined ? [] : [`${protocol} through ${host}`]
  })
  if (ways.length === 0) return []
  const except = proxies.except === undefined ? '' : `; not for ${proxies.except}`
  return [{ name: 'proxy', state: 'good', detail: `${ways.join(', ')}${except}` }]
}

/** Whether the cache server answers; no row without one. */
export const checkCaches = (found: CacheState | undefined): Check[] =>
  found === undefined
    ? []
    : [
        {
          name: 'cache',
          state: found.state,
          detail: found.detail,
          ...(found.state === 'good' ? {} : { fix: 'check KEYV_URL and that server; nothing is lost meanwhile' }),
        },
      ]

/** Whether the page can listen at that address. */
export const checkPort = (host: string, port: number): Promise<Check> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      resolve(
        error.code === 'EADDRINUSE'
          ? {
              name: 'page',
              state: 'warning',
              detail: `${host}:${port} is in use`,
              fix: 'expected if rsis-brief is already running; otherwise set PORT',
            }
          : { name: 'page', state: 'bad', detail: `${host}:${port}: ${error.message}`, fix: 'set HOST and PORT' },
      )
    })
    probe.listen(port, host, () => {
      probe.close(() => resolve({ name: 'page', state: 'good', detail: `http://${host}:${port} is free` }))
    })
  })

const feedFixes: Readonly<Record<string, string>> = {
  blocked: 'the site refuses programs: import single commentaries with npm run import, or set FEED_URLS',
  unreachable: 'check the network, a proxy or a firewall of this machine',
  'not a feed': 'open the address in a browser; set FEED_URLS to the address of its feed',
  gone: 'the site removed it permanently: remove it from FEED_URLS, or find its new address',
  empty: 'the feed has no items now; look again tomorrow',
  late: 'the feed cannot be read; the repository is read instead, which gets everything later: see the steps above',
  stale: 'nothing new for weeks: look on the site whether the feed has moved',
}

/** A state with its detail. */
const described = ({ state, detail }: Pick<SourceStatus, 'state' | 'detail'>): string =>
  [state, detail].filter((part) => part !== undefined).join(': ')

/** How the poll of one source went, with the steps of its chain if there are several. */
export const checkSource = (source: SourceStatus): Check => {
  const isRead = source.lastSuccessAt !== undefined
  const state = isRead ? (['stale', 'empty', 'late'].includes(source.state) ? 'warning' : 'good') : 'bad'
  const fix = fixOfUnknownName(source.detail ?? '', source.id) ?? feedFixes[source.state]
  const steps = source.steps.length > 1 ? source.steps : []
  // The detail of a step is not repeated for its source.
  const isSaidBelow = steps.some(({ detail }) => detail === source.detail)
  return {
    name: `feed: ${source.id}`,
    state,
    detail: isSaidBelow ? source.state : described(source),
    parts: steps.map((step) => `${step.kind} ${step.url}: ${described(step)}`),
    ...(state === 'good' || fix === undefined ? {} : { fix }),
  }
}

const marks = { good: '✓', warning: '!', bad: '✗' } as const

/** The checks as lines for a terminal: mark, name and detail, with the parts and, if one is needed, the fix below. */
export const formatChecks = (checks: readonly Check[]): string => {
  const width = Math.max(...checks.map(({ name }) => name.length))
  return checks
    .flatMap(({ name, state, detail, parts = [], fix }) => [
      `${marks[state]} ${name.padEnd(width)}  ${detail}`,
      ...[...parts, ...(fix === undefined ? [] : [`→ ${fix}`])].map((line) => `  ${''.padEnd(width)}  ${line}`),
    ])
    .join('\n')
}
