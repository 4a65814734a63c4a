import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { DatabaseSync } from 'node:sqlite'
import { saveBriefing } from '../../src/archive/store/briefings.ts'
import { saveCommentary } from '../../src/archive/store/save-commentary.ts'
import { textOf } from '../../src/commentary/commentary.ts'
import { openStore } from '../../src/store/connection.ts'
import { startServer } from '../../tests/postgres-server.ts'
import { percentile, printTable } from '../figures.ts'
import { createRandom } from '../random.ts'
import { createZipf, makeCommentary } from './corpus.ts'
import { figuresSchema, rows, type SearchFigures, type SearchTask } from './task.ts'

const now = new Date(0)

/** Runs `keep` on all the invented commentaries, in groups of one transaction each. */
const eachBatch = async (
  count: number,
  keep: (batch: readonly ReturnType<typeof makeCommentary>[], first: number) => unknown,
): Promise<void> => {
  const draw = createZipf(createRandom(1))
  for (let first = 1; first <= count; first += 500) {
    const batch = Array.from({ length: Math.min(500, count + 1 - first) }, (_, index) =>
      makeCommentary(first + index, draw),
    )
    await keep(batch, first)
  }
}

/** A table of nothing but FTS5. */
const buildBare = async (file: string, count: number): Promise<void> => {
  const bare = new DatabaseSync(file)
  bare.exec(`pragma journal_mode = wal;
    create virtual table bare using fts5(title, body, tokenize='porter unicode61 remove_diacritics 2')`)
  const insert = bare.prepare('insert into bare (rowid, title, body) values (?, ?, ?)')
  await eachBatch(count, (batch, first) => {
    bare.exec('begin')
    for (const [index, { commentary }] of batch.entries()) {
      insert.run(first + index, commentary.title, textOf(commentary).text)
    }
    bare.exec('commit')
  })
  bare.close()
}

/** The same commentaries in the program's own archive. */
const buildArchive = async (where: string, address: string, count: number): Promise<void> => {
  const store = await openStore(address)
  let ownMs = 0
  await eachBatch(count, async (batch) => {
    const startedAt = performance.now()
    await store.db.transaction().execute(async (tx) => {
      for (const { commentary, briefing } of batch) {
        await saveCommentary(tx, { commentary, keys: [`id:${commentary.id}`], now })
        await saveBriefing(tx, { id: commentary.id, revision: 1, briefing }, now)
      }
    })
    ownMs += performance.now() - startedAt
  })
  await store.close()
  const perSecond = (1000 * count) / ownMs
  process.stdout.write(`\n${where}: ${count} commentaries taken in at ${perSecond.toFixed(0)} a second\n`)
}

const measure = async (task: SearchTask): Promise<SearchFigures> => {
  const child = fork(new URL('measure.ts', import.meta.url), [JSON.stringify(task)], { execPath: process.execPath })
  const [figures] = (await once(child, 'message')) as [unknown]
  return figuresSchema.parse(figures)
}

const print = (where: string, count: number, figures: SearchFigures): void => {
  const { indexMs, peakMb, memoryMb } = figures
  process.stdout.write(
    `\n${where}: indexed in ${(indexMs / 1000).toFixed(1)} s (${((1000 * count) / indexMs).toFixed(0)} a second); ${memoryMb.toFixed(0)} MB of memory after the queries, at most ${peakMb.toFixed(0)} while the index was made\n`,
  )
  const row = (name: string, p: number): string[] => {
    const of = (times: readonly number[]): number => percentile(times, p)
    const bareMs = of(figures.theirs)
    const ratio = (ms: number): string => `${ms.toFixed(1)} ms (${(ms / bareMs).toFixed(2)})`
    return [name, `${bareMs.toFixed(1)} ms`, ratio(of(figures.right)), ratio(of(figures.wrong))]
  }
  printTable([
    ['', 'bare FTS5', 'search (ratio)', 'misspelt (ratio)'],
    row('p50', 0.5),
    row('p95', 0.95),
    row('p99', 0.99),
  ])
}

export type Wanted = {
  readonly count: number
  readonly queries: number
  readonly databases: readonly ('file' | 'postgres')[]
  /** Whether an archive on a server is also searched with its index in memory, as where SEARCH_FOLDER cannot be written. */
  readonly withMemory: boolean
}

/**
 * The product's search beside plain FTS5, on the same queries of one to four words, alternately in the same process, which
 * does nothing else. A misspelt query is compared with plain FTS5 on the correct query, because FTS5 does
 * nothing for an unknown word. The same archive is in a file and on a server, one after the other.
 */
export const measureSpeed = async ({ count, queries, databases, withMemory }: Wanted): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'rsis-brief-bench-'))
  const common = { bareFile: join(folder, 'bare.db'), queries }
  await buildBare(common.bareFile, count)
  process.stdout.write(`${queries} queries of 1-4 words, ${rows} rows each\n`)
  if (databases.includes('file')) {
    const address = join(folder, 'archive.db')
    await buildArchive('A file', address, count)
    print('A file', count, await measure({ ...common, address }))
  }
  const server = databases.includes('postgres') ? await startServer() : undefined
  if (server !== undefined) {
    const task = { ...common, address: `${server.address}/postgres` }
    await buildArchive('PostgreSQL', task.address, count)
    print('PostgreSQL, the index in a file', count, await measure({ ...task, folder }))
    if (withMemory) print('PostgreSQL, the index in memory', count, await measure(task))
    // As after a restart.
    const { indexMs } = await measure({ ...task, folder, queries: 1 })
    process.stdout.write(`\nPostgreSQL, the first search of a later start: ${indexMs.toFixed(0)} ms\n`)
  } else if (databases.includes('postgres')) process.stdout.write('\nPostgreSQL is not installed: not measured\n')
  await server?.stop()
  rmSync(folder, { recursive: true })
}
