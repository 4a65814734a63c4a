// Speed of search beside bare FTS5 in the same run: the same rows, with bm25 and snippet; the archive in a file, and on a server.
// Run: node bench/search/run.ts [--documents 7000] [--queries 1000] [--database file|postgres] [--memory] [--smoke]
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { measureSpeed } from './speed.ts'

const { values } = parseArgs({
  options: {
    database: { type: 'string' },
    documents: { type: 'string' },
    queries: { type: 'string' },
    memory: { type: 'boolean', default: false },
    smoke: { type: 'boolean', default: false },
  },
  strict: false,
})
const given = (value: unknown, usual: number): number => (typeof value === 'string' ? Number(value) : usual)
const database = z.enum(['file', 'postgres']).optional().parse(values.database)

await measureSpeed({
  count: given(values.documents, values.smoke === true ? 300 : 7000),
  queries: given(values.queries, values.smoke === true ? 100 : 1000),
  databases: database === undefined ? ['file', 'postgres'] : [database],
  withMemory: values.memory === true,
})
