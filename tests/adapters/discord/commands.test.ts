import { describe, expect, it } from 'vitest'
import type { Place } from '../../../src/commands/port.ts'
import { manager, member, textOf } from '../../fakes/discord-server.ts'
import type { PersonFacts } from '../../fakes/discord/interactions.ts'
import { acknowledgementPausesMs } from '../../../adapters/discord/receive/reply.ts'
import { renderMessage } from '../../../adapters/discord/render/message.ts'
import { commandPayloads } from '../../../adapters/discord/receive/command-payload.ts'
import { definitions } from '../../../src/commands/registry.ts'
import { postCard, problemCard, searchCard } from './cards.ts'
import { createTestMemory } from '../../fakes/memory.ts'
import { echo, startForTest, type Started, waitUntil } from './harness.ts'
import { eventually } from '../../eventually.ts'

const start = (options: Parameters<typeof startForTest>[0] = {}): Promise<Started> =>
  startForTest({ answer: echo, ...options })

describe('the commands', () => {
  it('are registered once, and not again where nothing changed', async () => {
    const { server, discord, handler } = await start()
    const puts = () => server.of('PUT /applications/:id/commands').length
    const looks = () => server.of('GET /applications/:id/commands').length
    await waitUntil(() => puts() === 1, 'registered')
    await discord.stop()
    await discord.start(handler)
    await waitUntil(() => discord.state().isReady && looks() === 2, 'ready again')
    expect(puts()).toBe(1)
    server.world.setCommands(server.world.commands().slice(1))
    await discord.stop()
    await discord.start(handler)
    await waitUntil(() => puts() === 2, 'registered again')
  })

  const typed: readonly { path: string[]; options: Record<string, string | number | boolean>; text: string }[] = [
    { path: ['search'], options: { query: 'nord stream' }, text: 'search nord stream' },
    {
      path: ['search'],
      options: {
        topic: 'maritime',
        query: '"open skies" -iran',
        author: 'Tan Mei Ling',
        since: '2026-03',
        until: '2026-09',
      },
      text: 'search "open skies" -iran author:"Tan Mei Ling" topic:maritime since:2026-03 until:2026-09',
    },
    { path: ['latest'], options: {}, text: 'latest' },
    { path: ['latest'], options: { what: '10' }, text: 'latest 10' },
    { path: ['show'], options: { id: 'CO26211' }, text: 'show CO26211' },
    { path: ['subscribe'], options: {}, text: 'subscribe' },
    {
      path: ['subscribe'],
      options: {
        filter: 'topic:maritime -piracy',
        mode: 'both',
        days: 'weekdays',
        time: '08:00',
        zone: 'Asia/Singapore',
      },
      text: 'subscribe mode:both days:weekdays time:08:00 zone:Asia/Singapore filter:topic:maritime -piracy',
    },
    { path: ['unsubscribe'], options: { number: 12 }, text: 'unsubscribe 12' },
    { path: ['list'], options: { all: true }, text: 'list all' },
    { path: ['list'], options: { all: false }, text: 'list' },
    { path: ['filter'], options: { query: 'clear' }, text: 'filter clear' },
    { path: ['mute'], options: { time: '3d' }, text: 'mute 3d' },
    { path: ['digest', 'set'], options: { days: 'mon', time: '8am' }, text: 'digest set days:mon time:8am' },
    { path: ['digest', 'show'], options: {}, text: 'digest show' },
    { path: ['watch', 'add'], options: { query: '"nord stream"' }, text: 'watch add "nord stream"' },
    { path: ['watch', 'remove'], options: { number: 3 }, text: 'watch remove 3' },
    { path: ['requeue'], options: { id: 'CO26211' }, text: 'requeue CO26211' },
    { path: ['help'], options: { command: 'search' }, text: 'help search' },
  ]
  it('are the text that a person would have typed', async () => {
    const { server, general, heard } = await start()
    for (const { path, options } of typed) await server.person.type(path, options, { in: general, as: manager })
    expect(heard.commands.map(({ text }) => text)).toEqual(typed.map(({ text }) => text))
  })

  it('are acknowledged in private at once, and answered for the person alone', async () => {
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const { server, general } = await start({
      answer: async (command) => {
        await held
        return echo(command)
      },
    })
    const interacted = server.person.send(['latest'], {}, { in: general })
    await waitUntil(() => interacted.callbacks.length === 1, 'acknowledged')
    expect(interacted.callbacks[0]).toMatchObject({ type: 5, data: { flags: 64 } })
    expect(textOf(interacted.original ?? { content: '', components: [] })).toBe('')
    release()
    const { original } = await interacted.settled
    expect(textOf(original ?? { content: '', components: [] })).toContain('Answer to latest')
    expect((original?.flags ?? 0) & 64).toBe(64)
    expect(general.messages).toHaveLength(0)
  })

  it('know where they were given: channel, thread, forum post, direct message', async () => {
    const { server, general, thread, forum, heard, guild } = await start()
    const post = server.world.addChannel({ guild: guild.id, type: 11, parent: forum.id })
    for (const room of [general, thread, post, server.direct(member.id)])
      await server.person.type(['latest'], {}, { in: room })
    expect(heard.commands.map(({ place }) => place)).toEqual([
      { platform: 'discord', tenant: guild.id, channel: general.id },
      { platform: 'discord', tenant: guild.id, channel: general.id, thread: thread.id },
      { platform: 'discord', tenant: guild.id, channel: forum.id, thread: post.id },
      { platform: 'discord', tenant: member.id, channel: member.id, isDirect: true },
    ])
    expect(heard.commands.map(({ person }) => person.name)).toEqual(['Mei Ling', 'Mei Ling', 'Mei Ling', 'mei'])
  })

  it('may be about another channel, and so are the buttons of their answer', async () => {
    const { server, general, forum, heard } = await start()
    const { original } = await server.person.type(
      ['subscribe'],
      { mode: 'instant', channel: forum },
      { in: general, as: manager },
    )
    if (original === undefined) throw new Error('no answer')
    await server.person.press(original, 'Show', { in: general, as: manager }).settled
    const opened = await server.person.press(original, 'Subscribe…', { in: general, as: manager }).settled
    await server.person.submit(opened, { mode: 'instant' }, { in: general, as: manager })
    expect(heard.commands.map(({ place }) => place.channel)).toEqual([forum.id, forum.id, forum.id])
    expect(await Promise.all(heard.commands.map(async ({ person }) => person.mayManage()))).toEqual([true, true, true])
  })

  it('tell the core what the bot lacks to post there, for commands, buttons and forms alike', async () => {
    const { server, general, forum, heard } = await start()
    const acting = { in: general, as: manager, botMay: 1n << 10n }
    const { original } = await server.person.type(['subscribe'], { mode: 'instant' }, acting)
    if (original === undefined) throw new Error('no answer')
    await server.person.type(['test'], { channel: forum }, acting)
    await server.person.press(original, 'Show', acting).settled
    const opened = await server.person.press(original, 'Subscribe…', acting).settled
    await server.person.submit(opened, { mode: 'instant' }, acting)
    expect(heard.commands).toHaveLength(4)
    for (const { postingProblem } of heard.commands)
      expect(JSON.stringify(postingProblem?.())).toMatch(/Send Messages, Read Message History/u)
  })

  it('tell the core of no problem where the bot may post, in a direct message, and where Discord does not say', async () => {
    const { server, general, heard } = await start()
    await server.person.type(['test'], {}, { in: general, as: manager })
    await server.person.type(['test'], {}, { in: server.direct(manager.id), as: manager, botMay: 0n })
    expect(heard.commands.map(({ postingProblem }) => postingProblem?.())).toEqual([undefined, undefined])
  })
})

