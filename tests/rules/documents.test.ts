import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { z } from 'zod'

const root = fileURLToPath(new URL('../../', import.meta.url))
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(`${root}package.json`, 'utf8')))

const documents = globSync(['*.md', '.env.example', 'docs/**/*.md', '.github/**/*.md'], { cwd: root })
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
  // A superseded decision describes an earlier state.
  .filter(({ text }) => !text.includes('\nStatus: Superseded'))

const fileNames = new Set(
  globSync('{src,adapters,tests,bench,prompts,docs,.ci,.github}/**/*', { cwd: root }).map((file) => basename(file)),
)

/** The parts of this repository that a document names, and whether they exist. */
const named = ({ path, text }: (typeof documents)[number]): { name: string; exists: boolean }[] => [
  ...[...text.matchAll(/(?:src|adapters|tests|bench|prompts|docs|\.ci|\.github)\/[\w./-]*\w/gu)].map(([name]) => ({
    name,
    exists: existsSync(join(root, name)),
  })),
  ...[...text.matchAll(/`([\w-]+\.(?:test\.)?ts)`/gu)].map(([, name = '']) => ({ name, exists: fileNames.has(name) })),
  ...[...text.matchAll(/\]\((?!https?:)([^)#\s]+)/gu)].map(([, name = '']) => ({
    name,
    exists: existsSync(join(root, dirname(path), name)),
  })),
  ...[...text.matchAll(/npm run (?:-s )?([\w:]+)/gu)].map(([, name = '']) => ({ name, exists: name in scripts })),
]

test.each(documents)('$path names files, links and scripts that exist', (document) => {
  expect(named(document).filter(({ exists }) => !exists)).toEqual([])
})

test('the check sees the names that documents use', () => {
  expect(documents.flatMap(named).length).toBeGreaterThan(200)
})
