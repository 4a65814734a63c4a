import { expect, test } from 'vitest'
import { parseInThread } from '../../../src/feed/parse/in-thread.ts'

const feed = (inside: string): string => `<rss version="2.0"><channel>${inside}</channel></rss>`
const title = `Sea lanes${' \u200b'.repeat(120_000)}`

/** Processor time of the main thread, on which everything else runs. */
const ownMs = (before?: NodeJS.CpuUsage): number => {
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}

test.each([
  ['a title of 240,000 characters', feed(`<item><title>${title}</title><link>https://site.example/a</link></item>`)],
  ['9 MB of ampersands', feed(`<item><title>${'&'.repeat(9_000_000)}</title></item>`)],
  ['9 MB of empty items', feed('<item/>'.repeat(1_285_000))],
])('%s is read beside the program, not in its way', async (_name, text) => {
  const body = Buffer.from(text)
  const before = process.threadCpuUsage()
  let turns = 0
  const timer = setInterval(() => (turns += 1), 5)
  const parsed = await parseInThread({
    kind: 'feed',
    body,
    contentType: 'text/xml',
    url: 'https://site.example/',
    source: 's',
  })
  clearInterval(timer)
  // Parsing these feeds in this thread would take seconds; passing them to another takes milliseconds.
  expect(ownMs(before)).toBeLessThan(2000)
  expect(turns).toBeGreaterThan(0)
  if (parsed.state === 'parsed') expect(parsed.entries.every((entry) => entry.title.length <= 500)).toBe(true)
  expect(['parsed', 'empty', 'not a feed']).toContain(parsed.state)
})
