import {
  chmodSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { inspectStore, openStore } from '../../src/store/connection.ts'
import { openStoreAlone } from '../../src/store/own-store.ts'
import { explainStorageError } from '../../src/store/storage-error.ts'
import { databaseAsOf, fillEarlier } from './earlier.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-'))
})
afterEach(() => {
  chmodSync(folder, 0o755)
  rmSync(folder, { recursive: true })
})

/** No waits. */
const hasty = { lockMs: 0, updateMs: 0, busyMs: 10 }

const problemOf = async (path: string): Promise<string> => {
  try {
    await (await openStore(path, hasty)).close()
  } catch (error) {
    expect(error).toBeInstanceOf(UserError)
    return (error as UserError).message
  }
  return 'opened'
}

describe('the database file', () => {
  test('is made with its folder, and every promise of a commit is durable', async () => {
    const { db, close } = await openStore(join(folder, 'a/b/rsis.db'))
    const read = async (name: string) =>
      Object.values((await sql.raw(`pragma ${name}`).execute(db)).rows[0] as object)[0]
    expect(await read('journal_mode')).toBe('wal')
    expect(await read('synchronous'), 'FULL').toBe(2)
    expect(await read('foreign_keys')).toBe(1)
    await close()
  })

  test('opens again with what it held', async () => {
    const path = join(folder, 'rsis.db')
    const first = await openStore(path)
    await first.db.insertInto('kv').values({ namespace: 'a', key: 'b', value: 'c', expires_at: null }).execute()
    await first.close()
    const second = await openStore(path)
    expect(await second.db.selectFrom('kv').select('value').execute()).toEqual([{ value: 'c' }])
    await second.close()
  })

  test('that is not a database is reported with the fix', async () => {
    const path = join(folder, 'rsis.db')
    writeFileSync(path, 'this is a letter, not a database\n'.repeat(200))
    expect(await problemOf(path)).toMatch(/rsis\.db is damaged or is not a SQLite database; restore it/u)
  })

  test('that is cut in half is reported', async () => {
    const path = join(folder, 'rsis.db')
    await (await openStore(path)).close()
    writeFileSync(path, Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(6000, 255)]))
    expect(await problemOf(path)).toMatch(/is damaged or is not a SQLite database/u)
  })

  test('in a place that cannot be opened is reported', async () => {
    writeFileSync(join(folder, 'file'), '')
    expect(await problemOf(join(folder, 'file/rsis.db'))).toMatch(/cannot be opened.*name a file in a folder/u)
    expect(await problemOf(folder)).toMatch(/cannot be opened.*name a file in a folder/u)
  })

  test('written by a newer version is refused', async () => {
    const path = join(folder, 'rsis.db')
    const { db, close } = await openStore(path)
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2030-01-01')`.execute(db)
    await close()
    expect(await problemOf(path)).toMatch(/written by a newer version; run that version or a newer one/u)
  })

  test('of another program is refused and left as it was', async () => {
    const path = join(folder, 'other.db')
    const other = new DatabaseSync(path)
    other.exec('create table moz_places (id integer); insert into moz_places values (1)')
    other.close()
    const before = readFileSync(path)
    expect(await problemOf(path)).toMatch(/is the database of another program; name another file/u)
    await expect(openStoreAlone(path)).rejects.toThrow(/is the database of another program/u)
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  test('that another program marked is refused, even when it is empty', async () => {
    const path = join(folder, 'other.db')
    const other = new DatabaseSync(path)
    other.exec('pragma application_id = 42')
    other.close()
    expect(await problemOf(path)).toMatch(/is the database of another program/u)
  })

  test('that another program keeps locked is reported', async () => {
    const path = join(folder, 'rsis.db')
    await (await openStore(path)).close()
    const other = new DatabaseSync(path)
    other.exec('pragma locking_mode = exclusive; begin exclusive')
    expect(await problemOf(path)).toMatch(/is locked by another program; close the program that has it open/u)
    other.close()
  })

  test('is for its owner alone, with its journal', async () => {
    const path = join(folder, 'rsis.db')
    const { close } = await openStore(path)
    expect([path, `${path}-wal`, `${path}-shm`].map((one) => statSync(one).mode & 0o777)).toEqual([0o600, 0o600, 0o600])
    await close()
  })

  test('with a broken page is not started on', async () => {
    const path = join(folder, 'rsis.db')
    await (await openStore(path)).close()
    const bytes = readFileSync(path)
    bytes.fill(0xaa, 4096 * 3, 4096 * 3 + 60)
    writeFileSync(path, bytes)
    await expect(openStoreAlone(path)).rejects.toThrow(/is damaged.*; restore it from a backup/u)
  })
})