describe('a form with mistakes', () => {
  it('is answered with all of them, and opens again with what was filled in, however long', async () => {
    for (const filter of ['iran', `"${'nord stream '.repeat(20)}"`]) {
      const { server, general, heard } = await start()
      const { original } = await server.person.type(['list'], {}, { in: general, as: manager })
      if (original === undefined) throw new Error('no answer')
      const opened = await server.person.press(original, 'Subscribe…', { in: general, as: manager }).settled
      const values = { mode: 'digest', time: '25:99', filter }
      const refused = await server.person.submit(opened, values, { in: general, as: manager })
      const answer = refused.original ?? expect.fail('no answer')
      expect(textOf(answer)).toContain('Only what matches: Is not right; say it again.')
      expect(heard.commands.map(({ text }) => text)).toEqual(['list'])
      await server.person.press(answer, 'Correct…', { in: general, as: manager }).settled
      expect(heard.forms.at(-1)).toBe(`subscribe digest time:25:99 filter:${filter}`)
    }
  })
})

describe('rights', () => {
  it('are asked of the payload, for commands, buttons and forms alike', async () => {
    const { server, general, heard } = await start()
    for (const as of [member, manager]) {
      const { original } = await server.person.type(['unsubscribe'], {}, { in: general, as })
      if (original === undefined) throw new Error('no answer')
      await server.person.press(original, 'Show', { in: general, as }).settled
      const opened = await server.person.press(original, 'Subscribe…', { in: general, as }).settled
      await server.person.submit(opened, {}, { in: general, as })
    }
    const rights = await Promise.all(heard.commands.map(async ({ person }) => person.mayManage()))
    expect(rights).toEqual([false, false, false, true, true, true])
  })

  it('over one channel are no rights over another, also when a button is altered', async () => {
    const { server, general, forum, heard } = await start()
    const channelManager = { ...member, id: '700000000000000003', permissions: member.permissions | (1n << 4n) }
    const { original } = await server.person.type(['list'], {}, { in: general, as: channelManager })
    if (original === undefined) throw new Error('no answer')
    await server.person.pressId(original, `0r#${forum.id} - unsubscribe`, { in: general, as: channelManager }).settled
    expect(await Promise.all(heard.commands.map(async ({ person }) => person.mayManage()))).toEqual([true, false])
  })

  it('to know of a channel: it is open to @everyone, or the payload says that the person can see it', async () => {
    const { server, general, forum, heard, guild } = await start()
    const add = (type: number, parent?: string) =>
      server.world.addChannel({ guild: guild.id, type, ...(parent === undefined ? {} : { parent, owner: member.id }) })
    const hidden = add(0)
    hidden.isHidden = true
    const elsewhere = server.world.addChannel({ guild: server.world.addGuild('Others').id, type: 0 })
    const inHidden = add(11, hidden.id)
    const privateThread = add(12, forum.id)
    const openThread = add(11, forum.id)
    const reads = async (as: PersonFacts) => {
      await server.person.type(['list'], {}, { in: general, as })
      const { person } = heard.commands.at(-1) ?? expect.fail('nothing heard')
      const place = (id: string, thread?: string): Place => ({
        platform: 'discord',
        tenant: guild.id,
        channel: id,
        ...(thread === undefined ? {} : { thread }),
      })
      const places = [
        place(general.id),
        place(forum.id),
        place(hidden.id),
        place(elsewhere.id),
        place(hidden.id, inHidden.id),
        place(forum.id, privateThread.id),
        place(forum.id, openThread.id),
        place('404000000000000000'),
      ]
      return Promise.all(places.map(async (one) => person.mayRead(one)))
    }
    const open = [true, true, false, false, false, false, true, false]
    expect(await reads(member)).toEqual(open)
    expect(await reads(manager)).toEqual(open)
    expect(heard.commands.map(({ person }) => person.mayManageAll)).toHaveLength(2)
    expect(await Promise.all(heard.commands.map(async ({ person }) => person.mayManageAll()))).toEqual([false, true])
  })

  it('never reach into another server: the tenant is the payload’s', async () => {
    const { server, general, heard, guild } = await start()
    const elsewhere = server.world.addChannel({ guild: server.world.addGuild('Others').id, type: 0 })
    const { original } = await server.person.type(['list'], {}, { in: general, as: manager })
    if (original === undefined) throw new Error('no answer')
    await server.person.pressId(original, `0r#${elsewhere.id} - list`, { in: general, as: manager }).settled
    expect(heard.commands[1]?.place.tenant).toBe(guild.id)
  })
})

