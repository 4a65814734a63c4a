import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { manager, textOf } from '../../fakes/discord-server.ts'
import { postCard } from './cards.ts'
import {
  createHandler,
  discordWith,
  echo,
  furnish,
  placeIn,
  startDiscord,
  startForTest,
  type Started,
  waitUntil,
} from './harness.ts'
import { botId, channelJson } from '../../fakes/discord/world.ts'
import { startDiscordServer } from '../../fakes/discord-server.ts'
import { listeningLog } from '../slack/harness.ts'

const start = (options: Parameters<typeof startForTest>[0] = {}): Promise<Started> =>
  startForTest({ answer: echo, ...options })

describe('the connection', () => {
  it('asks only for servers and direct messages, and for no privileged intent', async () => {
    const { server } = await start()
    expect(server.gateway.sessions().map(({ intents }) => intents)).toEqual([1 | (1 << 12)])
  })

  it('that is cut is resumed, and what was asked meanwhile is answered', async () => {
    const { server, general, discord } = await start()
    server.gateway.cut()
    await waitUntil(() => !discord.state().isReady, 'away')
    const answered = await server.person.type(['latest'], {}, { in: general })
    expect(textOf(answered.original ?? { content: '', components: [] })).toContain('Answer to latest')
    expect(server.gateway.counts).toMatchObject({ identified: 1, resumed: 1 })
    await waitUntil(() => discord.state().isReady, 'ready again')
  })

  it('is not needed for posts', async () => {
    const { server, general, discord } = await start()
    server.gateway.cut()
    await discord.post(placeIn(general), postCard, 'k3v6zq2m4n5b7c2d3f2g3h4j')
    expect(general.messages).toHaveLength(1)
  })

  for (const [how, act] of [
    ['told to reconnect', ({ server }: Started) => server.gateway.askToReconnect()],
    ['declared a zombie by the other side', ({ server }: Started) => server.gateway.close(4000)],
    ['timed out', ({ server }: Started) => server.gateway.close(4009)],
  ] as const) {
    it(`that is ${how} comes back and answers`, async () => {
      const running = await start()
      const connected = running.server.gateway.connected()
      act(running)
      await connected
      const { original } = await running.server.person.type(['latest'], {}, { in: running.general })
      expect(textOf(original ?? { content: '', components: [] })).toContain('Answer to latest')
    })
  }

  it('whose heartbeats are not acknowledged is left and resumed', async () => {
    const { server, general } = await start({ server: { heartbeatMs: 100 } })
    server.gateway.acknowledgeHeartbeats(false)
    const connected = server.gateway.connected()
    await connected
    server.gateway.acknowledgeHeartbeats(true)
    expect(server.gateway.counts.resumed).toBeGreaterThan(0)
    await server.person.type(['latest'], {}, { in: general })
  })

  it('is tried until there is one', async () => {
    const server = await startDiscordServer()
    furnish(server)
    server.script('GET /applications/@me', 'errorBefore', 'resetBefore')
    server.script('GET /gateway/bot', 'errorBefore')
    const discord = await discordWith(server)
    await discord.start(createHandler(echo).handler)
    await waitUntil(() => discord.state().isReady, 'connected in the end')
    await discord.stop()
    await server.close()
  })

  for (const [code, words] of [
    [4004, 'DISCORD_TOKEN'],
    [4014, 'Privileged Gateway Intents'],
    [4011, 'DISCORD_SHARDS=auto'],
  ] as const) {
    it(`that Discord ends (${code}) is shown with its fix and made again until it holds`, async () => {
      const { server, general, heard, discord } = await start()
      server.gateway.refuseIdentify(code)
      server.gateway.close(code)
      await waitUntil(() => discord.state().fault !== undefined, 'shown')
      expect(discord.state()).toMatchObject({ isReady: false, fault: { code: String(code) } })
      expect(discord.state().fault?.fix).toContain(words)
      server.gateway.refuseIdentify(undefined)
      await waitUntil(() => discord.state().isReady, 'connected again')
      expect(discord.state().fault).toBeUndefined()
      await server.person.type(['latest'], {}, { in: general })
      expect(heard.commands).toHaveLength(1)
    })
  }

  it('is made in the end where Discord refuses the token at the start, by HTTP and by the gateway', async () => {
    const server = await startDiscordServer()
    const { general } = furnish(server)
    const discord = await discordWith(server)
    const { handler, heard } = createHandler(echo)
    server.script('GET /gateway/bot', 'unauthorized', 'unauthorized')
    server.script('GET /applications/@me', 'unauthorized', 'unauthorized')
    server.gateway.refuseIdentify(4004)
    await discord.start(handler)
    await waitUntil(() => discord.state().fault?.code === '4004', 'shown')
    server.gateway.refuseIdentify(undefined)
    await waitUntil(() => discord.state().isReady, 'connected in the end')
    await waitUntil(() => server.world.commands().length > 0, 'commands registered in the end')
    await server.person.type(['latest'], {}, { in: general })
    expect(heard.commands).toHaveLength(1)
    await discord.stop()
    await server.close()
  })

  it('that was refused and given up is not made beside the next one', async () => {
    const server = await startDiscordServer()
    const { general } = furnish(server)
    server.gateway.refuseConnections('error')
    const discord = await discordWith(server)
    const { handler, heard } = createHandler(echo)
    await discord.start(handler)
    await waitUntil(() => server.gateway.counts.refused > 2, 'refused')
    server.gateway.refuseConnections(undefined)
    await waitUntil(() => discord.state().isReady, 'connected in the end')
    // The library waits half a second before it connects again.
    await sleep(1000)
    expect(server.gateway.open()).toBe(1)
    await server.person.type(['latest'], {}, { in: general })
    expect(heard.commands).toHaveLength(1)
    await discord.stop()
    await server.close()
  })

  const unmade: readonly [how: string, hinder: (server: Started['server']) => void][] = [
    ['is refused', ({ gateway }) => gateway.refuseConnections('error')],
    ['is cut', ({ gateway }) => gateway.refuseConnections('cut')],
    ['is silent', ({ gateway }) => gateway.beSilent(true)],
    ['is closed at every identify', ({ gateway }) => gateway.refuseIdentify(4000)],
  ]
  it.each(unmade)('that %s is not tried any more after a stop', async (_how, hinder) => {
    const server = await startDiscordServer()
    hinder(server)
    const discord = await discordWith(server)
    await discord.start(createHandler(echo).handler)
    const { counts } = server.gateway
    await waitUntil(() => counts.refused + counts.connections > 0, 'tried')
    await discord.stop()
    // What the library had begun is over.
    await waitUntil(() => server.gateway.sockets() === 0, 'closed')
    server.gateway.refuseConnections(undefined)
    server.gateway.refuseIdentify(undefined)
    server.gateway.beSilent(false)
    const before = { ...counts }
    await sleep(1500)
    expect(counts).toEqual(before)
    await server.close()
  })

  /** A server that has not answered the connection of a bot which is stopped meanwhile. */
  const stoppedBeforeOpen = async () => {
    const server = await startDiscordServer()
    server.gateway.refuseConnections('wait')
    const discord = await discordWith(server)
    await discord.start(createHandler(echo).handler)
    await waitUntil(() => server.gateway.counts.refused > 0, 'tried')
    await discord.stop()
    return server
  }

  it('that is accepted only after a stop is closed at once', async () => {
    const server = await stoppedBeforeOpen()
    server.gateway.refuseConnections(undefined)
    expect(server.gateway.sockets()).toBe(1)
    await waitUntil(() => server.gateway.sockets() === 0, 'closed')
    expect(server.gateway.counts.identified).toBe(0)
    await server.close()
  })

  it('that is cut only after a stop ends nothing else', async () => {
    const uncaught: unknown[] = []
    const keep = (error: unknown): void => void uncaught.push(error)
    process.on('uncaughtException', keep)
    onTestFinished(() => void process.off('uncaughtException', keep))
    const server = await stoppedBeforeOpen()
    server.gateway.refuseConnections('cut')
    await sleep(100)
    await server.close()
    expect(uncaught).toEqual([])
  })

  it('that the gateway never answers is given up, with its reason, and made anew', async () => {
    const server = await startDiscordServer()
    furnish(server)
    const { log, lines } = listeningLog()
    const discord = await discordWith(server, { unconnectedMs: 1500, log })
    server.gateway.refuseConnections('cut')
    await discord.start(createHandler(echo).handler)
    await waitUntil(() => lines().includes('no answer in time'), 'said')
    server.gateway.refuseConnections(undefined)
    await waitUntil(() => discord.state().isReady, 'connected in the end')
    await sleep(1000)
    expect(server.gateway.open()).toBe(1)
    await discord.stop()
    await server.close()
  })

  it('that Discord ends at once is not said to be out of reach', async () => {
    const server = await startDiscordServer()
    const { log, lines } = listeningLog()
    server.gateway.refuseIdentify(4004)
    const discord = await discordWith(server, { log })
    await discord.start(createHandler(echo).handler)
    await waitUntil(() => lines().includes('does not accept the bot token'), 'said')
    await discord.stop()
    expect(lines()).not.toContain('cannot be reached')
    await server.close()
  })

  it('whose end is not acknowledged holds up no stop', async () => {
    const { server, discord } = await start()
    server.gateway.freeze()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    let isStopped = false
    const stop = async (): Promise<void> => {
      await discord.stop()
      isStopped = true
    }
    const stopped = stop()
    // The library itself would wait for half a minute, and answers under way are given five seconds.
    for (let second = 0; second < 3; second += 1) {
      await vi.advanceTimersByTimeAsync(1000)
      await new Promise(setImmediate)
    }
    expect(isStopped).toBe(true)
    vi.useRealTimers()
    await stopped
  })

  it('with a wrong token is tried with growing waits, and says what to do', async () => {
    const server = await startDiscordServer()
    const discord = await discordWith(server, { token: 'a.wrong.token', reconnectMs: 10_000 })
    await discord.start(createHandler(echo).handler)
    await waitUntil(() => discord.state().fault !== undefined, 'shown')
    expect(discord.state()).toMatchObject({ isReady: false, fault: { code: '401' } })
    expect(discord.state().fault?.fix).toContain('DISCORD_TOKEN')
    await discord.stop()
    expect(server.gateway.counts.connections).toBe(0)
    expect(server.calls.length).toBeLessThanOrEqual(3)
    await server.close()
  })

  it('waits at a stop for the answers that are under way', async () => {
    const { server, general, discord } = await start({
      answer: async (command) => {
        await new Promise((resolve) => {
          setTimeout(resolve, 100)
        })
        return echo(command)
      },
    })
    const interacted = server.person.send(['latest'], {}, { in: general })
    await waitUntil(() => interacted.callbacks.length === 1, 'acknowledged')
    await discord.stop()
    expect(textOf(interacted.original ?? { content: '', components: [] })).toContain('Answer to latest')
  })
})

