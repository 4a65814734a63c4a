import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { DatabaseSync } from 'node:sqlite'
import { parseQuery } from '../../src/archive/query/parse.ts'
import { search } from '../../src/archive/search/search.ts'
import { saveBriefing, saveCommentary } from '../../src/archive/store/commentaries.ts'
import { textOf } from '../../src/commentary/commentary.ts'
import { openStore } from '../../src/store/connection.ts'
import { percentile, printTable } from '../figures.ts'
import { createRandom, createZipf, makeCommentary, vocabulary } from './corpus.ts'

const now = new Date(0)

/** The same commentaries in the program's own archive, and in a table of nothing but FTS5. */
const build = async (folder: string, count: number) => {
  const draw = createZipf(createRandom(1))
  const store = await openStore(join(folder, 'archive.db'))
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
  return { store, bare, docsPerSecond: (1000 * count) / ownMs }
}

/** What the bare table does for a query: any of the words, the ten best, and a snippet of each. */
const createBareSearch = (bare: DatabaseSync) => {
  const rank = bare.prepare('select rowid from bare where bare match ? order by bm25(bare, 2, 1) limit 10')
  const snippet = bare.prepare(`select snippet(bare, 1, '[', ']', '…', 24) from bare where bare match ? and rowid = ?`)
  return (words: readonly string[]): number => {
    const expression = words.map((word) => `"${word}"`).join(' OR ')
    const rows = rank.all(expression)
    for (const { rowid } of rows) snippet.get(expression, rowid ?? null)
    return rows.length
  }
}

/**
 * Search as a person gets it (first page of five, with sentences) beside bare FTS5 (the ten best with `snippet()`), on
 * the same queries of one to four words, turn by turn in the same run.
 */
export const measureSpeed = async (count: number, queryCount: number): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'rsis-brief-bench-'))
  const { store, bare, docsPerSecond } = await build(folder, count)
  const searchBare = createBareSearch(bare)
  const random = createRandom(2)
  const draw = createZipf(random)
  const telling = (): string => {
    // The commonest words are the stop words of this language.
    for (;;) {
      const rank = draw()
      if (rank >= 60) return vocabulary[rank] ?? ''
    }
  }
  const own: number[] = []
  const theirs: number[] = []
  const run = async (words: readonly string[], isMeasured: boolean): Promise<void> => {
    const startedAt = performance.now()
    await search(store.db, parseQuery(words.join(' ')), { limit: 5, offset: 0 })
    const between = performance.now()
    searchBare(words)
    if (isMeasured) {
      own.push(between - startedAt)
      theirs.push(performance.now() - between)
    }
  }
  for (let index = -50; index < queryCount; index += 1) {
    await run(Array.from({ length: 1 + (Math.abs(index) % 4) }, telling), index >= 0)
  }
  await store.close()
  bare.close()
  rmSync(folder, { recursive: true })

  const row = (name: string, p: number): string[] => {
    const [ours, bareMs] = [percentile(own, p), percentile(theirs, p)]
    return [name, `${ours.toFixed(1)} ms`, `${bareMs.toFixed(1)} ms`, (ours / bareMs).toFixed(2)]
  }
  process.stdout.write(
    `${count} commentaries taken in at ${docsPerSecond.toFixed(0)} a second; ${queryCount} queries of 1-4 words\n`,
  )
  printTable([['', 'search', 'bare FTS5', 'ratio'], row('p50', 0.5), row('p95', 0.95), row('p99', 0.99)])
}
