import { expect, test } from 'vitest'
import { createPace } from '../../../adapters/discord/connect/pace.ts'

test('of many requests no more than fifty go in any second, the first fifty at once', async () => {
  let at = 0
  let waited = 0
  const turn = createPace(
    () => at,
    async (ms) => {
      waited = ms
    },
  )
  const sentAt: number[] = []
  const send = async (): Promise<void> => {
    waited = 0
    await turn()
    sentAt.push(at + waited)
  }
  // Thirty at the end of one second, all others at the beginning of the next.
  at = 900
  for (let count = 0; count < 30; count += 1) await send()
  at = 1000
  for (let count = 0; count < 170; count += 1) await send()
  for (const from of sentAt)
    expect(sentAt.filter((one) => one >= from && one < from + 1000).length).toBeLessThanOrEqual(50)
  expect(sentAt.filter((one) => one === 1000)).toHaveLength(20)
  expect(Math.max(...sentAt)).toBeLessThan(900 + 4 * 1010)
})
