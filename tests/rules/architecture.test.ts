import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const document = readFileSync(`${root}docs/architecture.md`, 'utf8')

test('both walks name files that exist', () => {
  const files = [...document.matchAll(/`((?:src|adapters)\/[\w/-]+\.ts)`/gu)].map(([, file]) => file)
  expect(files.length).toBeGreaterThan(25)
  expect(files.filter((file) => !existsSync(`${root}${file}`))).toEqual([])
})

test('every decision says when it was made, and whether it still holds', () => {
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
