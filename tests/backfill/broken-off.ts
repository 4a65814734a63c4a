import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { documentsIn } from '../../src/backfill/documents.ts'
import { synopsisOnly } from '../../src/briefing/synopsis-only.ts'
import { backfillFiles } from '../../src/pipeline/backfill-files.ts'
import type { Db, Store } from '../../src/store/connection.ts'
import { failWrites, openTestStore } from '../open-store.ts'
import { mailOf, pageOf, sampleAt } from './saved.ts'

/** More documents than one transaction handles. */
export const documents = 20

/** What is written of each commentary, and by which column it is named there. */
const writes = [
  ['commentaries', 'id'],
  ['commentary_keys', 'commentary_id'],
  ['archive_changes', 'commentary_id'],
] as const
/** How a run can end at a document: before it is written, while it is written, or afterwards. */
export const ways = [...writes.map(([table]) => table), 'once it is taken in'] as const

/** The place of a document in the run, and how the run ends there. */
export type Break = readonly [at: number, way: (typeof ways)[number]]

/** Saved pages and e-mails of different commentaries. */
export const writeDocuments = async (folder: string): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  for (let index = 0; index < documents; index += 1) {
    const isMail = index % 2 === 1
    const name = `${String(index).padStart(2, '0')}.${isMail ? 'eml' : 'html'}`
    writeFileSync(join(folder, name), isMail ? mailOf(index) : await pageOf(index))
  }
}

const run = async (db: Db, folder: string, stopAfter = Number.POSITIVE_INFINITY): Promise<void> => {
  const deps = { db, engine: synopsisOnly, now: () => new Date() }
  for await (const { read } of backfillFiles(deps, documentsIn([folder]), new AbortController().signal))
    if (read >= stopAfter) return
}

const heldIn = async (db: Db) => ({
  commentaries: await db.selectFrom('commentaries').select(['id', 'hash', 'revision', 'text']).orderBy('id').execute(),
  keys: await db.selectFrom('commentary_keys').selectAll().orderBy('key').execute(),
  deliveries: await db.selectFrom('deliveries').selectAll().execute(),
})

const breakOff = async ({ db }: Store, folder: string, [at, way]: Break): Promise<void> => {
  const [table, column] = writes.find(([name]) => name === way) ?? []
  if (table === undefined || column === undefined) return run(db, folder, at + 1)
  const of = `new.${column} = '${sampleAt(at).id}'`
  const heal = await failWrites(db, { table, at: 'before insert', of, message: 'the run breaks off' })
  await expect(run(db, folder)).rejects.toThrow('the run breaks off')
  await heal()
}

const inNewStore = async <Value>(work: (store: Store) => Promise<Value>): Promise<Value> => {
  const store = await openTestStore()
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

/** A run over the documents of a folder that breaks off at any of these places, and is begun again, ends as one that does not. */
export const expectSameEnd = async (folder: string, breaks: readonly Break[]): Promise<void> => {
  const whole = await inNewStore(async ({ db }) => {
    await run(db, folder)
    return heldIn(db)
  })
  expect(whole).toMatchObject({ commentaries: { length: documents }, deliveries: [] })
  for (const one of breaks) {
    const held = await inNewStore(async (store) => {
      await breakOff(store, folder, one)
      await run(store.db, folder)
      return heldIn(store.db)
    })
    expect(held, one.join(', ')).toEqual(whole)
  }
}
