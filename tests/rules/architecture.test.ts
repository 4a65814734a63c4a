import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const document = readFileSync(`${root}docs/architecture.md`, 'utf8')

test('the picture of the architecture shows the imports as they are', () => {
  const { status, stderr } = spawnSync(process.execPath, ['.ci/draw-architecture.ts', '--check'], {
    cwd: root,
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

test('both walks name files that exist', () => {
  const files = [...document.matchAll(/`((?:src|adapters)\/[\w/-]+\.ts)`/gu)].map(([, file]) => file)
  expect(files.length).toBeGreaterThan(25)
  expect(files.filter((file) => !existsSync(`${root}${file}`))).toEqual([])
})
