import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { addChannel, addUser } from '../../fakes/slack/state.ts'
import { createSlack } from '../../../adapters/slack/index.ts'
import { listeningLog, type Running, startSocket, until } from './harness.ts'

let running: Running

beforeEach(async () => {
  running = await startSocket()
})
afterEach(async () => running.stop())

const bodies = () => running.fake.state.answers.map(({ body }) => body)
const lastBody = () => bodies().at(-1) ?? {}
const answered = (count: number) => until(() => bodies().length >= count, `${count} answers came`)
const texts = (): string[] => running.core.commands.map(({ text }) => text)

const say = (payload: unknown, type: 'slash_commands' | 'interactive' | 'events_api' = 'slash_commands') =>
  running.fake.socket.deliver({ type, payload })

const buttonSchema = z.object({
  type: z.literal('button'),
  action_id: z.string(),
  value: z.string().optional(),
  text: z.object({ text: z.string() }),
})

/** The buttons of a message or view, as a person sees them. */
const buttonsOf = (message: unknown): { label: string; value: string | undefined }[] => {
  const button = buttonSchema.safeParse(message)
  if (button.success) return [{ label: button.data.text.text, value: button.data.value }]
  return typeof message === 'object' && message !== null ? Object.values(message).flatMap(buttonsOf) : []
}

const labelsOf = (message: unknown): string[] => buttonsOf(message).map(({ label }) => label)

describe('a command', () => {
  test('is acknowledged before it is answered, and the answer is for the asker alone', async () => {
    await say(running.fake.payloads.command('search nord stream'))
    await answered(1)
    expect(running.core.commands).toMatchObject([
      {
        text: 'search nord stream',
        place: { platform: 'slack', tenant: 'T1', channel: 'C1' },
        person: { id: 'U1', name: 'u1' },
      },
    ])
    expect(lastBody()).toMatchObject({ response_type: 'ephemeral', replace_original: false })
    expect(labelsOf(lastBody())).toEqual(['Show 1', 'Show 2', 'Show 3', 'Share', 'Next page'])
  })

  test('in a direct message has a person’s place and nothing to share', async () => {
    await say(running.fake.payloads.command('search x', { channel: 'D9' }))
    await answered(1)
    expect(running.core.commands[0]?.place).toEqual({ platform: 'slack', tenant: 'T1', channel: 'U1', isDirect: true })
    expect(labelsOf(lastBody())).not.toContain('Share')
  })

  test('comes as it was typed: Slack’s escapes are undone, links are their addresses', async () => {
    await say(
      running.fake.payloads.command('show <https://www.rsis.edu.sg/x?a=1&amp;b=2|rsis.edu.sg> &lt;!channel&gt;'),
    )
    await answered(1)
    expect(texts()).toEqual(['show https://www.rsis.edu.sg/x?a=1&b=2 <!channel>'])
  })

  test('that comes twice, also on both connections, is acted upon once', async () => {
    const payload = running.fake.payloads.command('subscribe instant')
    await running.fake.socket.deliverToAll({ type: 'slash_commands', payload })
    await running.fake.socket.deliver({ type: 'slash_commands', payload })
    await answered(1)
    await say(running.fake.payloads.command('help'))
    await answered(2)
    expect(texts()).toEqual(['subscribe instant', 'help'])
  })

  test('is answered also while nothing can be remembered', async () => {
    const broken = async (): Promise<never> => Promise.reject(new Error('database is locked'))
    Object.assign(running.memory, { add: broken, get: broken })
    await say(running.fake.payloads.command('help'))
    await answered(1)
    expect(texts()).toEqual(['help'])
  })

  test('of another workspace is acknowledged and not acted upon', async () => {
    await say(running.fake.payloads.command('list', { team: 'T2', channel: 'C2' }))
    await say(running.fake.payloads.command('help'))
    await answered(1)
    expect(running.core.commands.map(({ place }) => place.tenant)).toEqual(['T1'])
  })
})

