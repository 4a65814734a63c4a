import { setImmediate } from 'node:timers/promises'
import { type Commentary, textOf } from '../../commentary/commentary.ts'
import type { Db } from '../../store/connection.ts'
import { stemOf, tokensOf } from '../query/words.ts'
import { archiveState, type Change, changesAfter } from '../store/changes.ts'
import { commentariesById } from '../store/commentaries.ts'
import { type Acronym, acronymsIn } from './acronyms.ts'
import type { IndexFile } from './index-file.ts'
import { writeLength } from './lengths.ts'
import { addPostings, bodyStart, removePosting } from './postings.ts'

const batchSize = 500

/** In front of the stems of bylines, topics and feeds: private-use characters, which no text holds. */
export const authorMark = '\u{e003}'
export const topicMark = '\u{e001}'
export const feedMark = '\u{e004}'

/** Every word of a commentary with its places. Between two runs (title, a name, a paragraph) a place stays empty. */
type Read = {
  readonly places: Map<string, number[]>
  readonly words: number
  readonly acronyms: readonly Acronym[]
}

const readWords = (commentary: Commentary): Read => {
  const { text, blocks } = textOf(commentary)
  const places = new Map<string, number[]>()
  let [words, at] = [0, 0]
  const add = (tokens: readonly string[]): void => {
    for (const token of tokens) {
      const own = places.get(token)
      if (own === undefined) places.set(token, [at])
      else own.push(at)
      at += 1
    }
    at += 1
  }
  const addText = (part: string): void => {
    const tokens = tokensOf(part)
    words += tokens.length
    add(tokens)
  }
  const marked = (part: string, mark: string): string[] => tokensOf(part).map((token) => `${mark}${stemOf(token)}`)
  addText(commentary.title)
  at = Math.max(at, bodyStart)
  for (const author of commentary.authors) addText(author)
  for (const { start, end } of blocks) addText(text.slice(start, end))
  for (const author of commentary.authors) add(marked(author, authorMark))
  for (const category of commentary.categories) add(marked(category, topicMark))
  for (const feed of commentary.feeds ?? []) add(marked(feed, feedMark))
  return { places, words, acronyms: acronymsIn(text) }
}

const numbersIn = (bytes: Uint8Array): number[] => [...new Uint32Array(bytes.slice().buffer)]

const removeDoc = (index: IndexFile, id: string): void => {
  const [doc] = index.all<{ number: number; words: Uint8Array }>('select number, words from docs where id = ?', id)
  if (doc === undefined) return
  for (const word of numbersIn(doc.words)) {
    const uses = removePosting(index, doc.number, word)
    index.run('update words set docs = docs - 1, uses = uses - ? where id = ?', uses, word)
  }
  index.run('delete from docs where number = ?', doc.number)
  index.run('delete from acronyms where number = ?', doc.number)
  index.run('delete from names where number = ?', doc.number)
  writeLength(index, doc.number, 0)
}

/** Stems begin with a mark where they are not of the text. */
const marks = [authorMark, topicMark, feedMark]
const stemFor = (token: string): string => (marks.some((mark) => token.startsWith(mark)) ? token : stemOf(token))

/** True at every so many calls: then other work should have its turn. */
const createIsTurn = (every: number): (() => boolean) => {
  let calls = 0
  return () => {
    calls += 1
    return calls % every === 0
  }
}

type Archived = { readonly number: number; readonly commentary: Commentary; readonly read: Read }

/** Numbers of words that are known already: a number stays with its word for ever. */
type Ids = Map<string, number>

const addWord = (index: IndexFile, token: string, docs: number, uses: number): number => {
  const [row] = index.all<{ id: number }>(
    `insert into words (token, stem, docs, uses) values (?, ?, ?, ?)
      on conflict (token) do update set docs = docs + excluded.docs, uses = uses + excluded.uses returning id`,
    token,
    stemFor(token),
    docs,
    uses,
  )
  return row?.id ?? 0
}

const addName = 'insert or ignore into names values (?, ?, ?)'

const addDocs = async (index: IndexFile, archived: readonly Archived[], ids: Ids): Promise<void> => {
  const counts = new Map<string, { docs: number; uses: number }>()
  for (const { read } of archived) {
    for (const [token, places] of read.places) {
      const own = counts.get(token) ?? { docs: 0, uses: 0 }
      counts.set(token, own)
      own.docs += 1
      own.uses += places.length
    }
  }
  const isTurn = createIsTurn(1000)
  for (const [token, { docs, uses }] of counts) {
    if (isTurn()) await setImmediate()
    const known = ids.get(token)
    if (known === undefined) ids.set(token, addWord(index, token, docs, uses))
    else index.run('update words set docs = docs + ?, uses = uses + ? where id = ?', docs, uses, known)
  }
  const docs = archived.map(({ number, read }) => {
    const uses = [...read.places].map(([token, places]) => [ids.get(token) ?? 0, places] as const)
    return [number, new Map(uses)] as const
  })
  await addPostings(index, new Map(docs), isTurn)
  for (const { number, commentary, read } of archived) {
    const words = Uint32Array.from([...read.places.keys()], (token) => ids.get(token) ?? 0)
    index.run(
      'insert into docs values (?, ?, ?, ?)',
      number,
      commentary.id,
      commentary.published ?? null,
      new Uint8Array(words.buffer),
    )
    writeLength(index, number, Math.max(1, read.words))
    for (const { short, long } of read.acronyms) {
      index.run('insert into acronyms values (?, ?, ?)', short, number, long.join(' '))
    }
    for (const name of commentary.authors) index.run(addName, number, 'author', name)
    for (const name of commentary.categories) index.run(addName, number, 'topic', name)
  }
}

const applyBatch = async (db: Db, index: IndexFile, changes: readonly Change[], ids: Ids): Promise<void> => {
  const archived: Archived[] = []
  const found = await commentariesById(
    db,
    changes.map(({ id }) => id),
  )
  const isTurn = createIsTurn(10)
  for (const { number, commentary } of found) {
    if (isTurn()) await setImmediate()
    archived.push({ number, commentary, read: readWords(commentary) })
  }
  await index.atomically(async () => {
    for (const { id } of changes) removeDoc(index, id)
    await addDocs(index, archived, ids)
    index.setMeta('cursor', String(changes.at(-1)?.seq ?? 0))
  })
}

/**
 * Brings the index up to the archive's last change; from nothing where it was made from another archive. Other work gets
 * its turn between batches.
 * @returns whether anything changed.
 */
export const syncIndex = async (db: Db, index: IndexFile): Promise<boolean> => {
  const { lastSeq, identity } = await archiveState(db)
  let cursor = Number(index.meta('cursor'))
  if (cursor === lastSeq && index.meta('identity') === identity) return false
  if (cursor > lastSeq || index.meta('identity') !== identity) {
    await index.clear()
    index.setMeta('identity', identity)
    cursor = 0
  }
  const ids: Ids = new Map()
  for (;;) {
    const changes = await changesAfter(db, cursor, batchSize)
    const last = changes.at(-1)
    if (last === undefined) return true
    await applyBatch(db, index, changes, ids)
    cursor = last.seq
    await setImmediate()
  }
}
