import { readHtml } from '../../src/commentary/page/read.ts'
import { type Byline, bylines } from './bylines.ts'
import { families } from './families.ts'

/** How many bylines are looked at. */
const most = 112

/** What became of one byline; `wrong`: somebody is named who did not sign. */
export type Outcome = {
  readonly family: string
  readonly byline: Byline
  readonly found: readonly string[]
  readonly is: 'right' | 'missing' | 'wrong'
}

const judge = ({ names }: Byline, found: readonly string[]): Outcome['is'] => {
  if (found.some((name) => !names.includes(name))) return 'wrong'
  return found.length === names.length && found.every((name, at) => name === names[at]) ? 'right' : 'missing'
}

/** Reads each byline in each layout, as far as there are so many. */
export const readBylines = async (): Promise<readonly Outcome[]> => {
  const pages = bylines.flatMap((byline) => families.map((family) => ({ byline, family }))).slice(0, most)
  return Promise.all(
    pages.map(async ({ byline, family }) => {
      const result = await readHtml(family.page(byline), 'https://harbour.example/views/two-harbours')
      const found = result.state === 'facts' ? result.facts.authors : []
      return { family: family.name, byline, found, is: judge(byline, found) }
    }),
  )
}