describe('a button', () => {
  test('is the same as typing its command', async () => {
    await say(running.fake.payloads.press({ action_id: 'run.0', value: '/rsis show CO26211' }), 'interactive')
    await answered(1)
    expect(texts()).toEqual(['show CO26211'])
    expect(lastBody()).toMatchObject({ response_type: 'ephemeral', replace_original: false })
  })

  test('to the next page puts it in the place of the one before', async () => {
    await say(running.fake.payloads.press({ action_id: 'run.0', value: '/rsis search x page:2' }), 'interactive')
    await answered(1)
    expect(lastBody()).toMatchObject({ response_type: 'ephemeral', replace_original: true })
  })

  test('pressed twice acts once; pressed by another person it acts for them', async () => {
    const action = { action_id: 'run.0', value: '/rsis mute topic' }
    const { press } = running.fake.payloads
    await Promise.all([say(press(action), 'interactive'), say(press(action), 'interactive')])
    await say(press(action, { user: 'UADMIN' }), 'interactive')
    await answered(2)
    await say(running.fake.payloads.command('help'))
    await answered(3)
    expect(running.core.commands.map(({ person }) => person.id)).toEqual(['U1', 'UADMIN', 'U1'])
  })

  test('that opens an address is acknowledged, and that is all', async () => {
    await say(running.fake.payloads.press({ action_id: 'open.0' }), 'interactive')
    expect(running.core.commands).toEqual([])
    expect(bodies()).toEqual([])
  })

  test('in App Home is answered in a window, and App Home is updated', async () => {
    await say(
      running.fake.payloads.press({ action_id: 'run.0.1', value: '/rsis help' }, { view: 'home' }),
      'interactive',
    )
    await until(() => running.fake.state.homes.has('U1'), 'App Home was published')
    expect(running.fake.callsOf('views.open')).toHaveLength(1)
    const update = running.fake.callsOf('views.update')[0]
    expect(JSON.stringify(update?.arguments)).toContain('Search and read RSIS commentaries')
  })
})

describe('sharing where the bot is a member', () => {
  test('goes through the outbox, once, with who shared it and when it was so, also in a thread', async () => {
    await say(running.fake.payloads.command('search nord stream'))
    await answered(1)
    const value = buttonsOf(lastBody()).find(({ label }) => label === 'Share')?.value ?? ''
    const { press } = running.fake.payloads
    await say(press({ action_id: 'share.0', value }), 'interactive')
    await say(press({ action_id: 'share.0', value }, { user: 'UADMIN' }), 'interactive')
    await answered(2)
    const [shared, ...more] = running.core.shared
    expect(more).toEqual([])
    expect(shared).toMatchObject({ place: { platform: 'slack', tenant: 'T1', channel: 'C1' } })
    expect(shared?.card.byline).toMatch(/^Shared by Mei Tan · \/rsis search nord stream · as of .+ UTC$/u)
    expect(bodies().filter((body) => body['response_type'] === 'in_channel')).toEqual([])
    expect(JSON.stringify(lastBody())).toContain('Shared with the channel')
  })
})