describe('one process runs on a file', () => {
  const inUse = /in use by another running rsis-brief; stop that one/u

  test('the second is refused until the first has closed it', async () => {
    const path = join(folder, 'rsis.db')
    const first = await openStoreAlone(path, hasty)
    await expect(openStoreAlone(path, hasty)).rejects.toThrow(inUse)
    await first.close()
    await (await openStoreAlone(path, hasty)).close()
  })

  test('through a symbolic link to the file, to its folder, and to a file that does not exist yet', async () => {
    const path = join(folder, 'rsis.db')
    symlinkSync(path, join(folder, 'link.db'))
    symlinkSync(folder, join(folder, 'elsewhere'))
    const first = await openStoreAlone(join(folder, 'link.db'), hasty)
    for (const name of ['rsis.db', 'link.db', 'elsewhere/rsis.db', './elsewhere/../rsis.db']) {
      await expect(openStoreAlone(join(folder, name), hasty), name).rejects.toThrow(inUse)
    }
    await first.close()
  })

  test('a file with two names is refused', async () => {
    const path = join(folder, 'rsis.db')
    const first = await openStoreAlone(path, hasty)
    linkSync(path, join(folder, 'hard.db'))
    await expect(openStoreAlone(join(folder, 'hard.db'), hasty)).rejects.toThrow(
      /has 2 names \(hard links\).*keep one name/u,
    )
    await first.close()
  })

  test('two that make a new file at the same moment: one waits, or says that it is in use', async () => {
    for (let round = 0; round < 5; round += 1) {
      const path = join(folder, String(round), 'rsis.db')
      const opened = await Promise.allSettled([openStore(path), openStoreAlone(path), openStore(path)])
      for (const one of opened) {
        if (one.status === 'rejected') expect(String(one.reason)).toMatch(inUse)
        else expect(await one.value.db.selectFrom('kv').selectAll().execute()).toEqual([])
      }
      for (const one of opened) if (one.status === 'fulfilled') await one.value.close()
      expect(opened.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(1)
    }
  })

  test('nothing updates the tables while an earlier version runs on them', async () => {
    const path = join(folder, 'rsis.db')
    const earlier = await databaseAsOf(path, '0003-digests')
    fillEarlier(earlier, '0003-digests')
    // An earlier version also locks the file with this name.
    const lock = new DatabaseSync(`${path}.lock`)
    lock.exec('begin exclusive')
    await expect(openStore(path, hasty)).rejects.toThrow(
      /in use by a running rsis-brief of an earlier version; stop that one/u,
    )
    await expect(openStoreAlone(path, hasty)).rejects.toThrow(inUse)
    const found = await inspectStore(path)
    expect(found?.isCurrent).toBe(false)
    await found?.close()
    expect(earlier.prepare('select count(*) as n from kysely_migration').get()).toEqual({ n: 3 })
    lock.close()
    earlier.close()
    await (await openStore(path)).close()
    expect((await inspectStore(path))?.isCurrent).toBe(true)
  })
})

describe('looking at a file', () => {
  test('makes none', async () => {
    const path = join(folder, 'a/b/rsis.db')
    expect(await inspectStore(path)).toBe(undefined)
    expect(readdirSync(folder)).toEqual([])
  })

  test('tells where none could be made', async () => {
    writeFileSync(join(folder, 'file'), '')
    await expect(inspectStore(join(folder, 'file/rsis.db'))).rejects.toThrow(/cannot be opened|may not be written/u)
  })

  test('tells that a file has a second name, with which the program does not start', async () => {
    const path = join(folder, 'rsis.db')
    await (await openStore(path)).close()
    linkSync(path, join(folder, 'other.db'))
    await expect(inspectStore(path)).rejects.toThrow(/has 2 names \(hard links\)/u)
  })

  // Root may write everything.
  test.skipIf(process.getuid?.() === 0).each(['', 'rsis.db', 'rsis.db.lock'])(
    'tells that this user may not write to “%s” of the folder, and why',
    async (name) => {
      const path = join(folder, 'rsis.db')
      await (await openStoreAlone(path)).close()
      chmodSync(join(folder, name), 0o555)
      await expect(inspectStore(path)).rejects.toThrow(/may not be written by this user: EACCES/u)
      chmodSync(join(folder, name), 0o755)
    },
  )

  test('finds damage', async () => {
    const path = join(folder, 'rsis.db')
    await (await openStore(path)).close()
    const bytes = readFileSync(path)
    bytes.fill(0xaa, 4096 * 3, 4096 * 3 + 60)
    writeFileSync(path, bytes)
    const found = await inspectStore(path)
    expect(found?.damage).toMatch(/\w/u)
    await found?.close()
  })
})

describe('each kind of trouble has its own fix', () => {
  const failing = (code: string) => Object.assign(new Error(`${code}: it failed`), { code })
  const sqlite = (errcode: number) => Object.assign(new Error('sqlite says no'), { code: 'ERR_SQLITE_ERROR', errcode })

  test.each([
    ['full', failing('ENOSPC'), /the disk is full; free some space on the disk of \/data$/u],
    ['full', failing('EDQUOT'), /the disk is full; free some space/u],
    ['full', sqlite(13), /the disk is full; free some space/u],
    ['read-only', failing('EROFS'), /may not be written by this user: .*; let the user/u],
    ['read-only', failing('EACCES'), /may not be written by this user: .*; let the user/u],
    ['read-only', sqlite(8), /may not be written by this user/u],
    ['read-only, extended code', sqlite(8 | (4 << 8)), /may not be written by this user/u],
    ['damaged', sqlite(11), /is damaged.*; restore it from a backup/u],
    ['damaged index', sqlite(11 | (3 << 8)), /is damaged.*; restore it from a backup/u],
    ['no database', sqlite(26), /is damaged or is not a SQLite database/u],
    ['locked', sqlite(5), /is locked by another program; close the program/u],
    ['locked, extended code', sqlite(5 | (2 << 8)), /is locked by another program/u],
    ['I/O', sqlite(10 | (1 << 8)), /cannot be read or written: sqlite says no; check the disk/u],
    ['I/O', failing('EIO'), /cannot be read or written/u],
    ['no folder', sqlite(14), /cannot be opened: .*; name a file in a folder/u],
  ])('%s', (_, error, sentence) => {
    const explained = explainStorageError('/data/rsis.db', error)
    expect(explained).toBeInstanceOf(UserError)
    expect((explained as Error).message).toMatch(sentence)
  })

  test('an error of another kind is given back as it is', () => {
    const error = new TypeError('a fault of ours')
    expect(explainStorageError('/data/rsis.db', error)).toBe(error)
  })
})
