// Speed of search beside bare FTS5 in the same run: the same rows, with bm25 and snippet.
// Run: node bench/search/run.ts [--documents 7000] [--queries 1000] [--database postgres] [--smoke]
import { parseArgs } from 'node:util'
import { measureSpeed } from './speed.ts'

const { values } = parseArgs({
  options: {
    database: { type: 'string' },
    documents: { type: 'string' },
    queries: { type: 'string' },
    smoke: { type: 'boolean' },
  },
  strict: false,
})
const isSmoke = values.smoke === true
const given = (value: unknown, usual: number): number => (typeof value === 'string' ? Number(value) : usual)

const database = values.database === 'postgres' ? 'postgres' : 'file'

await measureSpeed(given(values.documents, isSmoke ? 300 : 7000), given(values.queries, isSmoke ? 100 : 1000), database)
