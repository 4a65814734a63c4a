import { readHtml } from '../../src/commentary/page/read.ts'
import { morePages } from './more-site-pages.ts'
import { sitePages, type SitePage } from './site-pages.ts'
import { hardPages } from './hard-pages.ts'
import { type Byline, bylines } from './bylines.ts'
import { families } from './families.ts'
import { type WholePage, wholePages } from './whole-pages.ts'

/** The result for one byline; `wrong`: somebody is named who is not an author. */
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

/** Reads each byline in each layout. */
export const readBylines = async (): Promise<readonly Outcome[]> => {
  const pages = bylines.flatMap((byline) => families.map((family) => ({ byline, family })))
  return Promise.all(
    pages.map(async ({ byline, family }) => {
      const result = await readHtml(family.page(byline), 'https://harbour.example/views/two-harbours')
      const found = result.state === 'facts' ? result.facts.authors : []
      return { family: family.name, byline, found, is: judge(byline, found) }
    }),
  )
}

/** The result for one complete page; `strays` are paragraphs that do not belong to its text. */
export type WholeOutcome = {
  readonly page: WholePage
  readonly title: string
  readonly authors: readonly string[]
  readonly published: string | undefined
  readonly strays: readonly string[]
}

const isOfText = (paragraph: string): boolean => /in point [1-4]?\d of|nomor \d|海峡两岸/u.test(paragraph)

/** Reads every complete page. */
export const readWholePages = async (): Promise<readonly WholeOutcome[]> =>
  Promise.all(
    wholePages.map(async (page) => {
      const result = await readHtml(page.html, page.url)
      if (result.state !== 'facts')
        return { page, title: '', authors: [], published: undefined, strays: [result.detail] }
      const { title, authors, published, sections } = result.facts
      const strays = sections.flatMap((section) => section.paragraphs).filter((paragraph) => !isOfText(paragraph))
      return { page, title, authors, published, strays }
    }),
  )

/** The result for a page whose text is known word for word. */
export const readSitePages = async (): Promise<readonly { readonly page: SitePage; readonly read: SitePage }[]> =>
  Promise.all(
    [...sitePages, ...morePages, ...hardPages].map(async (page) => {
      const result = await readHtml(page.html, page.url)
      if (result.state !== 'facts')
        return { page, read: { ...page, title: result.detail, authors: [], published: undefined, text: [] } }
      const { title, authors, published, sections } = result.facts
      const text = sections.flatMap(({ heading, paragraphs }) => [
        ...(heading === undefined ? [] : [heading]),
        ...paragraphs,
      ])
      return { page, read: { ...page, title, authors, published, text } }
    }),
  )
