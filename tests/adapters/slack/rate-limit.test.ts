import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { createRateLimit } from '../../../adapters/slack/post/rate-limit.ts'
import { RetryableError } from '../../../src/errors.ts'

/** A workspace that accepts `most` messages in each window of `windowMs`, and then says how long to wait. */
const createWorkspace = (most: number, windowMs: number) => {
  let until = 0
  let count = 0
  const seen = { taken: 0, refused: 0 }
  return {
    seen,
    take: async (): Promise<void> => {
      await wait(1)
      const at = performance.now()
      if (at >= until) [until, count] = [at + windowMs, 0]
      if (count >= most) {
        seen.refused += 1
        throw new RetryableError('ratelimited', 'wait', { notAccepted: true, retryAfterMs: until - at })
      }
      count += 1
      seen.taken += 1
    },
  }
}

/** Sends like the outbox: again, when the wait is over. */
const sendAll = async (channels: number, take: () => Promise<void>, limit = createRateLimit()): Promise<void> => {
  const one = async (channel: string): Promise<void> => {
    for (;;) {
      try {
        return await limit({ tenant: 'T1', channel }, take)
      } catch (error) {
        if (!(error instanceof RetryableError)) throw error
        await wait(error.retryAfterMs ?? 0)
      }
    }
  }
  await Promise.all(Array.from({ length: channels }, async (_, index) => one(`C${index}`)))
}

describe('a workspace’s limit', () => {
  test.each([
    [40, 300],
    [100, 500],
  ])(
    'of %i messages in %i ms is learned from a refusal: after that hardly any message is refused',
    async (most, ms) => {
      const workspace = createWorkspace(most, ms)
      await sendAll(400, workspace.take)
      expect(workspace.seen.taken).toBe(400)
      // Messages under way exceed the first window; later windows are nearly exact.
      expect(workspace.seen.refused).toBeLessThanOrEqual(24)
    },
  )

  test('is learned by each of three processes that share it: together they keep to it', async () => {
    const workspace = createWorkspace(100, 500)
    await Promise.all(Array.from({ length: 3 }, async () => sendAll(250, workspace.take)))
    expect(workspace.seen.taken).toBe(750)
    // Each learns independently, and again when the others have sent more.
    expect(workspace.seen.refused).toBeLessThanOrEqual(100)
  })

  test('is nobody else’s: another workspace is posted to at once', async () => {
    const limit = createRateLimit()
    const refuse = async (): Promise<never> => {
      throw new RetryableError('ratelimited', 'wait', { notAccepted: true, retryAfterMs: 60_000 })
    }
    await expect(limit({ tenant: 'T1', channel: 'C1' }, refuse)).rejects.toMatchObject({ retryAfterMs: 60_000 })
    let sent = 0
    const count = async (): Promise<void> => {
      sent += 1
    }
    await expect(limit({ tenant: 'T1', channel: 'C2' }, count)).rejects.toMatchObject({
      code: 'ratelimited',
      notAccepted: true,
    })
    expect(sent).toBe(0)
    await limit({ tenant: 'T2', channel: 'C2' }, count)
    expect(sent).toBe(1)
  })

  test('is looked out for near it: below what every workspace takes, more messages are on their way at once', async () => {
    let at = 0
    const limit = createRateLimit(() => at)
    const underWay = new Set<() => void>()
    const most: number[] = []
    const hang = async (): Promise<void> => {
      await new Promise<void>((resolve) => {
        underWay.add(resolve)
        most.push(underWay.size)
      })
    }
    const sent = Promise.all(
      Array.from({ length: 250 }, async (_, index) => limit({ tenant: 'T1', channel: `C${index}` }, hang)),
    )
    while (most.length < 250) {
      at += 1
      for (const answer of underWay) answer()
      underWay.clear()
      await wait(0)
    }
    for (const answer of underWay) answer()
    await sent
    expect(Math.max(...most.slice(0, 200))).toBe(12)
    expect(Math.max(...most.slice(-30))).toBe(4)
  })

  test('lets a channel have its next message a second after the one before has arrived', async () => {
    // When it last read the clock: a delay of a busy machine before the message is sent does not count.
    let lookedAt = 0
    const limit = createRateLimit(() => {
      lookedAt = performance.now()
      return lookedAt
    })
    const sentAt: number[] = []
    const answeredAt: number[] = []
    const send = async (answeredAfterMs: number): Promise<void> =>
      limit({ tenant: 'T1', channel: 'C1' }, async () => {
        sentAt.push(lookedAt)
        await wait(answeredAfterMs)
        answeredAt.push(performance.now())
      })
    for (const answeredAfterMs of [2, 300, 2]) await send(answeredAfterMs)
    // An answered message has arrived, at whatever time.
    for (const index of [1, 2]) expect(sentAt[index]).toBeGreaterThanOrEqual((answeredAt[index - 1] ?? 0) + 1000)
  })

  test('lets no message go that waited too long in its queue: the outbox no longer counts on it', async () => {
    let at = 0
    const limit = createRateLimit(() => at)
    const answers: (() => void)[] = []
    const hang = async (): Promise<void> => new Promise((resolve) => answers.push(resolve))
    const outcomes = Array.from({ length: 18 }, async (_, index) =>
      limit({ tenant: 'T1', channel: `C${index}` }, hang).then(
        () => 'sent',
        (error: unknown) => (error instanceof RetryableError && error.notAccepted ? 'not sent' : String(error)),
      ),
    )
    await wait(1)
    expect(answers).toHaveLength(12)
    at += 6000
    for (const answer of answers) answer()
    expect(await Promise.all(outcomes)).toEqual([...Array(12).fill('sent'), ...Array(6).fill('not sent')])
    expect(answers).toHaveLength(12)
  })
})
