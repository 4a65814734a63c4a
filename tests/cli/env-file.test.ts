import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readEnvFile } from '../../src/cli/env-file.ts'

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-env-'))
  path = join(folder, '.env')
})
afterEach(() => rmSync(folder, { recursive: true }))

const lines = 'PORT=8\nHOST=127.0.0.1\n'

test.each([
  ['UTF-8', Buffer.from(lines)],
  ['UTF-8 with its mark', Buffer.from(`\uFEFF${lines}`)],
  ['UTF-8 with the line ends of Windows', Buffer.from(lines.replaceAll('\n', '\r\n'))],
])('is read in %s', (_what, bytes) => {
  writeFileSync(path, bytes)
  expect(readEnvFile(path)).toEqual({ PORT: '8', HOST: '127.0.0.1' })
})

test.each([
  ['UTF-16 with its mark', Buffer.from(`\uFEFF${lines}`, 'utf16le'), /UTF-16 .*save it as UTF-8/u],
  ['UTF-16 of big end', Buffer.from(`\uFEFF${lines}`, 'utf16le').swap16(), /UTF-16 .*save it as UTF-8/u],
  ['UTF-16 without a mark', Buffer.from(lines, 'utf16le'), /UTF-16 .*save it as UTF-8/u],
  ['Latin-1', Buffer.from(`# für alle\n${lines}`, 'latin1'), /not written in UTF-8; save it as UTF-8/u],
])('is refused in %s', (_what, bytes, says) => {
  writeFileSync(path, bytes)
  expect(() => readEnvFile(path)).toThrow(says)
})

test('may be missing, and is no folder', () => {
  expect(readEnvFile(path)).toEqual({})
  mkdirSync(path)
  expect(() => readEnvFile(path)).toThrow(/is a folder; make it a file of NAME=value lines/u)
})
