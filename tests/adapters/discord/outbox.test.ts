import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Behaviour } from '../../fakes/discord/behaviour.ts'
import { openOutbox, type Outbox } from '../../delivery/harness.ts'
import { postCard, threadCard } from './cards.ts'
import { placeIn, startDiscord, type Started } from './harness.ts'

const keyOf = (name: string): string => name.replaceAll(/[^a-z0-9]/gu, '').padEnd(24, 'x')

/** After these faults it is unknown whether the message is there. */
const unclear: readonly Behaviour[] = [
  'resetBefore',
  'resetAfter',
  'errorBefore',
  'errorAfter',
  'htmlBefore',
  'htmlAfter',
  'cutAfter',
  'foreignAfter',
]
/** After these faults it is certainly not there. */
const clear: readonly Behaviour[] = ['limited', 'limitedGlobally', 'limitedForLong', 'cloudflare', 'cloudflareJson']

/** The behaviour of one route: good answers, two unclear faults (after a third the outbox asks a person), and some clear ones. */
const treatment = fc
  .tuple(
    fc.array(fc.constantFrom(...unclear), { maxLength: 2 }),
    fc.array(fc.constantFrom(...clear), { maxLength: 4 }),
    fc.array(fc.constant<Behaviour>('well'), { minLength: 4, maxLength: 8 }),
  )
  .chain((parts) => {
    const all = parts.flat()
    return fc.shuffledSubarray(all, { minLength: all.length })
  })

/** Every message of a room and of the threads below it, by the key in its buttons. */
const keysIn = ({ server }: Started, roomId: string): string[] =>
  [...server.world.channels.values()]
    .filter((channel) => channel.id === roomId || channel.parent === roomId)
    .flatMap(({ messages }) => messages)
    .map((message) => /^\d+[a-z] (\S+) /u.exec(server.idsOf(message)[0] ?? '')?.[1] ?? 'none')

const owe = async (outbox: Outbox, room: Started['general'], count: number): Promise<string[]> => {
  const keys: string[] = []
  for (let index = 0; index < count; index += 1) {
    const [key, below] = [keyOf(`${room.name}post${index}`), keyOf(`${room.name}below${index}`)]
    await outbox.owe(placeIn(room), key, { card: { ...postCard, title: { text: `Number ${index}` } } })
    await outbox.owe(placeIn(room), below, { kind: 'thread', card: threadCard, targetKey: key })
    keys.push(key, below)
  }
  return keys
}

describe('the outbox and Discord', () => {
  it('lose nothing and double nothing, whatever the network does, also when the nonce is forgotten', async () => {
    await fc.assert(
      fc.asyncProperty(
        treatment,
        treatment,
        treatment,
        fc.boolean(),
        async (posts, forumPosts, threads, isNonceForgotten) => {
          const started = await startDiscord()
          const outbox = await openOutbox()
          const { server, discord, general, news, forum } = started
          if (isNonceForgotten) server.closeNonceWindow()
          server.script('POST /channels/:id/messages', ...posts)
          server.script('POST /channels/:id/threads', ...forumPosts)
          server.script('POST /channels/:id/messages/:id/threads', ...threads)
          const rooms = [general, news, forum]
          const owed = await Promise.all(rooms.map(async (room) => owe(outbox, room, 3)))
          outbox.start(discord, { graceMs: { web: 0, slack: 0, discord: 0 } })
          for (let round = 0; round < 40; round += 1) {
            await outbox.later(1_000_000)
            if ((await outbox.rows()).every(({ state }) => state === 'sent')) break
          }
          const states = (await outbox.rows()).filter(({ state }) => state !== 'sent')
          expect(states.map(({ key, state, reason }) => `${key} ${state} ${reason}`)).toEqual([])
          for (const [index, room] of rooms.entries()) {
            const keys = keysIn(started, room.id)
            expect(keys.toSorted()).toEqual((owed[index] ?? []).toSorted())
          }
          await outbox.close()
          await started.stop()
        },
      ),
      { numRuns: 12 },
    )
  })

  it('report a channel that is gone, and continue with the others', async () => {
    const started = await startDiscord()
    const outbox = await openOutbox()
    const { discord, general, news } = started
    general.isDeleted = true
    await outbox.owe(placeIn(general), keyOf('one'))
    await outbox.owe(placeIn(news), keyOf('two'))
    outbox.start(discord)
    await outbox.quiet()
    expect(await outbox.row(keyOf('one'))).toMatchObject({ state: 'dead', reason_code: '10003' })
    expect(await outbox.row(keyOf('two'))).toMatchObject({ state: 'sent' })
    await outbox.close()
    await started.stop()
  })
})