describe('sharing in a channel that the bot is not in', () => {
  beforeEach(() => {
    const channel = running.fake.state.workspaces.get('T1')?.channels.get('C1')
    if (channel !== undefined) channel.isMember = false
  })

  /** Asks a command, and gives the Share button of the answer. */
  const offered = async (text = 'search nord stream'): Promise<{ action_id: string; value: string }> => {
    const count = bodies().length
    await say(running.fake.payloads.command(text))
    await answered(count + 1)
    const value = buttonsOf(lastBody()).find(({ label }) => label === 'Share')?.value
    if (value === undefined) throw new Error('nothing to share')
    return { action_id: 'share.0', value }
  }
  const inChannel = () => bodies().filter((body) => body['response_type'] === 'in_channel')

  test('posts what was shown for all to see, names who shared it and when it was so, and runs nothing', async () => {
    const share = await offered()
    const before = texts().length
    Object.assign(running.core, { answer: async () => ({ title: { text: 'Another answer' }, blocks: [] }) })
    await say(running.fake.payloads.press(share), 'interactive')
    await answered(3)
    const [, shared, own] = bodies()
    expect(shared).toMatchObject({ response_type: 'in_channel', replace_original: false })
    expect(JSON.stringify(shared)).toMatch(/Shared by Mei Tan · \/rsis search nord stream · as of .+ UTC/u)
    expect(JSON.stringify(shared)).toContain('Pipelines and Pledges')
    expect(JSON.stringify(shared)).not.toContain('Another answer')
    expect(labelsOf(shared)).not.toContain('Share')
    expect(own).toMatchObject({ response_type: 'ephemeral', replace_original: true })
    expect(texts()).toHaveLength(before)
  })

  test('by a double click, or again later, is done once for each answer', async () => {
    const share = await offered()
    const { press } = running.fake.payloads
    await Promise.all([
      say(press(share), 'interactive'),
      say(press(share), 'interactive'),
      say(press(share), 'interactive'),
    ])
    await answered(3)
    await say(press({ ...share, action_id: 'share.0' }, { user: 'UADMIN' }), 'interactive')
    await say(press(share, { message: '1700000000.000900' }), 'interactive')
    await answered(5)
    expect(inChannel()).toHaveLength(2)
  })

  test('also before and after a restart is done once', async () => {
    const share = await offered()
    const { press } = running.fake.payloads
    await say(press(share), 'interactive')
    await answered(3)
    await running.slack.stop()
    const again = createSlack({
      mode: 'socket',
      botToken: 'xoxb-fake-T1',
      appToken: 'xapp-fake',
      apiUrl: running.fake.apiUrl,
      memory: running.memory,
      log: listeningLog().log,
      now: () => new Date(),
    })
    await again.start(running.core)
    await until(() => running.fake.socket.open() > 0, 'connected again')
    await say(press(share, { user: 'UADMIN' }), 'interactive')
    await say(press(share, { message: '1700000000.000900' }), 'interactive')
    await answered(5)
    await again.stop()
    expect(inChannel()).toHaveLength(2)
    expect(texts()).toEqual(['search nord stream'])
  })

  test('that Slack refused may be tried again; one without an answer may not, and says why', async () => {
    const share = await offered()
    const { press } = running.fake.payloads
    running.fake.fail('response_url', { kind: 'status', status: 404, body: 'no', isAccepted: false })
    await say(press(share, { message: '1.1' }), 'interactive')
    await answered(2)
    expect(JSON.stringify(lastBody())).toContain('Press Share again')
    running.fake.fail('response_url', { kind: 'reset', isAccepted: true })
    await say(press(share, { message: '1.2' }), 'interactive')
    await answered(4)
    expect(JSON.stringify(lastBody())).toContain('Look in the channel')
    await say(press(share, { message: '1.2', user: 'UADMIN' }), 'interactive')
    await say(running.fake.payloads.command('help'))
    await answered(5)
    expect(inChannel()).toHaveLength(1)
  })

  test.each([
    ['a button from before an upgrade, which carries a command', 'unsubscribe'],
    ['an answer that is not kept any more', 'bm90aGluZ2lza2VwdGhlcmU.m1x2y3'],
  ])('of %s runs nothing and says so', async (_, value) => {
    await say(running.fake.payloads.press({ action_id: 'share.0', value }), 'interactive')
    await answered(1)
    expect(lastBody()).toMatchObject({ response_type: 'ephemeral', replace_original: false })
    expect(JSON.stringify(lastBody())).toContain('has expired')
    expect(texts()).toEqual([])
  })

  test('is not offered for a change, by command, by button or by mention', async () => {
    Object.assign(running.core, {
      answer: async () => ({ blocks: [], title: { text: 'Unsubscribed' }, isShareable: false }),
    })
    await say(running.fake.payloads.command('unsubscribe'))
    await say(running.fake.payloads.press({ action_id: 'run.0', value: '/rsis unsubscribe' }), 'interactive')
    await answered(2)
    await say(running.fake.payloads.mention('unsubscribe'), 'events_api')
    await until(() => running.fake.callsOf('chat.postEphemeral').length > 0, 'the answer came')
    const shown = [...bodies(), running.fake.callsOf('chat.postEphemeral')[0]?.arguments]
    expect(shown.flatMap(labelsOf)).not.toContain('Share')
  })

  test('of the answer to a mention works as well', async () => {
    await say(running.fake.payloads.mention('search nord stream'), 'events_api')
    await until(() => running.fake.callsOf('chat.postEphemeral').length > 0, 'the answer came')
    const blocks = running.fake.callsOf('chat.postEphemeral')[0]?.arguments['blocks']
    const value = buttonsOf(blocks).find(({ label }) => label === 'Share')?.value ?? ''
    await say(running.fake.payloads.press({ action_id: 'share.0', value }), 'interactive')
    await answered(2)
    expect(inChannel()).toHaveLength(1)
    expect(texts()).toEqual(['search nord stream'])
  })
})

