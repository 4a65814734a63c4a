// A process that only searches an existing archive: the times of queries beside plain FTS5, and the memory.
// Forked by speed.ts with its task as JSON; answers with the figures.
import { performance } from 'node:perf_hooks'
import { DatabaseSync } from 'node:sqlite'
import { parseQuery } from '../../src/archive/query/parse.ts'
import { keepIndexIn } from '../../src/archive/search/own-folder.ts'
import { search } from '../../src/archive/search/search.ts'
import { openStore } from '../../src/store/connection.ts'
import { createRandom } from '../random.ts'
import { createZipf, vocabulary } from './corpus.ts'
import { rows, type SearchFigures, taskSchema } from './task.ts'

/** The query on the plain table: any of the words, the best by bm25, with a snippet of each. */
const createBareSearch = (bare: DatabaseSync) => {
  const rank = bare.prepare('select rowid, title from bare where bare match ? order by bm25(bare, 2, 1) limit ?')
  const snippet = bare.prepare(`select snippet(bare, 1, '[', ']', '…', 24) from bare where bare match ? and rowid = ?`)
  return (words: readonly string[]): void => {
    const expression = words.map((word) => `"${word}"`).join(' OR ')
    for (const { rowid } of rank.all(expression, rows)) snippet.get(expression, rowid ?? null)
  }
}

/** Swaps two neighbouring letters in the middle of the longest word. */
const misspelt = (words: readonly string[]): string[] => {
  const at = words.indexOf(words.toSorted((a, b) => b.length - a.length)[0] ?? '')
  const word = words[at] ?? ''
  const middle = Math.floor(word.length / 2)
  const swapped = word.slice(0, middle - 1) + word.charAt(middle) + word.charAt(middle - 1) + word.slice(middle + 1)
  return words.with(at, swapped)
}

const { address, bareFile, queries, folder } = taskSchema.parse(JSON.parse(process.argv[2] ?? ''))
const store = await openStore(address)
if (folder !== undefined) await keepIndexIn(store.db, { address, folder })
const bare = new DatabaseSync(bareFile)
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
const peakMb = process.resourceUsage().maxRSS / 2 ** 10
const [right, wrong, theirs]: [number[], number[], number[]] = [[], [], []]
for (let index = -50; index < queries; index += 1) {
  const words = Array.from({ length: 1 + (Math.abs(index) % 4) }, telling)
  const [own, bareMs, corrected] = [
    await timed(find(words)),
    await timed(() => searchBare(words)),
    await timed(find(misspelt(words))),
  ]
  if (index < 0) continue
  right.push(own)
  theirs.push(bareMs)
  wrong.push(corrected)
}
const figures: SearchFigures = { indexMs, right, wrong, theirs, peakMb, memoryMb: process.memoryUsage().rss / 2 ** 20 }
bare.close()
await store.close()
process.send?.(figures, () => process.exit(0))
