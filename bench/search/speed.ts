import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { DatabaseSync } from 'node:sqlite'
import { parseQuery } from '../../src/archive/query/parse.ts'
import { search } from '../../src/archive/search/search.ts'
import { saveBriefing } from '../../src/archive/store/briefings.ts'
import { saveCommentary } from '../../src/archive/store/save-commentary.ts'
import { textOf } from '../../src/commentary/commentary.ts'
import { openStore } from '../../src/store/connection.ts'
import { startServer } from '../../tests/postgres-server.ts'
import { percentile, printTable } from '../figures.ts'
import { createRandom } from '../random.ts'
import { createZipf, makeCommentary, vocabulary } from './corpus.ts'

const now = new Date(0)

/** The same commentaries in the program's own archive, and in a table of nothing but FTS5. */
const build = async (folder: string, count: number, address = join(folder, 'archive.db')) => {
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
  return { store, bare, docsPerSecond: (1000 * count) / ownMs }
}

/** Rows of one page: as many for both. */
const rows = 5

/** What the bare table does for a query: any of the words, the best by bm25, and a snippet of each. */
const createBareSearch = (bare: DatabaseSync) => {
  const rank = bare.prepare('select rowid, title from bare where bare match ? order by bm25(bare, 2, 1) limit ?')
  const snippet = bare.prepare(`select snippet(bare, 1, '[', ']', '…', 24) from bare where bare match ? and rowid = ?`)
  return (words: readonly string[]): void => {
    const expression = words.map((word) => `"${word}"`).join(' OR ')
    for (const { rowid } of rank.all(expression, rows)) snippet.get(expression, rowid ?? null)
  }
}

/** Two neighbouring letters in the middle of the longest word change places. */
const misspelt = (words: readonly string[]): string[] => {
  const at = words.indexOf(words.toSorted((a, b) => b.length - a.length)[0] ?? '')
  const word = words[at] ?? ''
  const middle = Math.floor(word.length / 2)
  const swapped = word.slice(0, middle - 1) + word.charAt(middle) + word.charAt(middle - 1) + word.slice(middle + 1)
  return words.with(at, swapped)
}

/**
 * Search as a person gets it beside bare FTS5, on the same queries of one to four words, turn by turn in the same run. A
 * misspelt query is compared with what bare FTS5 takes for the right one, since for a word that it does not know it does
 * nothing.
 */
export const measureSpeed = async (count: number, queryCount: number, database: 'file' | 'postgres'): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'rsis-brief-bench-'))
  const server = database === 'postgres' ? await startServer() : undefined
  if (database === 'postgres' && server === undefined) throw new Error('PostgreSQL is not installed')
  const { store, bare, docsPerSecond } = await build(folder, count, server && `${server.address}/postgres`)
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
  const timed = async (work: () => unknown): Promise<number> => {
    const startedAt = performance.now()
    await work()
    return performance.now() - startedAt
  }
  const find = (words: readonly string[]) => () =>
    search(store.db, parseQuery(words.join(' ')), { limit: rows, offset: 0 })
  const indexMs = await timed(find(['bano']))
  const [right, wrong, theirs]: number[][] = [[], [], []]
  for (let index = -50; index < queryCount; index += 1) {
    const words = Array.from({ length: 1 + (Math.abs(index) % 4) }, telling)
    const [own, bareMs, corrected] = [
      await timed(find(words)),
      await timed(() => searchBare(words)),
      await timed(find(misspelt(words))),
    ]
    if (index < 0) continue
    right?.push(own)
    theirs?.push(bareMs)
    wrong?.push(corrected)
  }
  const memory = process.memoryUsage().rss / 2 ** 20
  const peak = process.resourceUsage().maxRSS / 2 ** 10
  await store.close()
  await server?.stop()
  bare.close()
  rmSync(folder, { recursive: true })

  const row = (name: string, p: number): string[] => {
    const [own, bareMs, corrected] = [right, theirs, wrong].map((figures) => percentile(figures ?? [], p))
    const ratio = (ms = 0): string => `${ms.toFixed(1)} ms (${(ms / (bareMs ?? 1)).toFixed(2)})`
    return [name, `${(bareMs ?? 0).toFixed(1)} ms`, ratio(own), ratio(corrected)]
  }
  process.stdout.write(
    `${server === undefined ? 'A file' : 'PostgreSQL'}: ${count} commentaries taken in at ${docsPerSecond.toFixed(0)} a second, indexed at ${((1000 * count) / indexMs).toFixed(0)}; ${queryCount} queries of 1-4 words, ${rows} rows each; ${memory.toFixed(0)} MB of memory, at most ${peak.toFixed(0)}\n`,
  )
  printTable([
    ['', 'bare FTS5', 'search (ratio)', 'misspelt (ratio)'],
    row('p50', 0.5),
    row('p95', 0.95),
    row('p99', 0.99),
  ])
}