describe('a form', () => {
  const open = async (where = {}): Promise<Record<string, unknown>> => {
    await say(running.fake.payloads.press({ action_id: 'form.0', value: 'subscribe' }, where), 'interactive')
    await until(() => running.fake.state.views.size > 0, 'the form was opened')
    return [...running.fake.state.views.values()].at(-1)?.view ?? {}
  }

  test('opens filled in, and sending it is the command that it makes', async () => {
    const view = await open()
    expect(view).toMatchObject({ title: { text: 'Subscribe this channel' }, submit: { text: 'Subscribe' } })
    expect(JSON.stringify(view)).toContain('"initial_option":{"text":{"type":"plain_text","text":"At once"')
    await say(running.fake.payloads.submit(view, { cadence: 'daily', filter: 'nickel' }), 'interactive')
    await answered(1)
    expect(running.core.commands).toMatchObject([
      { text: 'subscribe daily nickel', place: { tenant: 'T1', channel: 'C1' } },
    ])
    expect(lastBody()).toMatchObject({ response_type: 'ephemeral' })
  })

  test('with mistakes stays open with all of them, each at its field, and nothing is done', async () => {
    const view = await open()
    await say(running.fake.payloads.submit(view, { cadence: 'daily', filter: '"' }), 'interactive')
    expect(running.fake.socket.acknowledgement()).toEqual({
      response_action: 'errors',
      errors: { filter: 'Is not right; say it again.' },
    })
    await say(running.fake.payloads.submit(view, { cadence: 'daily', filter: 'nickel' }), 'interactive')
    await answered(1)
    expect(texts()).toEqual(['subscribe daily nickel'])
  })

  test('carries its channel, but never its workspace: that is the signed payload’s', async () => {
    const view = await open()
    await say(running.fake.payloads.submit(view, { cadence: 'daily' }, { team: 'T2' }), 'interactive')
    await say(running.fake.payloads.command('help'))
    await answered(1)
    expect(running.core.commands.map(({ place }) => place.tenant)).toEqual(['T1'])
  })

  test('sent long after is answered in the channel where its own address has run out', async () => {
    const view = await open()
    running.fake.fail('response_url', { kind: 'status', status: 404, body: 'expired', isAccepted: false })
    await say(running.fake.payloads.submit(view, { cadence: 'daily', filter: '' }), 'interactive')
    await until(() => running.fake.callsOf('chat.postEphemeral').length > 0, 'the answer went another way')
    expect(running.fake.callsOf('chat.postEphemeral')[0]?.arguments).toMatchObject({ channel: 'C1', user: 'U1' })
  })

  test('in App Home is about the person’s own messages', async () => {
    const view = await open({ view: 'home' })
    await say(running.fake.payloads.submit(view, { cadence: 'daily', filter: '' }), 'interactive')
    await until(() => running.fake.state.homes.has('U1'), 'App Home was published')
    expect(running.core.commands[0]?.place).toMatchObject({ isDirect: true, channel: 'U1' })
    expect(running.fake.state.workspaces.get('T1')?.channels.get('D1')?.messages).toHaveLength(1)
  })

  test('that there is not any more is said, not opened', async () => {
    await say(running.fake.payloads.press({ action_id: 'form.0', value: 'gone' }), 'interactive')
    await answered(1)
    expect(JSON.stringify(lastBody())).toContain('it has been removed')
    expect(running.fake.state.views.size).toBe(0)
  })
})

