// How well search() ranks compared with plain FTS5, MiniSearch and Orama in the same run, on collections beside the
// project: judged queries (Cranfield), the titles of real commentaries as queries for their bodies, and their words misspelt.
// Run: node bench/relevance/run.ts
import { printTable } from '../figures.ts'
import { createRandom } from '../random.ts'
import { type Engine, openEngines } from './engines.ts'
import { measureOneEdit } from './one-edit.ts'
import { documentCounts, threeWords, withOneEdit } from './queries.ts'
import { type Judgment, readCollection, readRealTexts } from './texts.ts'

const mean = (figures: readonly number[]): number => figures.reduce((sum, figure) => sum + figure, 0) / figures.length

/** Discounted cumulative gain with linear gains, as trec_eval's ndcg_cut. */
const gainOf = (grades: readonly number[]): number =>
  grades.reduce((sum, grade, index) => sum + grade / Math.log2(index + 2), 0)

type Query = { readonly id: string; readonly text: string }

/** nDCG@10 over the queries, and the share of queries that were refused or had no answer. */
const measure = async (engine: Engine, queries: readonly Query[], judgments: readonly Judgment[]) => {
  const gains: number[] = []
  let empty = 0
  for (const { id, text } of queries) {
    const grades = new Map(judgments.filter(({ query }) => query === id).map(({ doc, grade }) => [doc, grade]))
    const found = await engine.find(text, 10)
    if (found.length === 0) empty += 1
    const ideal = [...grades.values()].sort((a, b) => b - a).slice(0, 10)
    gains.push(gainOf(found.map((doc) => grades.get(doc) ?? 0)) / gainOf(ideal))
  }
  return [mean(gains).toFixed(3), `${((100 * empty) / queries.length).toFixed(1)} %`]
}

const measureCranfield = async (): Promise<void> => {
  const collection = readCollection('cranfield')
  if (collection === undefined) return
  const { docs, queries, judgments } = collection
  const counts = documentCounts(docs)
  const short = queries.map((query) => threeWords(query, counts))
  const random = createRandom(7)
  const edited = short.map((query) => withOneEdit(query, random))
  const rows: string[][] = [['nDCG@10', 'as written', 'empty', 'three words', 'empty', 'one edit', 'empty']]
  for (const engine of await openEngines(docs)) {
    const figures: string[] = []
    for (const set of [queries, short, edited]) figures.push(...(await measure(engine, set, judgments)))
    rows.push([engine.name, ...figures])
    await engine.close()
  }
  process.stdout.write(`Cranfield: ${docs.length} documents, ${queries.length} judged queries\n`)
  printTable(rows)
}

/** Finds each body by its title: mean reciprocal rank, and how often it is first. */
const measureKnownItems = async (): Promise<void> => {
  const docs = readRealTexts()
  if (docs.length === 0) return
  const rows: string[][] = [['known item', 'MRR', 'first']]
  for (const engine of await openEngines(docs.map((doc) => ({ ...doc, title: '' })))) {
    const ranks: number[] = []
    for (const { id, title } of docs) {
      const at = (await engine.find(title.replaceAll('"', ''), 100)).indexOf(id)
      ranks.push(at === -1 ? 0 : 1 / (at + 1))
    }
    rows.push([engine.name, mean(ranks).toFixed(3), `${ranks.filter((rank) => rank === 1).length} of ${docs.length}`])
    await engine.close()
  }
  process.stdout.write(`Real commentaries: ${docs.length} bodies, their titles as queries\n`)
  printTable(rows)
}

const measureMisspellings = async (): Promise<void> => {
  const docs = readRealTexts()
  if (docs.length === 0) return
  const table = await measureOneEdit(docs)
  process.stdout.write(
    `Real commentaries: words that two of ${docs.length} use, misspelt by one letter behind the first\n`,
  )
  printTable(table)
}

await measureCranfield()
await measureKnownItems()
await measureMisspellings()
