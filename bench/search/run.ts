// Speed of search beside bare FTS5 in the same run.
// Run: node bench/search/run.ts [--docs 7000] [--smoke]
import { parseArgs } from 'node:util'
import { measureSpeed } from './speed.ts'

const { values } = parseArgs({ options: { docs: { type: 'string' }, smoke: { type: 'boolean' } }, strict: false })
const isSmoke = values.smoke === true
const count = typeof values.docs === 'string' ? Number(values.docs) : isSmoke ? 300 : 7000

await measureSpeed(count, isSmoke ? 100 : 1000)
