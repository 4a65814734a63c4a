import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely, KyselyPlugin } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepIndexIn } from '../../../src/archive/search/own-folder.ts'
import { markRestored } from '../../../src/store/installation.ts'
import type { Store } from '../../../src/store/connection.ts'
import type { Schema } from '../../../src/store/schema.ts'
import { idsIn, makeArchive, withText } from '../make-archive.ts'

const nothing: KyselyPlugin = { transformQuery: ({ node }) => node, transformResult: async ({ result }) => result }

let folder: string
let store: Store
beforeEach(async () => {
  folder = join(mkdtempSync(join(tmpdir(), 'rsis-index-')), 'search')
  store = await makeArchive([withText('CO26001', 'Nickel rose.'), withText('CO26002', 'Cobalt fell.')])
})
afterEach(async () => {
  await store.close()
  rmSync(join(folder, '..'), { recursive: true })
})

const address = 'postgres://rsis:hunter2@db.example.org/rsis'
/** The same database for another process without any memory of it. */
const anotherProcess = (): Kysely<Schema> => store.db.withPlugin(nothing)
const found = (db: Kysely<Schema>): Promise<string[]> => idsIn({ ...store, db }, 'nickel')
const indexes = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.search'))

test('it is a file for its owner alone, which a later start uses', async () => {
  const first = anotherProcess()
  const letGo = await keepIndexIn(first, { address, folder })
  expect(await found(first)).toEqual(['CO26001'])
  const [name = ''] = indexes()
  expect(statSync(join(folder, name)).mode & 0o077).toBe(0)
  expect(name).not.toMatch(/hunter2|example/u)
  letGo()

  // It cannot be rebuilt from changes that are not in the sequence any more.
  await store.db.deleteFrom('archive_changes').where('commentary_id', '=', 'CO26001').execute()
  const second = anotherProcess()
  await keepIndexIn(second, { address: address.replace('hunter2', 'hunter3'), folder })
  expect(await found(second)).toEqual(['CO26001'])
  expect(indexes()).toEqual([name])
})

test('processes that share a folder have an index each', async () => {
  const [one, other] = [anotherProcess(), anotherProcess()]
  const letGo = await keepIndexIn(one, { address, folder })
  await keepIndexIn(other, { address, folder })
  expect(await Promise.all([one, other].map(found))).toEqual([['CO26001'], ['CO26001']])
  expect(indexes()).toHaveLength(2)
  letGo()
  await keepIndexIn(anotherProcess(), { address, folder })
  await keepIndexIn(anotherProcess(), { address: `${address}2`, folder })
  expect(indexes()).toHaveLength(2)
})

test('after a restore the index of the copy before is removed', async () => {
  const before = anotherProcess()
  const letGo = await keepIndexIn(before, { address, folder })
  await found(before)
  const [old] = indexes()
  letGo()
  await markRestored(store.db, Date.now())
  const after = anotherProcess()
  await keepIndexIn(after, { address, folder })
  expect(await found(after)).toEqual(['CO26001'])
  expect(indexes()).toHaveLength(1)
  expect(indexes()).not.toContain(old)
})

test('a folder that cannot be made is an error of the system', async () => {
  writeFileSync(folder, 'a file')
  await expect(keepIndexIn(store.db, { address, folder })).rejects.toThrow(/EEXIST|ENOTDIR/u)
})
