import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readPath } from '../../src/cli/paths.ts'

test.each([
  ['x.db', resolve('x.db')],
  ['./folder/', resolve('folder')],
  ['/tmp/x.db', '/tmp/x.db'],
  ['file:./x.db', resolve('x.db')],
  ['file:/tmp/x.db', '/tmp/x.db'],
  ['file:///tmp/my%20x.db', '/tmp/my x.db'],
  ['file:/tmp/folder/', '/tmp/folder'],
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
