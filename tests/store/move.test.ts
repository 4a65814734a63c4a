import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../../src/store/connection.ts'
import { moveStore } from '../../src/store/move/move.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-move-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('an error of a move names the option or the setting that the address came from', async () => {
  const [database, text, absent] = ['rsis.db', 'text.db', 'absent.db'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  await (await openStore(database)).close()
  writeFileSync(text, 'no database at all, but some text that is long enough to be read as a header of one')
  const failure = (from: string, to: string, setting?: string) =>
    moveStore(from, to, () => {}, setting).catch((error: unknown) => error)
  const server = 'postgres://user:secret@127.0.0.1:1/z'
  expect(await failure(database, server)).toMatchObject({ field: '--to', problem: expect.stringMatching(/reached/u) })
  expect(await failure(database, text)).toMatchObject({ field: '--to', problem: expect.stringMatching(/damaged/u) })
  expect(await failure(server, database)).toMatchObject({ field: '--from' })
  expect(await failure(absent, server)).toMatchObject({ field: '--from' })
  expect(await failure(text, server, 'DATABASE_URL')).toMatchObject({ field: 'DATABASE_URL' })
  expect(await failure(absent, server, 'DATABASE_URL')).toMatchObject({ field: 'DATABASE_URL' })
})
