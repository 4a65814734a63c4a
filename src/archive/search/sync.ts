import { setImmediate } from 'node:timers/promises'
import { type Commentary, textOf } from '../../commentary/commentary.ts'
import type { Db } from '../../store/connection.ts'
import { stemOf, tokensOf } from '../query/words.ts'
import { archiveState, type Change, changesAfter } from '../store/changes.ts'
import { commentariesById } from '../store/commentaries.ts'
import type { IndexFile } from './index-file.ts'
import { runBreak, topicMark } from './match-expression.ts'

const batchSize = 100

/** A text as tokens: its runs (title, each name, each paragraph), which no phrase crosses. */
type Runs = readonly (readonly string[])[]

const stemsOf = (runs: Runs, mark = ''): string =>
  runs.map((run) => run.map((token) => `${mark}${stemOf(token)}`).join(' ')).join(` ${runBreak} `)

/** How many more, or fewer: uses of each word, commentaries that hold each stem. */
type Counts = Map<string, number>

const count = (counts: Counts, keys: Iterable<string>, by: 1 | -1): void => {
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + by)
}

/** Numbers for tokens, one row each; a number stays with its token for ever. */
const createNumbering = (index: IndexFile): ((token: string) => number) => {
  const numbers = new Map<string, number>()
  return (token) => {
    const number =
      numbers.get(token) ??
      index.all<{ id: number }>('select id from words where token = ?', token)[0]?.id ??
      index.run('insert into words (token, stem, uses) values (?, ?, 0)', token, stemOf(token))
    numbers.set(token, number)
    return number
  }
}

type Batch = {
  readonly index: IndexFile
  readonly numberOf: (token: string) => number
  readonly words: Counts
  readonly stems: Counts
}

const countDoc = ({ words, stems }: Batch, tokens: readonly string[], by: 1 | -1): void => {
  count(words, tokens, by)
  count(stems, new Set(tokens.map(stemOf)), by)
}

const removeDoc = (batch: Batch, commentaryId: string): void => {
  const { index } = batch
  const doc = index.all<{ number: number; tokens: Uint8Array }>(
    'select number, tokens from docs where id = ?',
    commentaryId,
  )[0]
  if (doc === undefined) return
  const numbers = [...numbersIn(doc.tokens)]
  const rows = index.all<{ id: number; token: string }>(
    'select id, token from words where id in (select value from json_each(?))',
    JSON.stringify([...new Set(numbers)]),
  )
  const tokenOf = new Map(rows.map(({ id, token }) => [id, token]))
  countDoc(
    batch,
    numbers.flatMap((number) => tokenOf.get(number) ?? []),
    -1,
  )
  index.run('delete from docs where number = ?', doc.number)
  index.run('delete from text where rowid = ?', doc.number)
}

/** The numbers of a text's tokens in order, 0 between two runs. */
export const numbersIn = (blob: Uint8Array): Uint32Array =>
  new Uint32Array(blob.buffer.slice(blob.byteOffset, blob.byteOffset + blob.byteLength))

const addDoc = (batch: Batch, number: number, commentary: Commentary): void => {
  const { index, numberOf } = batch
  const { text, blocks } = textOf(commentary)
  const title = tokensOf(commentary.title)
  const authors = commentary.authors.map(tokensOf)
  const body = blocks.map(({ start, end }) => tokensOf(text.slice(start, end)))
  const runs = [title, ...authors, ...body]
  const numbers = Uint32Array.from(runs.flatMap((run) => [...run.map(numberOf), 0]))
  countDoc(batch, runs.flat(), 1)
  index.run(
    'insert into docs values (?, ?, ?, ?, ?, ?)',
    number,
    commentary.id,
    commentary.published ?? null,
    title.length,
    numbers.length - runs.length,
    new Uint8Array(numbers.buffer),
  )
  const topics = stemsOf(commentary.categories.map(tokensOf), topicMark)
  index.run(
    'insert into text (rowid, title, authors, body) values (?, ?, ?, ?)',
    number,
    stemsOf([title]),
    `${stemsOf(authors)} ${runBreak} ${topics}`,
    stemsOf(body),
  )
}

const applyBatch = async (db: Db, index: IndexFile, changes: readonly Change[]): Promise<void> => {
  const archived = await commentariesById(
    db,
    changes.map(({ id }) => id),
  )
  index.atomically(() => {
    const batch: Batch = { index, numberOf: createNumbering(index), words: new Map(), stems: new Map() }
    for (const { id } of changes) removeDoc(batch, id)
    for (const { number, commentary } of archived) addDoc(batch, number, commentary)
    for (const [token, by] of batch.words) index.run('update words set uses = uses + ? where token = ?', by, token)
    for (const [stem, by] of batch.stems) {
      index.run(
        'insert into stems values (?, ?) on conflict (stem) do update set docs = docs + excluded.docs',
        stem,
        by,
      )
    }
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
    index.clear()
    index.setMeta('identity', identity)
    cursor = 0
  }
  for (;;) {
    const changes = await changesAfter(db, cursor, batchSize)
    const last = changes.at(-1)
    if (last === undefined) return true
    await applyBatch(db, index, changes)
    cursor = last.seq
    await setImmediate()
  }
}
