// How many bylines of 112 are read, in layouts of our own writing after ten kinds of sites.
// Run: npm run bench -- pages [--list]
import { printTable } from '../figures.ts'
import { families } from './families.ts'
import { readBylines } from './score.ts'

const outcomes = await readBylines()
const count = (is: string, family?: string): string =>
  `${outcomes.filter((one) => one.is === is && (family === undefined || one.family === family)).length}`

printTable([
  ['site family', 'right', 'missing', 'wrong'],
  ...families.map(({ name }) => [name, count('right', name), count('missing', name), count('wrong', name)]),
  [`all ${outcomes.length}`, count('right'), count('missing'), count('wrong')],
])
if (process.argv.includes('--list')) {
  for (const { family, byline, found, is } of outcomes.filter((one) => one.is !== 'right'))
    process.stdout.write(`${is}\t${family}\t${byline.names.join(' + ')}\t${found.join(' + ')}\n`)
}
