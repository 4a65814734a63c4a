import { createServer } from 'node:net'
import type { Kysely } from 'kysely'
import { archiveSpan } from '../archive/store.ts'
import { describeError, UserError } from '../errors.ts'
import type { Schema } from '../store/schema.ts'
import type { SourceStatus } from './port.ts'

/** One row of the doctor's table. */
export type Check = {
  readonly name: string
  readonly state: 'good' | 'warning' | 'bad'
  readonly detail: string
  /** How to mend it. */
  readonly fix?: string
}

/** Whether the storage can be opened, is whole, and what it holds. */
export const checkStorage = async (
  path: string,
  open: (path: string) => Promise<{ db: Kysely<Schema>; close: () => Promise<void> }>,
  findDamage: (db: Kysely<Schema>) => Promise<string | undefined>,
): Promise<Check> => {
  try {
    const { db, close } = await open(path)
    const damage = await findDamage(db)
    const { commentaries } = await archiveSpan(db)
    await close()
    return damage === undefined
      ? { name: 'storage', state: 'good', detail: `${path}, ${commentaries} commentaries` }
      : { name: 'storage', state: 'bad', detail: `${path}: ${damage}`, fix: 'restore it from a backup' }
  } catch (error) {
    if (error instanceof UserError) return { name: 'storage', state: 'bad', detail: error.problem, fix: error.fix }
    return { name: 'storage', state: 'bad', detail: describeError(error), fix: 'see DATABASE_URL in .env.example' }
  }
}

/** Whether the preview page can listen there. */
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
              fix: 'right if rsis-brief runs; else set PORT',
            }
          : { name: 'page', state: 'bad', detail: `${host}:${port}: ${error.message}`, fix: 'set HOST and PORT' },
      )
    })
    probe.listen(port, host, () => {
      probe.close(() => resolve({ name: 'page', state: 'good', detail: `http://${host}:${port} is free` }))
    })
  })

const feedFixes: Readonly<Record<string, string>> = {
  blocked:
    'the site answers machines with a page for people: import single commentaries with npm run import, or set FEED_URLS',
  unreachable: 'check the network, a proxy or a firewall of this machine',
  'not a feed': 'open the address in a browser; set FEED_URLS to the address of its feed',
  empty: 'the feed has no items now; look again tomorrow',
  stale: 'nothing new for weeks: look on the site whether the feed has moved',
}

/** How the poll of one source went, as rows: the source, then each step of its chain. */
export const checkSource = (source: SourceStatus): Check[] => {
  const isRead = source.lastSuccessAt !== undefined
  const state = isRead ? (source.state === 'stale' || source.state === 'empty' ? 'warning' : 'good') : 'bad'
  const fix = feedFixes[source.state]
  return [
    {
      name: `feed: ${source.id}`,
      state,
      detail: [source.state, source.detail].filter((part) => part !== undefined).join(': '),
      ...(state === 'good' || fix === undefined ? {} : { fix }),
    },
    ...source.steps
      .filter((step) => source.steps.length > 1 && step.state !== 'not tried')
      .map(
        (step): Check => ({
          name: `  ${step.kind}`,
          state: isRead ? 'good' : 'warning',
          detail: `${step.url}: ${[step.state, step.detail].filter((part) => part !== undefined).join(', ')}`,
        }),
      ),
  ]
}

const marks = { good: '✓', warning: '!', bad: '✗' } as const

/** The checks as lines for a terminal: mark, name, detail, and the fix below what needs one. */
export const formatChecks = (checks: readonly Check[]): string => {
  const width = Math.max(...checks.map(({ name }) => name.length))
  return checks
    .flatMap(({ name, state, detail, fix }) => [
      `${marks[state]} ${name.padEnd(width)}  ${detail}`,
      ...(fix === undefined ? [] : [`  ${''.padEnd(width)}  → ${fix}`]),
    ])
    .join('\n')
}
