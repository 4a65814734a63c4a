import { afterEach, describe, expect, it, vi } from 'vitest'
import { textOf } from '../../fakes/discord-server.ts'
import type { Behaviour } from '../../fakes/discord/behaviour.ts'
import { postCard, threadCard } from './cards.ts'
import { placeIn, startForTest, type Started } from './harness.ts'
import { failureOf } from '../../failure-of.ts'

const key = 'k3v6zq2m4n5b7c2d3f2g3h4j'
const threadKey = 'aaaabbbbccccddddeeeeffff'
const route = 'POST /channels/:id/messages'

const start = (): Promise<Started> => startForTest()
afterEach(() => void vi.useRealTimers())

const times = (count: number, behaviour: Behaviour): Behaviour[] => Array.from({ length: count }, () => behaviour)

describe('a wait that Discord cannot mean', () => {
  for (const isGlobal of [false, true]) {
    it(`of thirty years is taken for an hour, and then Discord is asked again (${isGlobal ? 'all' : 'one channel'})`, async () => {
      const { discord, general, server } = await start()
      server.script(route, { retryAfter: '999999999', isGlobal })
      const error = await failureOf(discord.post(placeIn(general), postCard, key))
      expect(error).toMatchObject({ name: 'RetryableError', notAccepted: true })
      expect((error as { retryAfterMs: number }).retryAfterMs).toBeLessThanOrEqual(3_601_000)
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_700_000 })
      await discord.post(placeIn(general), postCard, key)
      expect(general.messages).toHaveLength(1)
    })
  }

  for (const retryAfter of [undefined, 'soon', '0', '-3', 'NaN']) {
    it(`of ${String(retryAfter)} does not allow a flood of requests`, async () => {
      const { discord, general, server } = await start()
      server.script(route, ...times(50, { retryAfter, isGlobal: false }))
      expect(await failureOf(discord.post(placeIn(general), postCard, key))).toMatchObject({
        name: 'RetryableError',
        notAccepted: true,
      })
      expect(server.of(route).length).toBeLessThanOrEqual(2)
    })
  }
})

describe('a refusal', () => {
  for (const [code, status] of [
    [40005, 413],
    [50109, 400],
  ] as const) {
    it(`${code} of a message for its content: it goes out as plain text`, async () => {
      const { discord, general, server } = await start()
      server.script(route, { code, status })
      const receipt = await discord.post(placeIn(general), postCard, key)
      expect(general.messages[0]?.content).toContain('Who Mends the Cable?')
      expect(await discord.find(placeIn(general), key)).toEqual(receipt)
    })
  }

  for (const [code, status] of [
    [50009, 403],
    [50095, 403],
    [50278, 403],
    [160005, 400],
  ] as const) {
    it(`${code} of the place is reported with its fix`, async () => {
      const { discord, general, server } = await start()
      server.script(route, { code, status })
      expect(await failureOf(discord.post(placeIn(general), postCard, key))).toMatchObject({
        name: 'GoneError',
        code: String(code),
        fix: expect.stringMatching(/\w+/u),
      })
      expect(server.of(route)).toHaveLength(1)
    })
  }

  for (const [code, status] of [
    [20028, 429],
    [40004, 403],
    [40006, 403],
    [40062, 429],
    [130000, 503],
    [20016, 429],
  ] as const) {
    it(`${code} may pass: it is tried again later, and posted once`, async () => {
      const { discord, general, server } = await start()
      server.script(route, { code, status })
      expect(await failureOf(discord.post(placeIn(general), postCard, key))).toMatchObject({
        name: 'RetryableError',
        isRefusal: false,
      })
      expect(server.of(route)).toHaveLength(1)
      expect(general.messages).toHaveLength(0)
    })
  }

  it('of a code that nobody knows is about this message, also where it is its thread that is refused', async () => {
    const { discord, general, server } = await start()
    server.script(route, { code: 99_999, status: 400 })
    const unknown = { name: 'RetryableError', code: '99999', notAccepted: true, isRefusal: true }
    expect(await failureOf(discord.post(placeIn(general), postCard, key))).toMatchObject(unknown)
    const parent = await discord.post(placeIn(general), postCard, key)
    server.script('POST /channels/:id/messages/:id/threads', { code: 99_999, status: 400 })
    expect(await failureOf(discord.post(placeIn(general), threadCard, threadKey, parent))).toMatchObject(unknown)
  })

  it('160002 to a reply ends the reply alone', async () => {
    const { discord, general, server } = await start()
    general.refusals.thread = 50013
    const parent = await discord.post(placeIn(general), postCard, key)
    server.script(route, ...times(2, { code: 160002, status: 400 }))
    expect(await failureOf(discord.post(placeIn(general), threadCard, threadKey, parent))).toMatchObject({
      name: 'RefusedError',
      code: '160002',
    })
  })

  it('30046 does not end a correction: it is tried again later', async () => {
    const { discord, general, server } = await start()
    const receipt = await discord.post(placeIn(general), postCard, key)
    server.script('PATCH /channels/:id/messages/:id', { code: 30046, status: 400 })
    expect(await failureOf(discord.edit(placeIn(general), receipt, postCard, key))).toMatchObject({
      name: 'RetryableError',
      code: '30046',
      notAccepted: true,
    })
  })

  it('of the layout of a correction: it is put there as plain text, as the post was', async () => {
    const { discord, general, server } = await start()
    server.script(route, 'refused')
    const receipt = await discord.post(placeIn(general), postCard, key)
    server.script('PATCH /channels/:id/messages/:id', 'refused')
    await discord.edit(placeIn(general), receipt, { ...postCard, title: { text: 'Corrected' } }, key)
    expect(textOf(general.messages[0] ?? { content: '', components: [] })).toContain('Corrected')
    expect(await discord.find(placeIn(general), key)).toEqual(receipt)
  })

  it('50013 or 50001 to a correction is about the channel', async () => {
    for (const code of [50013, 50001]) {
      const { discord, general, server } = await start()
      const receipt = await discord.post(placeIn(general), postCard, key)
      server.script('PATCH /channels/:id/messages/:id', { code, status: 403 })
      expect(await failureOf(discord.edit(placeIn(general), receipt, postCard, key))).toMatchObject({
        name: 'GoneError',
        code: String(code),
      })
    }
  })
})