describe('what is written to the app', () => {
  test('a mention is a search, answered for the asker alone', async () => {
    await say(running.fake.payloads.mention('search nord stream'), 'events_api')
    await until(() => running.fake.callsOf('chat.postEphemeral').length > 0, 'the answer came')
    expect(texts()).toEqual(['search nord stream'])
    expect(running.fake.callsOf('chat.postEphemeral')[0]?.arguments).toMatchObject({ channel: 'C1', user: 'U1' })
  })

  test('a direct message is answered there, once, however often Slack sends it', async () => {
    const payload = running.fake.payloads.directMessage('search nord stream')
    await say(payload, 'events_api')
    await say({ ...payload }, 'events_api')
    await say(running.fake.payloads.directMessage('help'), 'events_api')
    await until(() => running.fake.callsOf('chat.postMessage').length >= 2, 'both answers came')
    expect(texts()).toEqual(['search nord stream', 'help'])
  })

  test.each([
    ['an edit', { subtype: 'message_changed' }],
    ['a bot’s message', { bot_id: 'B9' }],
    ['a message in a channel', { channel_type: 'channel' }],
  ])('%s is left alone', async (_, fields) => {
    const payload = running.fake.payloads.directMessage('hello')
    await say({ ...payload, event: { ...payload.event, ...fields } }, 'events_api')
    await say(running.fake.payloads.command('help'))
    await answered(1)
    expect(texts()).toEqual(['help'])
  })

  test('opening App Home shows this workspace’s subscriptions and the state of the program', async () => {
    await say(running.fake.payloads.homeOpened(), 'events_api')
    await until(() => running.fake.state.homes.has('U1'), 'App Home was published')
    expect(texts()).toEqual(['list all', 'status'])
    expect(JSON.stringify(running.fake.state.homes.get('U1'))).toContain('Subscriptions')
  })
})

describe('a link to a commentary', () => {
  const link = 'https://www.rsis.edu.sg/rsis-publication/idss/who-mends-the-cable/'

  test('is offered to who posted it alone, and shown below it on request, once', async () => {
    await say(running.fake.payloads.linkShared(link), 'events_api')
    await until(() => running.fake.callsOf('chat.postEphemeral').length > 0, 'the offer came')
    expect(running.fake.callsOf('chat.unfurl')).toHaveLength(0)
    const offer = running.fake.callsOf('chat.postEphemeral')[0]?.arguments
    const [button] = buttonsOf(offer?.['blocks'])
    const { press } = running.fake.payloads
    const action = { action_id: 'unfurl.0', value: button?.value ?? '' }
    await say(press(action, { message: '1.1' }), 'interactive')
    await say(press(action, { message: '1.2' }), 'interactive')
    await answered(1)
    expect(running.fake.callsOf('chat.unfurl').map((call) => call.arguments)).toMatchObject([
      {
        channel: 'C1',
        ts: '1700000000.000400',
        unfurls: { [link]: { blocks: expect.any(Array) } },
        metadata: { entities: [{ entity_type: 'slack#/entities/content_item', app_unfurl_url: link }] },
      },
    ])
    expect(lastBody()).toEqual({ delete_original: true })
  })

  test('that Slack did not show is shown at the next press, even at once', async () => {
    const busy = { kind: 'refuse', error: 'internal_error' } as const
    running.fake.fail('chat.unfurl', busy, busy)
    const value = JSON.stringify({ ts: '1700000000.000400', url: link })
    const press = async (): Promise<unknown> =>
      say(running.fake.payloads.press({ action_id: 'unfurl.0', value }, { message: '1.1' }), 'interactive')
    await press()
    await answered(1)
    expect(JSON.stringify(lastBody())).toContain('try again')
    await press()
    await answered(2)
    expect(lastBody()).toEqual({ delete_original: true })
    expect(running.fake.callsOf('chat.unfurl')).toHaveLength(3)
  })

  test('is shown without its Work Object if the app has none', async () => {
    running.fake.fail('chat.unfurl', { kind: 'refuse', error: 'invalid_metadata' })
    const value = JSON.stringify({ ts: '1700000000.000400', url: link })
    await say(running.fake.payloads.press({ action_id: 'unfurl.0', value }, { message: '1.1' }), 'interactive')
    await answered(1)
    const calls = running.fake.callsOf('chat.unfurl').map((call) => Object.keys(call.arguments))
    expect(calls).toEqual([expect.arrayContaining(['metadata']), expect.not.arrayContaining(['metadata'])])
  })

  test('opened as a Work Object shows every claim with its quote', async () => {
    await say(running.fake.payloads.detailsRequested(link), 'events_api')
    await until(() => running.fake.callsOf('entity.presentDetails').length > 0, 'the pane was filled')
    const { metadata } = running.fake.callsOf('entity.presentDetails')[0]?.arguments ?? {}
    expect(metadata).toMatchObject({
      entity_payload: {
        attributes: { display_type: 'Commentary' },
        custom_fields: expect.arrayContaining([expect.objectContaining({ key: 'claim_1' })]),
      },
    })
  })

  test.each([
    ['that the archive does not hold', { link: 'https://www.rsis.edu.sg/unknown/', source: 'conversations_history' }],
    ['that is only being typed', { link, source: 'composer' }],
  ])('%s is left alone', async (_, { link, source }) => {
    await say(running.fake.payloads.linkShared(link, { source }), 'events_api')
    await say(running.fake.payloads.command('help'))
    await answered(1)
    expect(running.fake.callsOf('chat.postEphemeral')).toHaveLength(0)
  })
})

