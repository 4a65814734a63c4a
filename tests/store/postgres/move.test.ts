import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { enqueue } from '../../../src/delivery/store.ts'
import { openStore } from '../../../src/store/connection.ts'
import { isRestored } from '../../../src/store/installation.ts'
import { moveStore } from '../../../src/store/move/move.ts'
import { readPrints, readTables } from '../../../src/store/move/rows.ts'
import { numbered } from '../../../src/store/move/tables.ts'
import { openStoreAlone } from '../../../src/store/own-store.ts'
import { cardOf, place, scriptedPoster, webDispatcher } from '../../delivery/harness.ts'
import { startProgram } from '../../e2e/process.ts'
import { createDatabase } from '../../open-store.ts'
import { eventually } from '../../eventually.ts'

let folder = ''
let file = ''
let server = ''
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-move-'))
  file = join(folder, 'rsis.db')
  server = await createDatabase(inject('postgres') ?? '')
})
afterEach(() => rmSync(folder, { recursive: true }))

const silent = (): void => {}

/** Difficult texts: quotation marks, characters of several units, line ends, JSON, and letters with language-dependent order. */
const texts = ['', `it's "so"`, 'Ångström 😀', 'a\nb', '{"a":"\\u00e9"}', 'Zeta', 'alpha', '\u{e000}', '\u{1f600}']

/** Columns that hold numbers, by their names. */
const isNumber = (column: string): boolean =>
  /^(id|number|seq|fence|count|tokens|entry_id|subscription_id|parent|revision|announce|attempts|rebriefs|owed|instant|posts_empty|looks|unseen|failures|since|at|card_id|is_public|last_change)$|_at$|_until$/u.test(
    column,
  )

const valueOf = (table: string, column: string, row: number): unknown => {
  const isText =
    (column === 'id' && ['sources', 'commentaries', 'remembered'].includes(table)) ||
    (table === 'kv' && column === 'key')
  if (column === 'commentary_id' || (table === 'commentaries' && column === 'id')) return `CO${row}`
  if (column === 'delivery_key' || (table === 'deliveries' && column === 'key')) return `key ${row}`
  if (isNumber(column) && !isText) return row + 1
  return `${texts[row % texts.length]} ${row}`
}

