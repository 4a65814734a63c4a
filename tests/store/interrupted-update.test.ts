import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../../src/store/connection.ts'
import { earlier, first, prepare, testInterruptions } from './interruptions.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-copied-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const start = async (path: string): Promise<void> => (await openStore(path)).close()

// From the newest version only the last migration runs. tests/long covers every version and every statement.
testInterruptions([first], 5)
testInterruptions(earlier.slice(-1))

test('a complete copy of the file that only its owner may read is made before the first update; no copy at a first start', async () => {
  const path = join(folder, 'rsis.db')
  await prepare(path, '0002-model-engine')
  await start(path)
  const copy = `${path}.before-0003-digests`
  expect(statSync(copy).mode & 0o777).toBe(0o600)
  const copied = new DatabaseSync(copy, { readOnly: true })
  expect(copied.prepare('select name from kysely_migration order by name').all()).toHaveLength(2)
  expect(copied.prepare('select count(*) as n from deliveries').get()).toEqual({ n: 2 })
  copied.close()
  await start(path)
  const fresh = join(folder, 'fresh/rsis.db')
  await start(fresh)
  expect(readdirSync(join(folder, 'fresh')).filter((name) => name.includes('before'))).toEqual([])
})
