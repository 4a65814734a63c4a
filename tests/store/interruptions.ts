import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync, StatementSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openStore } from '../../src/store/connection.ts'
import { migrations } from '../../src/store/migrations.ts'
import { databaseAsOf, filled, fillEarlier, readFilled } from './earlier.ts'

/** A first start. */
export const first = 'no file'
/** Every earlier version, by its last migration. */
export const earlier = Object.keys(migrations).slice(0, -1)

/** A database of that version at `path`; none for a first start. */
export const prepare = async (path: string, version: string): Promise<void> => {
  mkdirSync(join(path, '..'), { recursive: true })
  if (version === first) return
  const database = await databaseAsOf(path, version)
  fillEarlier(database, version)
  database.close()
}

const expectWhole = async (path: string, version: string, when: string): Promise<void> => {
  await (await openStore(path)).close()
  const found = readFilled(path)
  const empty = { ...filled, commentaries: [], deliveries: [] }
  expect(found, when).toEqual(version === first ? empty : filled)
}

/** Calls `before(n)` ahead of the n-th statement that runs on any connection, from 1 on. */
const beforeStatements = (before: (count: number) => void): void => {
  let count = 0
  for (const method of ['run', 'all'] as const) {
    const original = StatementSync.prototype[method] as (...values: unknown[]) => never
    vi.spyOn(StatementSync.prototype, method).mockImplementation(function (this: StatementSync, ...values: unknown[]) {
      count += 1
      before(count)
      return original.apply(this, values)
    })
  }
}

/** The files that a process leaves if it is killed now. */
const snapshot = (path: string, target: string): void => {
  mkdirSync(target)
  for (const end of ['', '-wal']) if (existsSync(path + end)) copyFileSync(path + end, join(target, `rsis.db${end}`))
}

const start = async (path: string): Promise<void> => (await openStore(path)).close()

/** How many statements the update runs. */
const countStatements = async (folder: string, version: string): Promise<number> => {
  const path = join(folder, 'counted/rsis.db')
  await prepare(path, version)
  let count = 0
  beforeStatements((n) => {
    count = n
  })
  await start(path)
  vi.restoreAllMocks()
  return count
}

/**
 * Stops the update from each version, in three ways, at every statement or at every n-th one. Each version begins with another
 * statement: updates from several versions run the same migrations, so together they are stopped at each statement of these.
 */
export const testInterruptions = (versions: readonly string[], every = 1): void => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rsis-brief-interrupted-'))
  })
  afterEach(() => {
    vi.restoreAllMocks()
    rmSync(folder, { recursive: true })
  })

  describe.each(versions)('an update from: %s', (version) => {
    const begin = 1 + (versions.indexOf(version) % every)
    const isChosen = (n: number): boolean => n >= begin && (n - begin) % every === 0

    test('a kill before any of its statements loses nothing, and the next start completes it', async () => {
      const path = join(folder, 'data/rsis.db')
      await prepare(path, version)
      let last = 0
      beforeStatements((n) => {
        last = n
        if (isChosen(n)) snapshot(path, join(folder, String(n)))
      })
      await start(path)
      vi.restoreAllMocks()
      expect(last).toBeGreaterThan(5)
      for (let n = begin; n <= last; n += every)
        await expectWhole(join(folder, String(n), 'rsis.db'), version, `killed at ${n}`)
    })

    test('a disk error at any of its statements is named, loses nothing, and the next start completes it', async () => {
      const count = await countStatements(folder, version)
      for (let n = begin; n <= count; n += every) {
        const path = join(folder, String(n), 'rsis.db')
        await prepare(path, version)
        beforeStatements((statement) => {
          if (statement === n) throw Object.assign(new Error('disk I/O error'), { errcode: 10 })
        })
        await expect(start(path), `statement ${n}`).rejects.toThrow(/^DATABASE_URL: .*disk I\/O error; check the disk/u)
        vi.restoreAllMocks()
        await expectWhole(path, version, `failed at ${n}`)
      }
    })

    test('a disk that is full at any size is named, loses nothing, and the next start completes it', async () => {
      const method = 'exec'
      const exec = DatabaseSync.prototype[method] as (text: string) => never
      let isFull = true
      for (let spare = begin - 1; isFull; spare += every) {
        const path = join(folder, String(spare), 'rsis.db')
        await prepare(path, version)
        // SQLite's own limit gives the error of a full disk, with the rollback that comes with it.
        vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (this: DatabaseSync, text: string) {
          exec.call(this, text)
          if (!text.includes('journal_mode')) return
          const pages = Number(this.prepare('pragma page_count').get()?.['page_count'])
          exec.call(this, `pragma max_page_count = ${Math.max(pages + spare, 1)}`)
        })
        const error = await start(path).catch((thrown: unknown) => thrown)
        vi.restoreAllMocks()
        isFull = error !== undefined
        if (isFull) expect(String(error), `${spare} pages left`).toMatch(/the disk is full; free some space/u)
        await expectWhole(path, version, `${spare} pages left`)
      }
    })
  })
}