/** Fills every table of the database with this many rows. */
const fill = async (path: string, rows: number): Promise<void> => {
  const { db, close } = await openStore(path)
  await db.transaction().execute(async (tx) => {
    for (const { table, columns } of await readTables(tx)) {
      for (let row = 0; row < rows; row += 1) {
        const values = columns.map((column) => valueOf(table, column, row))
        await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
          values (${sql.join(values)})`.execute(tx)
      }
    }
  })
  await close()
}

const printsOf = async (path: string) => {
  const { db, close } = await openStore(path)
  const prints = await readPrints(db)
  await close()
  return prints
}

describe('a move', () => {
  test('there and back gives the same tables, row by row', async () => {
    await fill(file, 9)
    const before = await printsOf(file)
    expect(new Set(Object.values(before).map(({ rows }) => rows))).toEqual(new Set([9]))
    const back = join(folder, 'back.db')
    expect(await moveStore(file, server, silent)).toBe(9 * Object.keys(before).length)
    expect(await printsOf(server)).toEqual(before)
    await moveStore(server, back, silent)
    expect(await printsOf(back)).toEqual(before)
  })

  test('keeps the numbers going, also those of rows that are gone', async () => {
    const { db, close } = await openStore(file)
    for (const day of [1, 2, 3]) {
      const row = { at: day, tenant_key: '', place_key: '', person: '', person_name: '', command: '' }
      await db.insertInto('audit').values(row).execute()
    }
    await db.deleteFrom('audit').execute()
    await close()
    const back = join(folder, 'back.db')
    await moveStore(file, server, silent)
    await moveStore(server, back, silent)
    for (const path of [server, back]) {
      const moved = await openStore(path)
      const row = { at: 1, tenant_key: '', place_key: '', person: '', person_name: '', command: '' }
      const { id } = await moved.db.insertInto('audit').values(row).returning('id').executeTakeFirstOrThrow()
      expect(id).toBe(4)
      await moved.close()
    }
  })

  test('continues where it was stopped, at any point', async () => {
    await fill(file, 9)
    let stops = 0
    const attempt = async (): Promise<number> => {
      let lines = 0
      const stop = (): void => {
        lines += 1
        if (lines > 9) throw new Error('stopped')
      }
      return moveStore(file, server, stop).catch(async (error: unknown) => {
        expect(error).toMatchObject({ message: 'stopped' })
        await expect(openStore(server)).rejects.toThrow(/contains a part of another database/u)
        stops += 1
        return attempt()
      })
    }
    await attempt()
    expect(stops).toBeGreaterThan(2)
    expect(await printsOf(server)).toEqual(await printsOf(file))
  })

  test('killed in the middle, the command continues', async () => {
    await fill(file, 600)
    const command = () => startProgram({ DATABASE_URL: `file:${file}` }, ['move', '--to', server])
    const killed = command()
    await eventually(() => expect(killed.output()).toContain('commentaries: 600'), { interval: 1 })
    await killed.kill()
    expect(killed.output()).not.toContain('Comparing')
    const second = command()
    await second.ended
    expect(second.output()).toContain('Continuing the move that was stopped.')
    expect(second.output()).toContain('counts and hashes of all tables match')
    expect(await printsOf(server)).toEqual(await printsOf(file))
  })

  test('begins again where the source changed after it was stopped', async () => {
    await fill(file, 3)
    const stop = (line: string): void => {
      if (line.includes('deliveries')) throw new Error('stopped')
    }
    await expect(moveStore(file, server, stop)).rejects.toThrow('stopped')
    const { db, close } = await openStore(file)
    await db.deleteFrom('archive_changes').where('seq', '=', 1).execute()
    await db.insertInto('archive_changes').values({ commentary_id: 'CO0' }).execute()
    await close()
    const lines: string[] = []
    await moveStore(file, server, (line) => void lines.push(line))
    expect(lines.join()).toContain('it begins again')
    expect(await printsOf(server)).toEqual(await printsOf(file))
  })

  test('gives a sign for what a server cannot keep, and says no difference', async () => {
    const { db, close } = await openStore(file)
    await db.insertInto('installation').values({ name: 'a', value: 'b\0c' }).execute()
    await close()
    await moveStore(file, server, silent)
    const moved = await openStore(server)
    expect(await moved.db.selectFrom('installation').selectAll().execute()).toEqual([
      { name: 'a', value: 'b\u{fffd}c' },
    ])
    await moved.close()
  })

  test('knows every column that numbers rows', async () => {
    const { db, close } = await openStore(server)
    const { rows } = await sql<{ name: string }>`select table_name || '.' || column_name as name
      from information_schema.columns where table_schema = 'public' and is_identity = 'YES'`.execute(db)
    expect(rows.map(({ name }) => name).toSorted()).toEqual(numbered.map((one) => one.join('.')).toSorted())
    await close()
  })
})

describe('a move is refused', () => {
  test('to a database that has anything, which stays as it is', async () => {
    await fill(file, 1)
    await fill(server, 2)
    const before = await printsOf(server)
    await expect(moveStore(file, server, silent)).rejects.toThrow(/--to: PostgreSQL .* is not empty: it has sources/u)
    expect(await printsOf(server)).toEqual(before)
    await expect(moveStore(file, file, silent)).rejects.toThrow(/is in use/u)
  })

  test('to the half of another move', async () => {
    const other = join(folder, 'other.db')
    for (const path of [file, other]) await fill(path, 1)
    const stop = (line: string): void => {
      if (line.includes('cards')) throw new Error('stopped')
    }
    await expect(moveStore(other, server, stop)).rejects.toThrow('stopped')
    await expect(moveStore(file, server, silent)).rejects.toThrow(/contains a part of .*other\.db/u)
  })

  test('from a file that is not there, and makes none', async () => {
    await expect(moveStore(file, server, silent)).rejects.toThrow(/there is no file/u)
    await expect(openStore(server)).resolves.toMatchObject({})
  })

  test.each(['from a file', 'to a file', 'from a server', 'to a server', 'from a follower'])(
    '%s in use',
    async (way) => {
      await fill(file, 1)
      const free = join(folder, 'free.db')
      const [from, to] = way.endsWith('a file') === way.startsWith('from') ? [file, server] : [server, free]
      const used =
        way === 'to a file'
          ? [free]
          : way.endsWith('file')
            ? [file]
            : way === 'from a follower'
              ? [server, server]
              : [server]
      const running = await Promise.all(used.map((path) => openStoreAlone(path)))
      // Of two processes, the leading one ends; the other one still runs.
      if (running.length > 1) await running.shift()?.close()
      await expect(moveStore(from, to, silent)).rejects.toThrow(
        /is in use by another running rsis-brief; stop [^;]* first$/u,
      )
      for (const { close } of running) await close()
    },
  )
})

test('the program on the moved database posts what is due, and nothing twice', async () => {
  const { poster, calls } = scriptedPoster()
  const deliver = async (path: string, ids: readonly string[]): Promise<void> => {
    const store = await openStoreAlone(path)
    const owed = ids.map((id) => ({ key: id, place: place('c'), kind: 'post' as const, card: cardOf(id) }))
    await enqueue(store.db, owed, store.now())
    const dispatcher = webDispatcher(store.db, poster, { isAlone: store.isAlone, now: store.now })
    dispatcher.wake()
    const open = store.db.selectFrom('deliveries').select('key').where('state', '!=', 'sent')
    await eventually(async () => expect(await open.execute()).toEqual([]))
    await dispatcher.stop()
    await store.close()
  }
  await deliver(file, ['a', 'b'])
  const { db, close } = await openStore(file)
  await enqueue(db, [{ key: 'owed', place: place('c'), kind: 'post', card: cardOf('owed') }], new Date())
  await close()
  await moveStore(file, server, silent)
  await deliver(server, ['a', 'b', 'c'])
  const back = join(folder, 'back.db')
  await moveStore(server, back, silent)
  await deliver(back, ['c', 'd'])
  expect(calls).toEqual(['a', 'b', 'owed', 'c', 'd'].map((id) => `post c ${id}`))

  // A start on the old database looks for posts before it sends them.
  const left = [await openStoreAlone(file), await openStoreAlone(server)]
  for (const store of left) {
    expect(await isRestored(store.db, store.now())).toBe(true)
    await store.close()
  }
})
