import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkSearchFolder, checkStorage } from '../../src/ops/doctor.ts'
import { createHealth, readiness } from '../../src/ops/health.ts'
import { inspectStore } from '../../src/store/connection.ts'
import { databaseCaches } from '../../src/store/caches.ts'
import { openStoreAlone, type OwnStore } from '../../src/store/own-store.ts'
import { fillDisk, mountSmallDisk, noSmallDisk } from '../chaos/disk.ts'

const why = noSmallDisk()
if (why !== undefined) process.stdout.write(`skipped: ${why}\n`)

const ready = async ({ db, findFault }: OwnStore, databasePath: string) => {
  const look = createHealth({
    db,
    databasePath,
    findFault,
    sourceIds: [],
    platforms: () => [],
    caches: databaseCaches(db, () => new Date()),
    pollPeriodMs: 60_000,
    startedAt: new Date(),
    now: () => new Date(),
  })
  return readiness(await look())
}

test.skipIf(why !== undefined)(
  'a disk that is really full is named, /readyz says no, and all goes on when there is room',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rsis-brief-full-'))
    const disk = mountSmallDisk(folder, 4 << 20)
    const path = join(folder, 'rsis.db')
    const store = await openStoreAlone(path)
    try {
      expect(await ready(store, path)).toEqual({ ready: true })
      const free = fillDisk(folder)
      const write = (): Promise<unknown> =>
        store.db.transaction().execute((tx) =>
          tx
            .insertInto('kv')
            .values({ namespace: 'n', key: `${Math.random()}`, value: 'x'.repeat(500_000), expires_at: null })
            .execute(),
        )
      await expect(write()).rejects.toThrow(/full/u)
      // The journal may have room for a small row, so this room is used up first.
      for (let count = 0; count < 300 && (await ready(store, path)).ready; count += 1)
        await write().catch(() => undefined)
      expect(await ready(store, path)).toMatchObject({
        ready: false,
        reason: expect.stringMatching(/cannot be written: the disk is full/u),
      })
      free()
      expect(await ready(store, path)).toEqual({ ready: true })
      await write()
    } finally {
      await store.close()
      disk.unmount()
      rmSync(folder, { recursive: true })
    }
  },
)

test.skipIf(why !== undefined)(
  'a doctor finds a disk that is full, or nearly so, with a database and without one',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rsis-brief-full-'))
    const disk = mountSmallDisk(folder, 8 << 20)
    const path = join(folder, 'rsis.db')
    const check = () => checkStorage(path, inspectStore)
    try {
      const few = /its disk has only [1-8] MB left$/u
      expect(await check()).toMatchObject({ state: 'warning', detail: expect.stringMatching(few) })
      const freeWithout = fillDisk(folder)
      expect(await check()).toMatchObject({ state: 'bad', detail: expect.stringMatching(/the disk is full/u) })
      freeWithout()
      await (await openStoreAlone(path)).close()
      expect(await check()).toMatchObject({ state: 'warning', detail: expect.stringMatching(few) })
      const free = fillDisk(folder)
      expect(await check()).toMatchObject({
        state: 'bad',
        fix: expect.stringMatching(/^free some space on the disk of/u),
      })
      free()
      const server = 'postgres://localhost/rsis'
      expect(checkSearchFolder(server, folder)).toMatchObject([
        { state: 'warning', detail: expect.stringMatching(few) },
      ])
      const freeIndex = fillDisk(folder)
      expect(checkSearchFolder(server, folder)).toMatchObject([
        { detail: expect.stringMatching(/kept in memory.*ENOSPC/u) },
      ])
      freeIndex()
      expect(checkSearchFolder(path, folder)).toEqual([])
      expect(readdirSync(folder)).toEqual(expect.not.arrayContaining([expect.stringMatching(/trial/u)]))
    } finally {
      disk.unmount()
      rmSync(folder, { recursive: true })
    }
  },
)