describe('who may manage', () => {
  const mayManage = async (user: string, text = 'help'): Promise<boolean | undefined> => {
    const count = running.core.commands.length
    await say(running.fake.payloads.command(text, { user }))
    await until(() => running.core.commands.length > count, 'it was asked')
    return running.core.commands.at(-1)?.person.mayManage()
  }

  test('an admin and the channel’s creator may, a member may not; Slack is asked once in five minutes', async () => {
    expect(await mayManage('UADMIN')).toBe(true)
    expect(await mayManage('UCREATOR')).toBe(true)
    expect(await mayManage('U1')).toBe(false)
    expect(await mayManage('U1')).toBe(false)
    expect(running.fake.callsOf('users.info').filter((call) => call.arguments['user'] === 'U1')).toHaveLength(1)
  })

  test('nobody is asked about before a command that changes something does', async () => {
    await say(running.fake.payloads.command('search x', { user: 'UADMIN' }))
    await answered(1)
    expect(running.fake.callsOf('users.info')).toHaveLength(0)
  })

  test('an admin of another workspace, met in a shared channel, may not', async () => {
    const user = running.fake.state.workspaces.get('T1')?.users.get('UADMIN')
    if (user !== undefined) user.teamId = 'T9'
    expect(await mayManage('UADMIN')).toBe(false)
  })

  test('where Slack does not answer nobody may, and it is asked again', async () => {
    running.fake.fail('users.info', { kind: 'status', status: 500, body: '', isAccepted: false })
    expect(await mayManage('UADMIN')).toBe(false)
    expect(await mayManage('UADMIN')).toBe(true)
  })
})

describe('who may know of a channel', () => {
  const asker = async (user: string) => {
    const count = running.core.commands.length
    await say(running.fake.payloads.command('list all', { user }))
    await until(() => running.core.commands.length > count, 'it was asked')
    return running.core.commands.at(-1)?.person
  }
  const reads = async (user: string, id: string): Promise<boolean | undefined> =>
    (await asker(user))?.mayRead({ platform: 'slack', tenant: 'T1', channel: id })

  beforeEach(() => {
    const workspace = running.fake.state.workspaces.get('T1') ?? expect.fail('no workspace')
    addChannel(workspace, 'CTOWN')
    addChannel(workspace, 'CBOARD', { isPrivate: true })
    addUser(workspace, 'UGUEST', { isGuest: true })
    addUser(workspace, 'UPARTNER', { teamId: 'T9' })
  })

  test.each([
    ['a member', 'U1', 'CTOWN', true],
    ['a member', 'U1', 'CBOARD', false],
    ['a member who is in it', 'U1', 'C1', true],
    ['an admin', 'UADMIN', 'CBOARD', false],
    ['a guest', 'UGUEST', 'CTOWN', false],
    ['a guest who is in it', 'UGUEST', 'C1', true],
    ['somebody of another workspace', 'UPARTNER', 'CTOWN', false],
    ['a member', 'U1', 'CUNKNOWN', false],
  ])('%s (%s) of %s: %s', async (_who, user, id, may) => {
    expect(await reads(user, id)).toBe(may)
  })

  test('where Slack does not answer a channel counts as private, and it is asked again', async () => {
    running.fake.fail('conversations.info', { kind: 'status', status: 500, body: '', isAccepted: false })
    expect(await reads('U1', 'CTOWN')).toBe(false)
    expect(await reads('U1', 'CTOWN')).toBe(true)
  })

  test('only an admin manages the workspace; a channel’s creator does not', async () => {
    const may = async (user: string) => (await asker(user))?.mayManageAll()
    expect([await may('UADMIN'), await may('UCREATOR'), await may('U1')]).toEqual([true, false, false])
  })
})

