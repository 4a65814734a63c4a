import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readEnvFile } from '../../src/cli/env-file.ts'
import { environmentNames } from '../../src/config/config.ts'

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
  expect(readEnvFile(path)).toEqual({ values: { PORT: '8', HOST: '127.0.0.1' }, warnings: [] })
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
  expect(readEnvFile(path)).toEqual({ values: {}, warnings: [] })
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
    new RegExp(`line ${line}: has a quotation mark that is not closed; close it, or remove it`, 'u'),
  )
})

test.each([
  ['closed', 'A="1" # one\nB=\'2\'\nC=`3`', { A: '1', B: '2', C: '3' }],
  ['inside a value', 'A=it\'s "so"\nB=2', { A: 'it\'s "so"', B: '2' }],
  ['over several lines, as a certificate has it', 'A="-----BEGIN\nMIIc2Ex=\n-----END"\nB=2', { B: '2' }],
  ['in a comment', '# A="1\nB=2', { B: '2' }],
])('takes quotation marks that are %s', (_what, text, values) => {
  writeFileSync(path, text)
  expect(readEnvFile(path)).toMatchObject({ values })
})

test.each([
  ['PORT 3022', 1],
  ['PORT: 3022', 1],
  ['HOST=::1\r\nPORT\r\n', 2],
  ['=3000', 1],
  ['# all\n\n[page]\nPORT=8', 3],
  ['// the page\nPORT=8', 1],
  ['"PORT"=8', 1],
  ['PORT＝8', 1],
  ['A="one\ntwo"\nthree\nPORT=8', 3],
  ['set PORT=8', 1],
])('says which line is not NAME=value: %j', (text, line) => {
  writeFileSync(path, text)
  expect(() => readEnvFile(path)).toThrow(
    new RegExp(`^[^\\n]*, line ${line}: is not NAME=value; write it so, or put # before it$`, 'u'),
  )
})

test.each([
  ['SLACK_TOKEN', 'SLACK_BOT_TOKEN or SLACK_APP_TOKEN'],
  ['DISCORD_BOT_TOKEN', 'DISCORD_TOKEN'],
  ['OPENAI_KEY', 'OPENAI_API_KEY'],
  ['FEEDS', 'FEED_URLS'],
  ['FEED', 'FEED_URLS'],
  ['DATABASE', 'DATABASE_URL'],
  ['DATABASE_URI', 'DATABASE_URL'],
  ['port', 'PORT'],
  ['PROT', 'PORT'],
  ['WEB_PORT', 'PORT'],
  ['Slack-Bot-Token', 'SLACK_BOT_TOKEN'],
  ['OPENAI.MODEL', 'OPENAI_MODEL'],
  ['PASSWORD', 'WEB_PASSWORD'],
  ['WEBPASSWORD', 'WEB_PASSWORD'],
  ['MODEL', 'OPENAI_MODEL'],
  ['OPENAI_URL', 'OPENAI_BASE_URL'],
  ['ENCRYPTION_KEYS', 'ENCRYPTION_KEY'],
  ['LOGLEVEL', 'LOG_LEVEL'],
])('refuses the near miss %s, and names %s', (name, meant) => {
  writeFileSync(path, `HOST=::1\n${name}=x\n`)
  expect(() => readEnvFile(path)).toThrow(
    new RegExp(`: ${name}: is not a setting of rsis-brief; did you mean ${meant}\\?$`, 'u'),
  )
})

test('warns about a name that resembles no setting, and not about what works there', () => {
  writeFileSync(path, 'GREETING=hello\nTZ=UTC\nNODE_EXTRA_CA_CERTS=a.pem\nSECOND_PORT=1\nPOSTGRES_PASSWORD=x\n')
  expect(readEnvFile(path).warnings).toEqual([
    {
      field: `${path}: GREETING`,
      problem: 'is not a setting of rsis-brief',
      fix: 'remove it from .env, unless another program reads it there',
    },
  ])
})

test('every letter that is missing, doubled or swapped in the name of a setting is noticed', () => {
  const slips = environmentNames.flatMap((name) =>
    name
      .split('')
      .flatMap((letter, at) => [
        name.slice(0, at) + name.slice(at + 1),
        name.slice(0, at) + letter + name.slice(at),
        name.slice(0, at) + name.charAt(at + 1) + letter + name.slice(at + 2),
      ]),
  )
  const silent = slips.filter((name) => {
    if (environmentNames.includes(name) || !/^\w+$/u.test(name)) return false
    writeFileSync(path, `${name}=x\n`)
    try {
      return readEnvFile(path).warnings.length === 0
    } catch {
      return false
    }
  })
  expect(silent).toEqual([])
})
