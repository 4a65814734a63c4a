import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { z } from 'zod'

/** What stays in memory, once while loading and once afterwards. @returns the MB of the young generation after each. */
const script = `
  import { getHeapSpaceStatistics } from 'node:v8'
  import { whileLoading } from './src/compose/while-loading.ts'
  const kept = []
  const keep = () => { for (let at = 0; at < 500_000; at += 1) kept.push({ at, name: 'n' + at }) }
  const youngMb = () => {
    keep()
    return getHeapSpaceStatistics().find((space) => space.space_name === 'new_space').space_size >> 20
  }
  const inner = await whileLoading(async () => {
    await whileLoading(async () => {})
    return youngMb()
  })
  await whileLoading(async () => { throw new Error('not loaded') }).catch(() => {})
  process.stdout.write(JSON.stringify({ inner, after: youngMb() }))`

test('what is loaded leaves the young generation as small as it was; afterwards it grows as usual', () => {
  const text = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  const { inner, after } = z.object({ inner: z.number(), after: z.number() }).parse(JSON.parse(text))
  // Still growing by one step is within what a busy machine does; without the limit it is 16 or more.
  expect(inner).toBeLessThanOrEqual(8)
  expect(after).toBeGreaterThanOrEqual(16)
})