// discord.js waits five seconds before it identifies again, as Discord demands, so these tests run concurrently.
describe.concurrent('a session that is over', () => {
  it('because a resume is refused: identifies again, and notices which servers it lost meanwhile', async () => {
    const { server, general, guild, heard, discord, stop } = await startDiscord({ answer: echo })
    const lost = server.world.addGuild('Lost')
    server.gateway.dispatch(
      'GUILD_CREATE',
      {
        id: lost.id,
        name: 'Lost',
        unavailable: false,
        channels: [],
        threads: [],
        members: [],
        roles: [],
        emojis: [],
        stickers: [],
        presences: [],
        voice_states: [],
        stage_instances: [],
        guild_scheduled_events: [],
      },
      lost.id,
    )
    await waitUntil(() => heard.joined.length === 2, 'joined')
    server.gateway.refuseNextResume()
    const connected = server.gateway.connected()
    server.gateway.cut()
    server.world.guilds.delete(lost.id)
    await connected
    await waitUntil(() => heard.left.length === 1, 'noticed')
    expect(heard.left).toEqual([lost.id])
    expect(heard.joined).toEqual([guild.id, lost.id])
    expect(discord.state().servers).toBe(1)
    await server.person.type(['latest'], {}, { in: general })
    expect(server.gateway.counts.identified).toBe(2)
    await stop()
  })

  for (const [how, act] of [
    ['the connection was closed', ({ server }: Started) => server.gateway.close(1000)],
    ['Discord says so', ({ server }: Started) => server.gateway.invalidate()],
  ] as const) {
    it(`because ${how}: identifies again and answers`, async () => {
      const running = await startDiscord({ answer: echo })
      const connected = running.server.gateway.connected()
      act(running)
      await connected
      const { original } = await running.server.person.type(['latest'], {}, { in: running.general })
      expect(textOf(original ?? { content: '', components: [] })).toContain('Answer to latest')
      expect(running.server.gateway.counts.identified).toBe(2)
      await running.stop()
    })
  }
})

