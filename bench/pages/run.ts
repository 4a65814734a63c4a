// How many bylines are read, in our own layouts after ten kinds of sites, and how much of complete pages.
// Run: npm run bench -- pages [--list]
import { isDeepStrictEqual } from 'node:util'
import { printTable } from '../figures.ts'
import { families } from './families.ts'
import { readBylines, readSitePages, readWholePages } from './score.ts'

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

const pages = await readWholePages()
const good = (is: (one: (typeof pages)[number]) => boolean): string => `${pages.filter(is).length}`
printTable([
  [`of ${pages.length} whole pages`, 'as they are'],
  ['titles', good(({ page, title }) => title === page.title)],
  ['authors', good(({ page, authors }) => authors.join() === page.authors.join())],
  ['dates', good(({ page, published }) => published === page.published)],
  ['text without other parts of the page', good(({ strays }) => strays.length === 0)],
])

const sitePages = await readSitePages()
printTable([
  [`of ${sitePages.length} pages known word for word`, 'wholly right'],
  ['title, authors, date and text', `${sitePages.filter(({ page, read }) => isDeepStrictEqual(read, page)).length}`],
])