describe('buttons', () => {
  it('run their command: a page turns in its place, a row opens below', async () => {
    const { server, general, heard } = await start()
    const { original } = await server.person.type(['search'], { query: 'nord stream' }, { in: general })
    if (original === undefined) throw new Error('no answer')
    const shown = await server.person.press(original, 'Show', { in: general }).settled
    expect(shown.callbacks[0]).toMatchObject({ type: 5, data: { flags: 64 } })
    const turned = await server.person.press(original, 'Next page', { in: general }).settled
    expect(turned.callbacks[0]).toMatchObject({ type: 6 })
    expect(textOf(original)).toContain('page:2')
    expect(heard.commands.map(({ text }) => text)).toEqual([
      'search nord stream',
      'show CO26211',
      'search nord stream page:2',
    ])
  })

  it('work for commands of any length, also after a restart where they are kept', async () => {
    const memory = createTestMemory()
    const { server, general, heard, discord, handler } = await start({ memory })
    const query = 'an uncommonly long search '.repeat(12).trim()
    const { original } = await server.person.type(['search'], { query }, { in: general })
    if (original === undefined) throw new Error('no answer')
    await discord.stop()
    await discord.start(handler)
    await waitUntil(() => discord.state().isReady, 'ready again')
    await server.person.press(original, 'Next page', { in: general }).settled
    expect(heard.commands[1]?.text).toBe(`search ${query} page:2`)
    for (const id of memory.ids()) await memory.delete(id)
    const gone = server.person.press(original, 'Next page', { in: general })
    await waitUntil(() => gone.followUps.length === 1, 'told')
    expect(textOf(gone.followUps[0] ?? original)).toContain('Type the command again')
    expect(textOf(original)).toContain('Answer to search')
  })

  it('of another program, or altered, do nothing and say so', async () => {
    const { server, general, heard } = await start()
    const { original } = await server.person.type(['latest'], {}, { in: general })
    if (original === undefined) throw new Error('no answer')
    for (const id of ['anything', '0z - show CO1', '']) {
      const { original: answer } = await server.person.pressId(original, id, { in: general }).settled
      expect(textOf(answer ?? { content: '', components: [] })).toContain('Type the command again')
    }
    expect(heard.commands).toHaveLength(1)
  })
})

