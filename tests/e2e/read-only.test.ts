import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openScene, type Scene } from './scene.ts'

/** As in a container with a read-only root: Node itself refuses every other write. */
const mayWriteOnly = (folder: string): Readonly<Record<string, string>> => ({
  NODE_OPTIONS: `--permission --allow-worker --allow-fs-read=* --allow-fs-write=${folder}/*`,
  NODE_COMPILE_CACHE: join(folder, 'compile-cache'),
})

let scene: Scene
beforeEach(async () => {
  scene = await openScene(1)
})
afterEach(() => scene.close())

test('the program reads, briefs and posts, and writes to the folder of its database alone', async () => {
  const program = scene.start(mayWriteOnly(scene.folder))
  await program.url
  await scene.counted('select count(*) from briefings', 1)
  scene.publish()
  await scene.counted(`select count(*) from deliveries where kind = 'post' and state = 'sent'`, 1)
  expect(await program.end('SIGTERM')).toBe(0)
  expect(program.output()).not.toMatch(/denied|ERR_ACCESS|not permitted|"level":[4-6]0/iu)
})

test('a database outside of it is refused', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'rsis-brief-elsewhere-'))
  const database = { DATABASE_URL: `file:${elsewhere}/rsis.db` }
  const program = scene.start({ ...mayWriteOnly(scene.folder), ...database })
  await program.ended
  expect(program.output()).toContain('Access to this API has been restricted')
  rmSync(elsewhere, { recursive: true })
})
