import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const document = readFileSync(`${root}docs/architecture.md`, 'utf8')

/** The files that a file imports, also when it loads them later. */
const importsOf = (file: string): string[] =>
  [...readFileSync(`${root}${file}`, 'utf8').matchAll(/(?:from |import\()'(\.{1,2}\/[^']+)'/gu)].map(([, path = '']) =>
    join(dirname(file), path),
  )

describe.each(
  [...document.matchAll(/^### (From .+)\n([^#]+)/gmu)].map(([, title = '', text = '']) => ({ title, text })),
)('the walk $title', ({ text }) => {
  const steps = text
    .split(/^\d+\. /mu)
    .slice(1)
    .map((step) => [...step.matchAll(/`((?:src|adapters)\/[\w/-]+\.ts)`/gu)].map(([, file = '']) => file))

  test('leads from each file to one that it imports', () => {
    expect(steps.length).toBeGreaterThan(7)
    const gaps = steps.flatMap((files) =>
      files
        .slice(1)
        .flatMap((file, at) => (importsOf(files[at] ?? '').includes(file) ? [] : [`${files[at]} → ${file}`])),
    )
    expect(gaps).toEqual([])
  })

  test('continues from a file that was passed, and never back to one that imports it', () => {
    const passed = new Set(steps[0]?.slice(0, 1))
    const wrong: string[] = []
    for (const [first = '', ...files] of steps) {
      if (!passed.has(first)) wrong.push(`${first} was not passed`)
      for (const file of files) {
        if (passed.has(file)) wrong.push(`back to ${file}`)
        passed.add(file)
      }
    }
    expect(wrong).toEqual([])
  })
})

test('every decision says when it was made, and whether it is still valid', () => {
  const files = globSync('docs/adr/*.md', { cwd: root }).filter((file) => !file.endsWith('0000-template.md'))
  const numbers = new Set(files.map((file) => /\d{4}/u.exec(file)?.[0]))
  const form =
    /^# (?<number>\d{4}): .+\n\nDate: \d{4}-\d\d-\d\d\n\nStatus: (?<status>(?:Accepted|Superseded by \d{4})[^\n]*)\n\n## Context\n/u
  const wrong = files.filter((file) => {
    const { number, status } = form.exec(readFileSync(`${root}${file}`, 'utf8'))?.groups ?? {}
    return (
      number === undefined ||
      !file.includes(number) ||
      [...(status ?? '').matchAll(/\b\d{4}\b/gu)].some(([other]) => !numbers.has(other))
    )
  })
  expect(wrong).toEqual([])
})