describe('Share', () => {
  it('goes through the outbox where the bot may post, once, with who shared it and when it was so', async () => {
    const { server, general, guild, heard } = await start()
    const { original } = await server.person.type(['search'], { query: 'nord stream' }, { in: general })
    if (original === undefined) throw new Error('no answer')
    server.person.press(original, 'Share', { in: general })
    server.person.press(original, 'Share', { in: general })
    await waitUntil(() => heard.shared.length > 0, 'shared')
    await server.person.type(['latest'], {}, { in: general })
    expect(heard.shared).toMatchObject([{ place: { platform: 'discord', tenant: guild.id, channel: general.id } }])
    expect(heard.shared[0]?.card.byline).toMatch(/^Shared by Mei Ling · \/rsis search nord stream · as of/u)
    expect(general.messages).toEqual([])
    expect(server.person.labels(original)).toContain('Shared')
  })

  const shareable = async (options: Parameters<typeof startForTest>[0] = {}) => {
    const running = await start(options)
    const { original } = await running.server.person.type(['search'], { query: 'nord stream' }, { in: running.general })
    if (original === undefined) throw new Error('no answer')
    return { ...running, original }
  }

  it('shows the answer to everybody, once, and names who shared it', async () => {
    const { server, general, original, heard } = await shareable()
    const pressed = server.person.press(original, 'Share', { in: general, botMay: 0n })
    await waitUntil(() => general.messages.length === 1, 'shared')
    expect(textOf(general.messages[0] ?? { content: '', components: [] })).toContain(
      'Shared by Mei Ling · /rsis search nord stream',
    )
    expect(server.person.labels(original)).toContain('Shared')
    expect(server.person.labels(general.messages[0] ?? original)).not.toContain('Share')
    expect(heard.commands).toHaveLength(1)
    expect(pressed.followUps).toHaveLength(1)
  })

  it('posts what was shown, with the time, whatever the command would answer by now; it is not run', async () => {
    let count = 0
    const { server, general, original, heard } = await shareable({
      answer: () => {
        count += 1
        return { title: { text: `Answer number ${count}` }, blocks: [] }
      },
    })
    server.pass(3_600_000)
    server.person.press(original, 'Share', { in: general, botMay: 0n })
    await waitUntil(() => general.messages.length === 1, 'shared')
    const shared = textOf(general.messages[0] ?? { content: '', components: [] })
    expect(shared).toContain('Answer number 1')
    expect(shared).toMatch(/as of \d{1,2} \w{3},? \d{2}\\?:\d{2} UTC/u)
    expect(heard.commands).toHaveLength(1)
  })

  it('works after a restart, and what was shared before it is not shared again', async () => {
    const memory = createTestMemory()
    const { server, general, original, discord, handler, heard } = await shareable({ memory })
    const before = JSON.parse(JSON.stringify(original)) as typeof original
    await server.person.press(original, 'Share', { in: general, botMay: 0n }).settled
    await waitUntil(() => general.messages.length === 1, 'shared')
    await discord.stop()
    await discord.start(handler)
    await waitUntil(() => discord.state().isReady, 'ready again')
    await server.person.press(before, 'Share', { in: general, botMay: 0n }).settled
    await server.person.type(['latest'], {}, { in: general })
    expect(general.messages).toHaveLength(1)
    expect(heard.commands.map(({ text }) => text)).toEqual(['search nord stream', 'latest'])
  })

  it('of an answer that is kept no more, or a button from before an upgrade, runs nothing and says so', async () => {
    const { server, general, original, heard } = await shareable()
    for (const id of ['1s - unsubscribe', '1s - bm90aGluZ2lza2VwdGhlcmU.m1x2y3', '1h - page:0 abc']) {
      const { original: answer } = await server.person.pressId(original, id, { in: general }).settled
      expect(textOf(answer ?? { content: '', components: [] })).toMatch(/has expired/u)
    }
    expect(heard.commands).toHaveLength(1)
    expect(general.messages).toHaveLength(0)
  })

  it('is done once by a double click', async () => {
    const { server, general, original, heard } = await shareable()
    const first = server.person.press(original, 'Share', { in: general, botMay: 0n })
    const second = server.person.press(original, 'Share', { in: general, botMay: 0n })
    await waitUntil(() => general.messages.length === 1 && second.callbacks.length === 1, 'both answered')
    await first.settled
    expect(second.callbacks).toHaveLength(1)
    await server.person.type(['latest'], {}, { in: general })
    expect(general.messages).toHaveLength(1)
    expect(heard.commands.map(({ text }) => text)).toEqual(['search nord stream', 'latest'])
  })

  it('is done once if the gateway reports the click twice', async () => {
    const { server, general, original } = await shareable()
    const pressed = server.person.press(original, 'Share', { in: general, botMay: 0n })
    server.gateway.dispatch('INTERACTION_CREATE', pressed.payload, general.guild)
    await waitUntil(() => general.messages.length === 1 && pressed.refused.length === 1, 'both told')
    await server.person.type(['latest'], {}, { in: general })
    expect(general.messages).toHaveLength(1)
  })

  it('is not sent again when its answer is lost; the person is asked to look', async () => {
    const { server, general, original } = await shareable()
    server.script('POST /webhooks/:id/:token', 'resetAfter')
    const pressed = server.person.press(original, 'Share', { in: general, botMay: 0n })
    await waitUntil(() => pressed.followUps.length === 2, 'told')
    expect(general.messages).toHaveLength(1)
    expect(textOf(pressed.followUps[1] ?? original)).toContain('Look in the channel')
  })

  it('is for those who may write here', async () => {
    const { server, general, original } = await shareable()
    const pressed = await server.person.press(original, 'Share', {
      in: general,
      as: { ...member, permissions: 1n << 10n },
    }).settled
    expect(textOf(pressed.original ?? original)).toContain('you may not write')
    expect(general.messages).toHaveLength(0)
  })

  it('is not offered in a direct message, nor for a mistake, nor for what changed something', async () => {
    const answer = ({ text }: { text: string }) =>
      text === 'latest' ? searchCard : text === 'mute 1d' ? { ...searchCard, isShareable: false as const } : problemCard
    const { server, general } = await start({ answer })
    const direct = await server.person.type(['latest'], {}, { in: server.direct(member.id) })
    const mistake = await server.person.type(['list'], {}, { in: general })
    const change = await server.person.type(['mute'], { time: '1d' }, { in: general })
    for (const { original } of [direct, mistake, change])
      expect(server.person.labels(original ?? general.messages[0] ?? ({ components: [] } as never))).not.toContain(
        'Share',
      )
  })
})

