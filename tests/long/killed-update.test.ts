import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStoreAlone } from '../../src/store/own-store.ts'
import { filled, readFilled } from '../store/earlier.ts'
import { earlier, first, prepare } from '../store/interruptions.ts'

const program = fileURLToPath(new URL('update-and-die.ts', import.meta.url))
const versions = [first, ...earlier]
/** Kills for each version, spread over its update: `interrupted-update` stops it at every statement, in one process. */
const kills = 3

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-killed-update-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A real process updates the file and dies of SIGKILL before its `dieAt`-th statement; 0 for never. */
const update = (path: string, dieAt: number) =>
  spawnSync(process.execPath, [program, path], { encoding: 'utf8', env: { CHAOS_DIE_AT: String(dieAt) } })

test.each(versions)('an update from: %s, survives SIGKILL', async (version) => {
  const whole = join(folder, version, 'whole/rsis.db')
  await prepare(whole, version)
  const statements = Number(update(whole, 0).stdout)
  expect(statements).toBeGreaterThan(5)
  // Each version begins at another statement, so that together all parts are covered.
  const offset = (versions.indexOf(version) + 0.5) / versions.length
  for (let kill = 0; kill < kills; kill += 1) {
    const dieAt = 1 + Math.floor(((kill + offset) / kills) * statements)
    const path = join(folder, version, String(dieAt), 'rsis.db')
    await prepare(path, version)
    const { signal, stderr } = update(path, dieAt)
    expect(signal, stderr).toBe('SIGKILL')
    await (await openStoreAlone(path)).close()
    const expected = version === first ? { ...filled, commentaries: [], deliveries: [] } : filled
    expect(readFilled(path), `killed at ${dieAt} of ${statements}`).toEqual(expected)
  }
})
