import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStoreAlone } from '../../src/store/own-store.ts'
import { migrations } from '../../src/store/migrations.ts'
import { databaseAsOf, filled, fillEarlier, readFilled } from '../store/earlier.ts'

const program = fileURLToPath(new URL('update-and-die.ts', import.meta.url))
const first = 'no file'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-killed-update-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A real process updates the file and dies of SIGKILL before its `n`-th statement. @returns whether it died. */
const dies = async (path: string, version: string, n: number): Promise<boolean> => {
  mkdirSync(join(path, '..'), { recursive: true })
  if (version !== first) {
    const database = await databaseAsOf(path, version)
    fillEarlier(database, version)
    database.close()
  }
  const { signal, status, stderr } = spawnSync(process.execPath, [program, path, String(n)], { encoding: 'utf8' })
  expect(signal ?? status, stderr).toBeOneOf(['SIGKILL', 0])
  return signal === 'SIGKILL'
}

const versions = [first, ...Object.keys(migrations).slice(0, -1)]

test.each(versions)('an update from %s survives SIGKILL at every statement', { timeout: 600_000 }, async (version) => {
  const expected = version === first ? { ...filled, commentaries: [], deliveries: [] } : filled
  for (let n = 1, isKilled = true; isKilled; n += 1) {
    const path = join(folder, version, String(n), 'rsis.db')
    isKilled = await dies(path, version, n)
    if (!isKilled) expect(n).toBeGreaterThan(5)
    await (await openStoreAlone(path)).close()
    expect(readFilled(path), `killed at ${n}`).toEqual(expected)
  }
})
