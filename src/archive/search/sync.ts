import { setImmediate } from 'node:timers/promises'
import { type Commentary, textOf } from '../../commentary/commentary.ts'
import type { Db } from '../../store/connection.ts'
import { archiveState, type Change, changesAfter } from '../store/changes.ts'
import { commentariesById } from '../store/commentaries.ts'
import { acronymsIn } from './acronyms.ts'
import type { IndexFile } from './index-file.ts'
import { writeLength } from './lengths.ts'
import { addPostings, removePosting } from './postings.ts'
import { indexStemOf, readWords } from './read-words.ts'
import { batchSize, createUses, docOf, wordOf } from './uses.ts'

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

/** True at every n-th call: then other work should run. */
const createIsTurn = (every: number): (() => boolean) => {
  let calls = 0
  return () => {
    calls += 1
    return calls % every === 0
  }
}

/** The numbers of known words; a word never changes its number. */
type Ids = Map<string, number>
/** The cache is emptied at this size. */
const mostIds = 200_000

const idOf = (index: IndexFile, ids: Ids, token: string): number => {
  const known = ids.get(token)
  if (known !== undefined) return known
  const [row] = index.all<{ id: number }>(
    `insert into words (token, stem, docs, uses) values (?, ?, 0, 0)
      on conflict (token) do update set token = token returning id`,
    token,
    indexStemOf(token),
  )
  const id = row?.id ?? 0
  ids.set(token, id)
  return id
}

/** Adds a commentary except for its postings, whose uses are added to `uses`. */
const addDoc = (
  index: IndexFile,
  { number, commentary }: { readonly number: number; readonly commentary: Commentary },
  use: (token: string, place: number) => number,
): void => {
  const own = new Set<number>()
  const words = readWords(commentary, (token, place) => own.add(use(token, place)))
  const bytes = new Uint8Array(Uint32Array.from(own).buffer)
  index.run('insert into docs values (?, ?, ?, ?)', number, commentary.id, commentary.published ?? null, bytes)
  writeLength(index, number, Math.max(1, words))
  for (const { short, long } of acronymsIn(textOf(commentary).text)) {
    index.run('insert into acronyms values (?, ?, ?)', short, number, long.join(' '))
  }
  const addName = 'insert or ignore into names values (?, ?, ?)'
  for (const name of commentary.authors) index.run(addName, number, 'author', name)
  for (const name of commentary.categories) index.run(addName, number, 'topic', name)
}

const countUses = async (index: IndexFile, uses: Float64Array, isTurn: () => boolean): Promise<void> => {
  for (let at = 0; at < uses.length; ) {
    if (isTurn()) await setImmediate()
    const first = at
    const word = wordOf(uses[first] ?? 0)
    let docs = 0
    for (; at < uses.length && wordOf(uses[at] ?? 0) === word; at += 1) {
      if (at === first || docOf(uses[at] ?? 0) !== docOf(uses[at - 1] ?? 0)) docs += 1
    }
    index.run('update words set docs = docs + ?, uses = uses + ? where id = ?', docs, at - first, word)
  }
}

/** How many commentaries are read from the archive at once. */
const readSize = 100

const applyBatch = async (db: Db, index: IndexFile, changes: readonly Change[], ids: Ids): Promise<void> =>
  index.atomically(async () => {
    for (const { id } of changes) removeDoc(index, id)
    if (ids.size > mostIds) ids.clear()
    const uses = createUses()
    const numbers: number[] = []
    const isTurn = createIsTurn(10)
    for (let at = 0; at < changes.length; at += readSize) {
      const found = await commentariesById(
        db,
        changes.slice(at, at + readSize).map(({ id }) => id),
      )
      for (const archived of found.filter(({ commentary }) => commentary.extent !== 'none')) {
        if (isTurn()) await setImmediate()
        const doc = numbers.push(archived.number) - 1
        addDoc(index, archived, (token, place) => {
          const word = idOf(index, ids, token)
          uses.add(word, doc, place)
          return word
        })
      }
    }
    const sorted = uses.sorted()
    await countUses(index, sorted, createIsTurn(1000))
    await addPostings(index, sorted, numbers, createIsTurn(1000))
    index.setMeta('cursor', String(changes.at(-1)?.seq ?? 0))
  })

/**
 * Updates the index to the archive's last change; rebuilds it if it was made from another archive. Other work can run
 * between batches.
 * @returns whether anything changed.
 */
export const syncIndex = async (db: Db, index: IndexFile): Promise<boolean> => {
  // Read first: another process that shares the file may update it meanwhile, and reading a change twice is harmless.
  let cursor = Number(index.meta('cursor'))
  const { lastSeq, identity } = await archiveState(db)
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
