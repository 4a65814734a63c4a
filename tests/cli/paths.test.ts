import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readPath } from '../../src/cli/paths.ts'
import { importCommentary } from '../../src/commentary/import.ts'

test.each([
  ['x.db', resolve('x.db')],
  ['./folder/', `${resolve('folder')}/`],
  ['folder//', `${resolve('folder')}/`],
  ['/', '/'],
  ['/tmp/x.db', '/tmp/x.db'],
  ['file:./x.db', resolve('x.db')],
  ['file:/tmp/x.db', '/tmp/x.db'],
  ['file:///tmp/my%20x.db', '/tmp/my x.db'],
  ['file:/tmp/folder/', '/tmp/folder/'],
])('a path may be given as in DATABASE_URL: %s', (text, path) => expect(readPath('Backup', text)).toBe(path))

test.each([
  'postgres://rsis:hunter2@db.example/rsis',
  'https://a.example/x.db',
  'file:',
  'file://host/x.db',
  's3://bucket/x',
])('another address is refused, without its password: %s', (text) => {
  expect(() => readPath('Backup', text)).toThrow(/^Backup: [^;]+; ./u)
  expect(() => readPath('Backup', text)).not.toThrow(/hunter2/u)
})

test.each(['mail.eml', 'box.mbox', 'old.zip', 'site.wacz', 'site.warc.gz'])(
  'import of %s names the command that reads it',
  async (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'rsis-brief-import-'))
    const path = join(folder, name)
    writeFileSync(path, 'something')
    const never = (): never => expect.fail('nothing is fetched')
    await expect(importCommentary(path, never)).rejects.toThrow(`npm run backfill -- ${path} reads it`)
    rmSync(folder, { recursive: true })
  },
)
