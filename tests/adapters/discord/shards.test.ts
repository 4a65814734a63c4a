import { expect, it } from 'vitest'
import { startDiscordServer, textOf } from '../../fakes/discord-server.ts'
import { createHandler, discordWith, echo, waitUntil } from './harness.ts'

/** Two servers that Discord’s rule gives to different shards. */
const guildOnShard = (server: Awaited<ReturnType<typeof startDiscordServer>>, shard: bigint) => {
  for (;;) {
    const guild = server.world.addGuild(`Shard ${shard}`)
    if ((BigInt(guild.id) >> 22n) % 2n === shard) return guild
    server.world.guilds.delete(guild.id)
    server.pass(1)
  }
}

it('shards are connections of this process: each receives what its servers send, and all end at a stop', async () => {
  const server = await startDiscordServer({ shards: 2 })
  const rooms = [0n, 1n].map((shard) => server.world.addChannel({ guild: guildOnShard(server, shard).id, type: 0 }))
  const discord = await discordWith(server, { shards: 'auto' })
  const { handler, heard } = createHandler(echo)
  await discord.start(handler)
  await expect.poll(() => discord.state().isReady).toBe(true)
  for (const room of rooms) {
    const { original } = await server.person.type(['latest'], {}, { in: room })
    expect(textOf(original ?? { content: '', components: [] })).toContain('Answer to latest')
  }
  expect(heard.commands.map(({ place }) => place.channel)).toEqual(rooms.map(({ id }) => id))
  expect(discord.state()).toMatchObject({ isReady: true, servers: 2 })
  expect(server.gateway.sessions().map(({ shard }) => shard)).toEqual([
    [0, 2],
    [1, 2],
  ])
  await discord.stop()
  await waitUntil(() => server.gateway.sessions().every(({ socket }) => socket?.readyState !== 1), 'shards ended')
  await server.close()
})