describe('forms', () => {
  it('open filled in, and sending one is the command that it makes', async () => {
    const { server, general, heard } = await start()
    const { original } = await server.person.type(['subscribe'], {}, { in: general, as: manager })
    if (original === undefined) throw new Error('no answer')
    const opened = await server.person.press(original, 'Subscribe…', { in: general, as: manager }).settled
    expect(opened.callbacks[0]).toMatchObject({ type: 9, data: { title: 'Subscribe this channel' } })
    expect(JSON.stringify(opened.callbacks[0])).toContain('"default":true')
    await server.person.submit(
      opened,
      { mode: 'digest', time: '08:00', filter: 'topic:maritime' },
      { in: general, as: manager },
    )
    expect(heard.commands[1]?.text).toBe('subscribe digest time:08:00 filter:topic:maritime')
  })

  it('ask for no rights in a direct message, where nothing has to be allowed', async () => {
    const { server, heard } = await start()
    const acting = { in: server.direct(member.id), botMay: 1n << 11n }
    const { original } = await server.person.type(['subscribe'], { mode: 'instant' }, acting)
    if (original === undefined) throw new Error('no answer')
    const opened = await server.person.press(original, 'Subscribe…', acting).settled
    await server.person.submit(opened, { mode: 'digest' }, acting)
    expect(heard.commands.map(({ text }) => text)).toEqual(['subscribe mode:instant', 'subscribe digest time: filter:'])
  })

  it('that there are no more say so', async () => {
    const { server, general } = await start()
    const { original } = await server.person.type(['latest'], {}, { in: general })
    if (original === undefined) throw new Error('no answer')
    const { original: answer } = await server.person.pressId(original, '0f - removed', { in: general }).settled
    expect(textOf(answer ?? original)).toContain('has been removed')
  })
})

