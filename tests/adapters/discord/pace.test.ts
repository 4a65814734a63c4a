import { expect, test } from 'vitest'
import { createPace } from '../../../adapters/discord/connect/pace.ts'
import { createRequests } from '../../../adapters/discord/connect/requests.ts'
import { RetryableError } from '../../../src/errors.ts'
import { startDiscordServer } from '../../fakes/discord-server.ts'
import { listeningLog } from '../slack/harness.ts'

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

test('a sender whose lease ends while its request waits for its turn sends nothing', async () => {
  const server = await startDiscordServer()
  const guild = server.world.addGuild('Policy team')
  const { log } = listeningLog()
  const requests = createRequests({ token: server.token, apiUrl: server.apiUrl, log, now: () => new Date() })
  const ended = new RetryableError('interrupted', 'held up before it could be sent')
  let sent = 0
  const send = requests.together(() => {
    if (sent === 50) throw ended
    sent += 1
  })
  const posts = Array.from({ length: 60 }, async (_, index) => {
    const { id } = server.world.addChannel({ guild: guild.id, type: 0, name: `room-${index}` })
    return send('post', `/channels/${id}/messages`, {
      body: { content: 'Nickel rose.', allowed_mentions: { parse: [] } },
    })
  })
  const outcomes = await Promise.allSettled(posts)
  const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
  expect(refused).toHaveLength(10)
  for (const reason of refused) expect(reason).toBe(ended)
  expect(server.of('POST /channels/:id/messages')).toHaveLength(50)
  requests.stop()
  await server.close()
})
