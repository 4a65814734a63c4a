import { DatabaseSync } from 'node:sqlite'
import { create, insertMultiple, search as searchOrama } from '@orama/orama'
import MiniSearch from 'minisearch'
import { stem } from 'porter2'
import { parseQuery } from '../../src/archive/query/parse.ts'
import { isStopWord } from '../../src/archive/query/stop-words.ts'
import { search } from '../../src/archive/search/search.ts'
import { saveCommentary } from '../../src/archive/store/save-commentary.ts'
import { openStore, type Store } from '../../src/store/connection.ts'
import type { Doc } from './texts.ts'

/** An engine with documents: gives at most `limit` ids for a query, best first. */
export type Engine = {
  readonly name: string
  readonly find: (text: string, limit: number) => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

const wordsOf = (text: string): string[] => {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const telling = words.filter((word) => !isStopWord(word))
  return telling.length > 0 ? telling : words
}

/** An archive in memory with the documents. */
export const openArchive = async (docs: readonly Doc[]): Promise<Store> => {
  const store = await openStore(':memory:')
  await store.db.transaction().execute(async (tx) => {
    for (const { id, title, text } of docs) {
      const commentary = {
        id,
        url: undefined,
        title,
        authors: [],
        published: undefined,
        updated: undefined,
        synopsis: undefined,
        sections: [{ heading: undefined, paragraphs: [text] }],
        aboutAuthors: [],
        categories: [],
        pdfUrl: undefined,
        extent: 'full' as const,
      }
      await saveCommentary(tx, { commentary, keys: [`id:${id}`], now: new Date(0) })
    }
  })
  return store
}

/** The product's own search. */
const openOwn = async (docs: readonly Doc[]): Promise<Engine> => {
  const store = await openArchive(docs)
  return {
    name: 'search()',
    find: async (text, limit) =>
      (await search(store.db, parseQuery(text), { limit, offset: 0 })).hits.map(({ commentary }) => commentary.id),
    close: store.close,
  }
}

/** FTS5 as in its documentation: Porter's stems, any of the words, the title with double weight. */
const openFts5 = async (docs: readonly Doc[]): Promise<Engine> => {
  const database = new DatabaseSync(':memory:')
  database.exec(`create virtual table t using fts5(title, body, tokenize='porter unicode61 remove_diacritics 2')`)
  const insert = database.prepare('insert into t (rowid, title, body) values (?, ?, ?)')
  for (const [index, { title, text }] of docs.entries()) insert.run(index, title, text)
  const rank = database.prepare('select rowid from t where t match ? order by bm25(t, 2, 1) limit ?')
  return {
    name: 'FTS5',
    find: async (text, limit) =>
      rank
        .all(
          wordsOf(text)
            .map((word) => `"${word}"`)
            .join(' OR '),
          limit,
        )
        .map(({ rowid }) => docs[Number(rowid)]?.id ?? ''),
    close: async () => database.close(),
  }
}

const openMiniSearch = async (docs: readonly Doc[]): Promise<Engine> => {
  const index = new MiniSearch<Doc>({
    fields: ['title', 'text'],
    processTerm: (term) => (isStopWord(term.toLowerCase()) ? null : stem(term.toLowerCase())),
    searchOptions: { boost: { title: 2 } },
  })
  index.addAll(docs)
  return {
    name: 'MiniSearch, stemmed',
    find: async (text, limit) =>
      index
        .search(text)
        .slice(0, limit)
        .map(({ id }) => String(id)),
    close: async () => {},
  }
}

const openOrama = async (docs: readonly Doc[]): Promise<Engine> => {
  const database = create({
    schema: { id: 'string', title: 'string', text: 'string' } as const,
    components: { tokenizer: { language: 'english', stemming: true } },
  })
  await insertMultiple(database, [...docs])
  return {
    name: 'Orama, stemmed',
    find: async (text, limit) => {
      const { hits } = await searchOrama(database, {
        term: wordsOf(text).join(' '),
        properties: ['title', 'text'],
        boost: { title: 2 },
        limit,
      })
      return hits.map(({ document }) => document.id)
    },
    close: async () => {},
  }
}

/** Each engine with these documents. */
export const openEngines = async (docs: readonly Doc[]): Promise<Engine[]> =>
  Promise.all([openOwn(docs), openFts5(docs), openMiniSearch(docs), openOrama(docs)])
