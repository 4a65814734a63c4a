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
import { figuresSchema, rows, type SearchFigures, type SearchWish } from './task.ts'

const now = new Date(0)

/** Writes the same commentaries to the program's own archive and to a plain FTS5 table. @returns how many a second. */
const build = async (folder: string, count: number, address: string): Promise<number> => {
  const draw = createZipf(createRandom(1))
  const store = await openStore(address)
  const bare = new DatabaseSync(join(folder, 'bare.db'))
  bare.exec(`pragma journal_mode = wal;
    create virtual table bare using fts5(title, body, tokenize='porter unicode61 remove_diacritics 2')`)
  const insert = bare.prepare('insert into bare (rowid, title, body) values (?, ?, ?)')
  let ownMs = 0
  for (let number = 1; number <= count; number += 500) {
    const batch = Array.from({ length: Math.min(500, count + 1 - number) }, (_, index) =>
      makeCommentary(number + index, draw),
    )
    const startedAt = performance.now()
    await store.db.transaction().execute(async (tx) => {
      for (const { commentary, briefing } of batch) {
        await saveCommentary(tx, { commentary, keys: [`id:${commentary.id}`], now })
        await saveBriefing(tx, { id: commentary.id, revision: 1, briefing }, now)
      }
    })
    ownMs += performance.now() - startedAt
    bare.exec('begin')
    for (const [index, { commentary }] of batch.entries()) {
      insert.run(number + index, commentary.title, textOf(commentary).text)
    }
    bare.exec('commit')
  }
  bare.close()
  await store.close()
  return (1000 * count) / ownMs
}

const measure = async (task: SearchWish): Promise<SearchFigures> => {
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

/**
 * The product's search beside plain FTS5, on the same queries of one to four words, alternately in the same process, which
 * does nothing else. A misspelt query is compared with plain FTS5 on the correct query, because FTS5 does
 * nothing for an unknown word. On a server the index is measured twice: in a file of the process's own, and in memory.
 */
export const measureSpeed = async (count: number, queries: number, database: 'file' | 'postgres'): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'rsis-brief-bench-'))
  const server = database === 'postgres' ? await startServer() : undefined
  if (database === 'postgres' && server === undefined) throw new Error('PostgreSQL is not installed')
  const address = server === undefined ? join(folder, 'archive.db') : `${server.address}/postgres`
  const task = { address, bareFile: join(folder, 'bare.db'), queries }
  const docsPerSecond = await build(folder, count, address)
  process.stdout.write(
    `${count} commentaries taken in at ${docsPerSecond.toFixed(0)} a second; ${queries} queries of 1-4 words, ${rows} rows each\n`,
  )
  if (server === undefined) print('A file', count, await measure(task))
  else {
    print('PostgreSQL, the index in a file', count, await measure({ ...task, folder }))
    print('PostgreSQL, the index in memory', count, await measure(task))
    // As after a restart.
    const { indexMs } = await measure({ ...task, folder, queries: 1 })
    process.stdout.write(`\nThe first search of a later start, with the index in a file: ${indexMs.toFixed(0)} ms\n`)
  }
  await server?.stop()
  rmSync(folder, { recursive: true })
}