describe('leaving', () => {
  test.each([
    ['uninstalled, then revoked', ['uninstalled', 'tokensRevoked']],
    ['revoked, then uninstalled', ['tokensRevoked', 'uninstalled']],
  ] as const)('%s: the core is told', async (_, events) => {
    for (const name of events) await say(running.fake.payloads[name](), 'events_api')
    await until(() => running.core.leftTenants.length > 0, 'the core was told')
    expect(new Set(running.core.leftTenants)).toEqual(new Set(['T1']))
  })
})

describe('a channel that takes posts again', () => {
  test('is reported where the bot was invited or the channel unarchived, and not when somebody else joins', async () => {
    const { payloads } = running.fake
    await say(payloads.memberJoined('U1'), 'events_api')
    await say(payloads.memberJoined('UBOTT1'), 'events_api')
    await say(payloads.unarchived('channel_unarchive', { channel: 'C5' }), 'events_api')
    await say(payloads.unarchived('group_unarchive', { channel: 'G6' }), 'events_api')
    await until(() => running.core.reopenedPlaces.length >= 3, 'all were reported')
    expect(running.core.reopenedPlaces).toEqual([
      { platform: 'slack', tenant: 'T1', channel: 'C1' },
      { platform: 'slack', tenant: 'T1', channel: 'C5' },
      { platform: 'slack', tenant: 'T1', channel: 'G6' },
    ])
  })
})

describe('an answer with a file', () => {
  test('puts the file, byte for byte, into the direct messages of who asked, and says so', async () => {
    await say(running.fake.payloads.command('export cable'))
    await answered(1)
    expect(running.fake.state.files).toEqual([
      { name: 'rsis-cable.csv', content: '\uFEFF"id"\r\n"CO26211 – cable"\r\n', channel: 'D1' },
    ])
    expect(JSON.stringify(lastBody())).toContain('rsis-cable.csv is in your direct messages')
  })

  test('says what is missing where the app was installed before it could send files', async () => {
    running.fake.state.workspaces.get('T1')?.scopes.delete('files:write')
    await say(running.fake.payloads.command('export cable'))
    await answered(1)
    expect(JSON.stringify(lastBody())).toContain('files:write')
    expect(running.fake.state.files).toEqual([])
  })

  test('that takes time is answered at once, and the complete file comes later', async () => {
    await say(running.fake.payloads.command('export later'))
    await answered(1)
    expect(JSON.stringify(lastBody())).toContain('rsis-cable.csv will come in your direct messages')
    await until(() => running.fake.state.files[0]?.channel !== undefined, 'the file came')
    expect(running.fake.state.files).toEqual([{ name: 'rsis-cable.csv', content: 'the whole', channel: 'D1' }])
  })

  test('that takes time and fails is reported in the direct messages', async () => {
    await say(running.fake.payloads.command('export later fails'))
    await answered(1)
    const told = () => running.fake.callsOf('chat.postMessage')
    await until(() => told().length > 0, 'the failure was told')
    expect(told().map(({ arguments: body }) => body)).toMatchObject([
      { channel: 'D1', text: expect.stringContaining('The file was not sent. Ask for it again in a minute.') },
    ])
  })

  test('is answered all the same where Slack does not take the file', async () => {
    running.fake.fail('files.completeUploadExternal', { kind: 'status', status: 503, body: 'busy', isAccepted: false })
    await say(running.fake.payloads.command('export cable'))
    await answered(1)
    expect(JSON.stringify(lastBody())).toContain('The file was not sent')
  })
})