describe('completion', () => {
  it('gives at most 25 of what the core suggests, each short enough', async () => {
    const { server, general, heard, guild } = await start()
    const zones = await server.person.complete(['digest', 'set'], { days: 'daily', zone: 'Asi' }, 'zone', {
      in: general,
    })
    const ids = await server.person.complete(['show'], { id: 'cab' }, 'id', { in: general })
    expect(zones).toHaveLength(25)
    expect(ids).toHaveLength(1)
    expect(String(ids[0]?.['name']).length).toBeLessThanOrEqual(100)
    expect(heard.suggested.map(({ what, typed, place }) => [what, typed, place.tenant])).toEqual([
      ['zone', 'Asi', guild.id],
      ['commentary', 'cab', guild.id],
    ])
  })

  it('of an option that has none is empty', async () => {
    const { server, general } = await start()
    expect(await server.person.complete(['search'], { query: 'x' }, 'query', { in: general })).toEqual([])
  })
})

describe('Find on RSIS', () => {
  const messages = [
    { content: 'Has anybody read CO26211 yet?', text: 'show CO26211' },
    {
      content: 'Nord Stream <@123> https://example.org/a OR “pipelines” -x author:y',
      text: 'search Nord Stream or pipelines x author y',
    },
    {
      content: '',
      embeds: [{ title: 'Undersea cables', description: 'and trust' }],
      text: 'search Undersea cables and trust',
    },
    { content: '海底电缆 \u202E🙂', text: 'search 海底电缆' },
    { content: '', components: [...renderMessage(postCard).payload.components], text: 'show CO26211' },
  ]
  it('searches for the words of a message, or shows the commentary that it names', async () => {
    const { server, general, heard } = await start()
    for (const { text: _text, ...message } of messages) await server.person.useOn(message, { in: general })
    expect(heard.commands.map(({ text }) => text)).toEqual(messages.map(({ text }) => text))
  })

  it('says so where there are no words', async () => {
    const { server, general, heard } = await start()
    const { original } = await server.person.useOn({ content: '🙂 !!!' }, { in: general })
    expect(textOf(original ?? { content: '', components: [] })).toContain('no words')
    expect(heard.commands).toHaveLength(0)
  })
})

describe('an acknowledgement', () => {
  const route = 'POST /interactions/:id/:token/callback'
  it('that came too late ends it: nothing is done that the person would not see', async () => {
    const { server, general, heard } = await start()
    server.script(route, { code: 10062, status: 404 })
    server.person.send(['unsubscribe'], {}, { in: general, as: manager })
    await waitUntil(() => server.of(route).length === 1, 'refused')
    await server.person.type(['latest'], {}, { in: general })
    expect(heard.commands.map(({ text }) => text)).toEqual(['latest'])
  })

  it.each([
    ['the answer was lost', ['resetAfter']],
    ['Discord was in trouble', ['errorBefore']],
    ['Discord refused for a moment', ['limited']],
    ['all of this happened one after another', ['errorBefore', 'resetAfter', 'errorAfter', 'resetBefore']],
  ] as const)('is asked for until it is certain, and the command is done once: %s', async (_, behaviours) => {
    const { server, general, heard } = await start()
    server.script(route, ...behaviours)
    const { original } = await server.person.type(['unsubscribe'], {}, { in: general, as: manager })
    expect(textOf(original ?? { content: '', components: [] })).toContain('Answer to unsubscribe')
    expect(heard.commands).toHaveLength(1)
  })

  it('that stays uncertain ends it: nothing is done', async () => {
    const { server, general, heard } = await start()
    server.script(route, ...Array.from({ length: acknowledgementPausesMs.length }, () => 'errorBefore' as const))
    server.person.send(['unsubscribe'], {}, { in: general, as: manager })
    await eventually(() => expect(server.of(route)).toHaveLength(acknowledgementPausesMs.length))
    await server.person.type(['latest'], {}, { in: general })
    expect(heard.commands.map(({ text }) => text)).toEqual(['latest'])
  })

  it('is followed by the answer also when that needs a second try, or has to be plain', async () => {
    const { server, general } = await start()
    const edit = 'PATCH /webhooks/:id/:token/messages/@original'
    server.script(edit, 'errorBefore')
    const first = await server.person.type(['latest'], {}, { in: general })
    server.script(edit, 'refused')
    const second = await server.person.type(['latest'], {}, { in: general })
    for (const { original } of [first, second])
      expect(textOf(original ?? { content: '', components: [] })).toContain('Answer to latest')
  })
})

