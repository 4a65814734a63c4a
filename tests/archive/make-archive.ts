import type { Commentary } from '../../src/archive/port.ts'
import { parseQuery } from '../../src/archive/query/parse.ts'
import { search } from '../../src/archive/search/search.ts'
import { saveCommentary } from '../../src/archive/store/save-commentary.ts'
import type { Store } from '../../src/store/connection.ts'
import { openTestStore } from '../open-store.ts'

/** A commentary of two paragraphs with arbitrary content, and the changes of a test. */
export const makeCommentary = (fields: Partial<Commentary> = {}): Commentary => ({
  id: 'CO26001',
  url: 'https://www.rsis.edu.sg/rsis-publication/rsis/quiet/',
  title: 'A Quiet Year',
  authors: ['Jane Tan'],
  published: '2026-01-15',
  updated: undefined,
  synopsis: undefined,
  sections: [{ heading: undefined, paragraphs: ['Little happened. Nobody complained.'] }],
  aboutAuthors: [],
  categories: [],
  pdfUrl: undefined,
  extent: 'full',
  ...fields,
})

/** A commentary of one paragraph. */
export const withText = (id: string, text: string, fields: Partial<Commentary> = {}): Commentary =>
  makeCommentary({ id, sections: [{ heading: undefined, paragraphs: [text] }], ...fields })

/** An archive in memory with these commentaries. */
export const makeArchive = async (commentaries: readonly Commentary[]): Promise<Store> => {
  const store = await openTestStore()
  await store.db.transaction().execute(async (tx) => {
    for (const commentary of commentaries) {
      await saveCommentary(tx, { commentary, keys: [`co:${commentary.id}`], now: new Date('2026-11-01T00:00:00Z') })
    }
  })
  return store
}

/** The first page of twenty results for a typed search. */
export const findIn = ({ db }: Store, text: string) => search(db, parseQuery(text), { limit: 20, offset: 0 })

/** The ids of the results. */
export const idsIn = async (store: Store, text: string): Promise<string[]> =>
  (await findIn(store, text)).hits.map(({ commentary }) => commentary.id)
