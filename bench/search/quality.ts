import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { parseQuery } from '../../src/archive/query/parse.ts'
import { countComplete, rankNearest } from '../../src/archive/search/rank.ts'
import { saveCommentary } from '../../src/archive/store/commentaries.ts'
import type { Commentary } from '../../src/commentary/commentary.ts'
import { openStore } from '../../src/store/connection.ts'
import { printTable } from '../figures.ts'

const folder = new URL('../../../shared/collections/cranfield/', import.meta.url)

const readLines = <T>(name: string, schema: z.ZodType<T>): T[] =>
  gunzipSync(readFileSync(new URL(name, folder)))
    .toString()
    .trim()
    .split('\n')
    .map((line) => schema.parse(JSON.parse(line)))

/** Discounted cumulative gain with linear gains, as trec_eval's ndcg_cut. */
const gainOf = (grades: readonly number[]): number =>
  grades.reduce((sum, grade, index) => sum + grade / Math.log2(index + 2), 0)

const mean = (figures: readonly number[]): number => figures.reduce((sum, figure) => sum + figure, 0) / figures.length

const blank: Omit<Commentary, 'id' | 'title'> = {
  url: undefined,
  authors: [],
  published: undefined,
  updated: undefined,
  synopsis: undefined,
  sections: [],
  aboutAuthors: [],
  categories: [],
  pdfUrl: undefined,
  extent: 'full',
}

/** As much of a long query as a person may send. */
const cut = (text: string): string => (text.length <= 200 ? text : text.slice(0, text.lastIndexOf(' ', 200)))

/** Ranking against the judgments of the Cranfield collection, where it is at hand: its queries as they are written. */
export const measureQuality = async (): Promise<void> => {
  if (!existsSync(folder)) return
  const docs = readLines('docs.jsonl.gz', z.object({ id: z.string(), title: z.string(), text: z.string() }))
  const queries = readLines('queries.jsonl.gz', z.object({ id: z.string(), text: z.string() }))
  const judgments = readLines('qrels.jsonl.gz', z.object({ query: z.string(), doc: z.string(), grade: z.number() }))

  const store = await openStore(':memory:')
  await store.db.transaction().execute(async (tx) => {
    for (const { id, title, text } of docs) {
      const commentary = { ...blank, id, title, sections: [{ heading: undefined, paragraphs: [text] }] }
      await saveCommentary(tx, { commentary, keys: [`id:${id}`], now: new Date(0) })
    }
  })

  const gains: number[] = []
  const ranks: number[] = []
  const recalls: number[] = []
  let unanswered = 0
  for (const { id, text } of queries) {
    const grades = new Map(judgments.filter(({ query }) => query === id).map(({ doc, grade }) => [doc, grade]))
    // Documents are numbered from 1 in the order in which they were saved.
    const query = parseQuery(cut(text))
    const ranked = await rankNearest(store.db, query, await countComplete(store.db, query), 100)
    const found = ranked.map(({ number }) => grades.get(docs[number - 1]?.id ?? '') ?? 0)
    const ideal = [...grades.values()].sort((a, b) => b - a)
    gains.push(gainOf(found.slice(0, 10)) / gainOf(ideal.slice(0, 10)))
    const first = found.slice(0, 10).findIndex((grade) => grade > 0)
    ranks.push(first === -1 ? 0 : 1 / (first + 1))
    recalls.push(found.filter((grade) => grade > 0).length / ideal.filter((grade) => grade > 0).length)
    if (ranked.length === 0) unanswered += 1
  }
  await store.close()
  process.stdout.write(`Cranfield: ${docs.length} documents, ${queries.length} queries as written\n`)
  printTable([
    ['', 'search', 'goal'],
    ['nDCG@10', mean(gains).toFixed(3), '0.531'],
    ['MRR@10', mean(ranks).toFixed(3), '0.813'],
    ['recall@100', mean(recalls).toFixed(3), '0.762'],
    ['without an answer', `${((100 * unanswered) / queries.length).toFixed(1)} %`, '0 %'],
  ])
}
