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
  ['UTF-16 with its mark', Buffer.from(`\uFEFF${lines}`, 'utf16le'), /UTF-16.*save it as UTF-8/u],
  ['UTF-16 of big end', Buffer.from(`\uFEFF${lines}`, 'utf16le').swap16(), /UTF-16.*save it as UTF-8/u],
  ['UTF-16 without a mark', Buffer.from(lines, 'utf16le'), /UTF-16.*save it as UTF-8/u],
  ['Latin-1', Buffer.from(`# für alle\n${lines}`, 'latin1'), /not in UTF-8; save it as UTF-8/u],
])('is refused in %s', (_what, bytes, says) => {
  writeFileSync(path, bytes)
  expect(() => readEnvFile(path)).toThrow(says)
})

test('may be missing, and must not be a folder', () => {
  expect(readEnvFile(path)).toEqual({})
  mkdirSync(path)
  expect(() => readEnvFile(path)).toThrow(/is a folder; make it a file of NAME=value lines/u)
})

test.each([
  ['the last one', 'PORT=8\n\nSLACK_BOT_TOKEN="xoxb-1\n', 3],
  ['before other settings', '# all\nSLACK_BOT_TOKEN="xoxb-1\nPORT=8\n', 2],
  ['before a setting in quotation marks, which it would swallow', 'WEB_PASSWORD="one\nPORT=8\nHOST="::1"\n', 1],
  ['a single one', "  export PORT = '8\nHOST=::1\n", 1],
  ['a backtick, with the line ends of Windows', 'HOST=::1\r\nPORT=`8\r\n', 2],
])('says in which line a quotation mark is not closed: %s', (_what, text, line) => {
  writeFileSync(path, text)
  expect(() => readEnvFile(path)).toThrow(
    new RegExp(`line ${line} has a quotation mark that is not closed; close it, or remove it`, 'u'),
  )
})

test.each([
  ['closed', 'A="1" # one\nB=\'2\'\nC=`3`', { A: '1', B: '2', C: '3' }],
  ['inside a value', 'A=it\'s "so"\nB=2', { A: 'it\'s "so"', B: '2' }],
  ['over several lines, as a certificate has it', 'A="-----BEGIN\nMIIc2Ex=\n-----END"\nB=2', { B: '2' }],
  ['in a comment', '# A="1\nB=2', { B: '2' }],
])('takes quotation marks that are %s', (_what, text, values) => {
  writeFileSync(path, text)
  expect(readEnvFile(path)).toMatchObject(values)
})
