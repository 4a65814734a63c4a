import { rmSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { makePrivate } from '../../store/file.ts'

/** Increase it when words, stems or columns change: an index of another version is rebuilt from the archive. */
const version = '6'

const schema = `
create table meta (name text primary key, value text not null) without rowid;
create table words (id integer primary key, token text not null unique, stem text not null, docs integer not null,
  uses integer not null);
create index words_of_stem on words (stem);
create table postings (segment integer, word integer, entries blob not null, places blob not null,
  primary key (segment, word)) without rowid;
create table lengths (segment integer primary key, words blob not null);
create table docs (number integer primary key, id text not null unique, published text, words blob not null);
create table acronyms (short text, number integer, long text not null, primary key (short, number)) without rowid;
create index acronyms_of on acronyms (number);
create table names (number integer, field text, name text, primary key (number, field, name)) without rowid;
create index docs_published on docs (published, id);
insert into meta values ('version', '${version}'), ('cursor', '0'), ('identity', '')`

/** The search index: a separate database, derived from the archive and rebuilt from it if it is lost. */
export type IndexFile = {
  readonly all: <Row>(text: string, ...values: SQLInputValue[]) => Row[]
  readonly run: (text: string, ...values: SQLInputValue[]) => number
  /** Runs `work` as one transaction; it may let other work run in between. */
  readonly atomically: (work: () => Promise<void>) => Promise<void>
  readonly meta: (name: 'cursor' | 'identity') => string
  readonly setMeta: (name: 'cursor' | 'identity', value: string) => void
  /** Empties the index. */
  readonly clear: () => Promise<void>
  readonly close: () => void
}

const isCurrent = (database: DatabaseSync): boolean => {
  try {
    return database.prepare(`select value from meta where name = 'version'`).get()?.['value'] === version
  } catch {
    return false
  }
}

const remove = (path: string): void => {
  if (path !== ':memory:') for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true })
}

const connect = (path: string): DatabaseSync => {
  const database = new DatabaseSync(path, { timeout: 5000 })
  // Large pages, and a cache of some of them: the row of a common word is read at once.
  database.exec('pragma page_size = 16384; pragma journal_mode = wal; pragma synchronous = normal')
  database.exec('pragma cache_size = -32000')
  return database
}

const openCurrent = (path: string): DatabaseSync => {
  let database: DatabaseSync | undefined
  try {
    database = connect(path)
    if (isCurrent(database)) return database
  } catch {
    // Not a database: its content can be rebuilt.
  }
  database?.close()
  remove(path)
  const fresh = connect(path)
  if (path !== ':memory:') makePrivate(path)
  fresh.exec(`begin; ${schema}; commit`)
  return fresh
}

/** Opens the index at `path`, or `:memory:`. A damaged one, or one of another version, is replaced by an empty one. */
export const openIndexFile = (path: string): IndexFile => {
  const database = openCurrent(path)
  const statements = new Map<string, StatementSync>()
  const statement = (text: string): StatementSync => {
    const known = statements.get(text) ?? database.prepare(text)
    statements.set(text, known)
    return known
  }
  const atomically = async (work: () => Promise<void>): Promise<void> => {
    database.exec('begin immediate')
    try {
      await work()
      database.exec('commit')
    } catch (error) {
      database.exec('rollback')
      throw error
    }
  }
  const setMeta: IndexFile['setMeta'] = (name, value) =>
    void statement('update meta set value = ? where name = ?').run(value, name)
  return {
    all: <Row>(text: string, ...values: SQLInputValue[]) => statement(text).all(...values) as Row[],
    run: (text, ...values) => Number(statement(text).run(...values).lastInsertRowid),
    atomically,
    meta: (name) => String(statement('select value from meta where name = ?').get(name)?.['value'] ?? ''),
    setMeta,
    clear: async () =>
      atomically(async () => {
        database.exec(
          'delete from words; delete from postings; delete from lengths; delete from docs; delete from acronyms; delete from names',
        )
        setMeta('cursor', '0')
      }),
    close: () => database.close(),
  }
}
