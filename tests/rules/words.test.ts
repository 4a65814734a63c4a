import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
/** The first cell of each row: a word, or names in backticks. */
const rows = [...readFileSync(`${root}docs/words.md`, 'utf8').matchAll(/^\| ([^|]+?) \|/gmu)]
  .map(([, cell]) => cell ?? '')
  .filter((cell) => cell !== '---' && !['word', 'folder', 'table'].includes(cell))
const words = new Set(rows.flatMap((cell) => cell.replaceAll('`', '').split(', ')))

const isExplained = (name: string): boolean =>
  [name, name.replace(/s$/u, ''), name.replace(/ies$/u, 'y')].some((form) => words.has(form))

test('every folder has its line', () => {
  const folders = globSync('{src,adapters}/**/', { cwd: root }).map((path) => path.split('/').findLast(Boolean) ?? '')
  expect(folders).toContain('extractive')
  const platforms = ['slack', 'discord', 'web', 'src']
  expect(folders.filter((name) => !platforms.includes(name) && !isExplained(name))).toEqual([])
})

test('every table has its line', () => {
  const [, schema = ''] =
    /interface Schema \{(.*?)\n\}/su.exec(readFileSync(`${root}src/store/schema.ts`, 'utf8')) ?? []
  const tables = [...schema.matchAll(/^ {2}(\w+): /gmu)].map(([, name]) => name ?? '')
  expect(tables).toContain('deliveries')
  expect(tables.filter((name) => !rows.some((cell) => cell.includes(`\`${name}\``)))).toEqual([])
})

test('no word has two lines', () => {
  expect(rows.filter((cell, at) => rows.indexOf(cell) !== at)).toEqual([])
})
