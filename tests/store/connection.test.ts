import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { openStore } from '../../src/store/connection.ts'
import { lockStore } from '../../src/store/lock.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-'))
})
afterEach(() => {
  chmodSync(folder, 0o755)
  rmSync(folder, { recursive: true })
})

const problemOf = async (path: string): Promise<string> => {
  try {
    await (await openStore(path)).close()
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

  test('that is no database is told so, with the way out', async () => {
    const path = join(folder, 'rsis.db')
    writeFileSync(path, 'this is a letter, not a database\n'.repeat(200))
    expect(await problemOf(path)).toMatch(/rsis\.db is damaged or is no SQLite database; restore it/u)
  })

  test('that is cut in half is told so', async () => {
    const path = join(folder, 'rsis.db')
    await (await openStore(path)).close()
    writeFileSync(path, Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(6000, 255)]))
    expect(await problemOf(path)).toMatch(/is damaged or is no SQLite database/u)
  })

  test('in a place that cannot be written is told so', async () => {
    writeFileSync(join(folder, 'file'), '')
    expect(await problemOf(join(folder, 'file/rsis.db'))).toMatch(/cannot be opened.*name a file in a folder/u)
  })

  test('written by a newer version is refused', async () => {
    const path = join(folder, 'rsis.db')
    const { db, close } = await openStore(path)
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2030-01-01')`.execute(db)
    await close()
    expect(await problemOf(path)).toMatch(/written by a newer version; run that version or a newer one/u)
  })

  test('has one running owner', () => {
    const path = join(folder, 'rsis.db')
    const unlock = lockStore(path)
    expect(() => lockStore(path)).toThrow(/in use by another running rsis-brief; stop that one/u)
    unlock()
    lockStore(path)()
  })
})