describe('somebody who installed the app for themselves', () => {
  it('asks anywhere, also where the server has not: it is about their own messages, and nothing is shared there', async () => {
    const { server, general, heard } = await start()
    const acting = { in: general, as: manager, installedForMe: true } as const
    const { original } = await server.person.type(['latest'], {}, acting)
    if (original === undefined) throw new Error('no answer')
    expect(server.person.labels(original)).not.toContain('Share')
    await server.person.press(original, 'Show', acting).settled
    const own = { platform: 'discord', tenant: manager.id, channel: manager.id, isDirect: true }
    expect(heard.commands.map(({ place }) => place)).toEqual([own, own])
    expect(await heard.commands[0]?.person.mayManage()).toBe(true)
    expect(await heard.commands[0]?.person.mayManageAll()).toBe(false)
    expect(general.messages).toHaveLength(0)
  })

  it('has the commands where the application allows such an installation, and only there', () => {
    const where = (isForPeople: boolean) =>
      commandPayloads(definitions, isForPeople).map(({ contexts, integration_types: types }) => [contexts, types])
    const inServers = [[0, 1], [0]]
    const everywhere = [
      [0, 1, 2],
      [0, 1],
    ]
    expect(where(false)).toEqual([inServers, inServers, inServers])
    // Maintenance commands exist only where the bot is installed for the server.
    expect(where(true)).toEqual([everywhere, inServers, everywhere])
  })
})

describe('an answer with a file', () => {
  it.each([
    ['comes', async () => 'the whole', 'the whole'],
    ['could not be made', async () => Promise.reject(new Error('no')), undefined],
  ])('that takes time is shown at once, and again when the file %s', async (outcome, later, expected) => {
    const file = { name: 'rsis-cable.csv', mediaType: 'text/csv', text: 'a part', later }
    const { server, general } = await start({
      answer: async () => ({ blocks: [], title: { text: '1 commentary' }, file }),
    })
    const interacted = server.person.send(['export'], { query: 'cable' }, { in: general })
    await interacted.settled
    const edits = () => server.calls.filter(({ method }) => method === 'patch')
    await eventually(() => expect(edits()).toHaveLength(2))
    const [first, last] = edits()
    expect(first?.files).toBeUndefined()
    expect(last?.files?.map(({ bytes }) => Buffer.from(bytes).toString()).join()).toBe(expected)
    if (expected === undefined) expect(JSON.stringify(last?.body)).toContain(`The file ${outcome}`)
  })

  it('carries it, byte for byte, for the asker alone', async () => {
    const file = { name: 'rsis-cable.csv', mediaType: 'text/csv', text: '\uFEFF"id"\r\n"CO26211 – cable"\r\n' }
    const { server, general } = await start({
      answer: async () => ({ blocks: [], title: { text: '1 commentary' }, file }),
    })
    const interacted = server.person.send(['export'], { query: 'cable' }, { in: general })
    await interacted.settled
    expect(interacted.callbacks[0]).toMatchObject({ data: { flags: 64 } })
    const call = server.calls.findLast(({ files }) => files !== undefined)
    expect(call?.files?.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([
      [file.name, file.text],
    ])
    expect(JSON.stringify(call?.body)).toContain('attachment://rsis-cable.csv')
  })
})