describe('a server', () => {
  it('whose channels may take posts again: a change of a channel, a thread, a role or its own roles is reported, and unreadable ones are not', async () => {
    const { server, guild, general, heard } = await start()
    const of = { guild_id: guild.id }
    server.gateway.dispatch('CHANNEL_UPDATE', { ...of, ...channelJson(general) }, guild.id)
    server.gateway.dispatch('THREAD_UPDATE', { ...of, id: '1234567', parent_id: general.id }, guild.id)
    server.gateway.dispatch('CHANNEL_UPDATE', {}, guild.id)
    server.gateway.dispatch('GUILD_ROLE_UPDATE', { ...of, role: { id: guild.id } }, guild.id)
    const itself = { user: { id: botId, username: 'rsis-brief' }, roles: [guild.id] }
    server.gateway.dispatch('GUILD_MEMBER_UPDATE', { ...of, ...itself }, guild.id)
    await waitUntil(() => heard.reopened.length === 4, 'told')
    const tenant = { platform: 'discord', tenant: guild.id }
    expect(heard.reopened).toEqual([
      { ...tenant, channel: general.id },
      { ...tenant, channel: general.id, thread: '1234567' },
      tenant,
      tenant,
    ])
  })

  it('that removed the bot is reported, one in an outage is not', async () => {
    const { server, guild, heard } = await start()
    server.gateway.dispatch('GUILD_DELETE', { id: guild.id, unavailable: true }, guild.id)
    server.gateway.dispatch('GUILD_DELETE', { id: '123', unavailable: false }, guild.id)
    server.gateway.dispatch('GUILD_DELETE', { id: guild.id }, guild.id)
    await waitUntil(() => heard.left.length === 2, 'left')
    expect(heard.left).toEqual(['123', guild.id])
    expect(heard.joined).toEqual([guild.id])
  })
})

describe('strange events', () => {
  it('are left alone, and nothing throws on them', async () => {
    const unhandled: unknown[] = []
    const keep = (error: unknown): void => void unhandled.push(error)
    process.on('unhandledRejection', keep)
    const { server, general, heard } = await start()
    const address = { id: '1', token: 'x', application_id: '1', version: 1 }
    for (const fields of [{ type: 1 }, { type: 2, data: null }, { type: 3, data: {}, user: null }, { type: 5 }])
      server.gateway.dispatch('INTERACTION_CREATE', { ...address, ...fields }, general.guild)
    for (const name of ['MESSAGE_CREATE', 'GUILD_CREATE', 'CHANNEL_UPDATE', 'PRESENCE_UPDATE'])
      for (const data of [null, {}, []]) server.gateway.dispatch(name, data, general.guild)
    await server.person.type(['latest'], {}, { in: general, as: manager })
    process.off('unhandledRejection', keep)
    expect(heard.commands).toHaveLength(1)
    expect(unhandled).toEqual([])
  })
})
