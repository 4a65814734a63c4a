import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { listeningLog, startSocket, until } from './harness.ts'

describe('Socket Mode', () => {
  test('loses no command while connections are renewed, one after another', async () => {
    const { fake, core, stop } = await startSocket()
    await until(() => fake.socket.open() === 2, 'both connections are open')
    const acknowledgedMs: number[] = []
    for (let command = 0; command < 60; command += 1) {
      if (command % 10 === 5) fake.socket.refreshOne()
      acknowledgedMs.push(
        await fake.socket.deliver({ type: 'slash_commands', payload: fake.payloads.command(`search ${command}`) }),
      )
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await until(() => core.commands.length === 60, 'all were answered')
    expect(core.commands.map(({ text }) => text)).toEqual(acknowledgedMs.map((_, index) => `search ${index}`))
    await until(() => fake.socket.open() === 2, 'both connections are open again')
    await stop()
  })

  test('comes back at once when the cable of both was cut', async () => {
    const { fake, core, stop } = await startSocket()
    await until(() => fake.socket.open() === 2, 'both connections are open')
    const opened = fake.callsOf('apps.connections.open').length
    fake.socket.cutAll()
    await until(() => fake.callsOf('apps.connections.open').length > opened, 'a new connection was asked for')
    await until(() => fake.socket.open() > 0, 'a connection is open again')
    await fake.socket.deliver({ type: 'slash_commands', payload: fake.payloads.command('help') })
    await until(() => core.commands.length === 1, 'it was answered')
    await stop()
  })

  test('keeps trying if Slack refuses or is away, and the process lives', async () => {
    const { fake, core, slack, stop } = await startSocket()
    await until(() => fake.socket.open() === 2, 'both connections are open')
    expect(slack.state()).toEqual({ isReady: true, fault: undefined })
    fake.fail(
      'apps.connections.open',
      { kind: 'refuse', error: 'invalid_auth' },
      { kind: 'refuse', error: 'invalid_auth' },
      { kind: 'reset', isAccepted: false },
      { kind: 'status', status: 500, body: 'no', isAccepted: false },
      { kind: 'rate-limit', retryAfter: '1' },
    )
    fake.socket.cutAll()
    await until(() => slack.state().fault !== undefined, 'it says what is wrong')
    expect(slack.state().fault?.fix).toContain('SLACK_APP_TOKEN')
    await until(() => fake.socket.open() === 2, 'both connections are open again')
    expect(slack.state().fault).toBeUndefined()
    await fake.socket.deliver({ type: 'slash_commands', payload: fake.payloads.command('help') })
    await until(() => core.commands.length === 1, 'it was answered')
    await stop()
  })

  const odd: readonly [what: string, message: unknown, isAcknowledged: boolean][] = [
    ['an event that is missing', { type: 'events_api', envelope_id: 'odd', payload: { type: 'event_callback' } }, true],
    ['a payload that is null', { type: 'events_api', envelope_id: 'odd', payload: null }, true],
    ['a payload that is missing', { type: 'events_api', envelope_id: 'odd' }, true],
    ['an event that is null', { type: 'events_api', envelope_id: 'odd', payload: { event: null } }, true],
    ['an event that is a text', { type: 'events_api', envelope_id: 'odd', payload: { event: 'x' } }, true],
    ...['close', 'disconnected', 'ws_message', 'error', 'slack_event'].map((type): [string, unknown, boolean] => [
      `an event with the SDK’s own name “${type}”`,
      { type: 'events_api', envelope_id: 'odd', payload: { event: { type } } },
      true,
    ]),
    ['an envelope with the SDK’s own name', { type: 'disconnected', envelope_id: 'odd', payload: {} }, true],
    ['an envelope of a new kind', { type: 'future', envelope_id: 'odd', payload: { a: 1 } }, true],
    ['an envelope without a kind', { envelope_id: 'odd', payload: {} }, true],
    ['a command that is a list', { type: 'slash_commands', envelope_id: 'odd', payload: [] }, true],
    ['a press that is a text', { type: 'interactive', envelope_id: 'odd', payload: 'x' }, true],
    ['an envelope without its id', { type: 'events_api', payload: { event: { type: 'app_mention' } } }, false],
    ['null', null, false],
    ['a list', [], false],
    ['a number', 42, false],
    ['a text', 'hello', false],
  ]
  test.each(odd)('stays open, and nothing throws, after %s', async (_what, message, isAcknowledged) => {
    const unhandled: unknown[] = []
    const keep = (error: unknown): void => void unhandled.push(error)
    process.on('unhandledRejection', keep)
    onTestFinished(() => void process.off('unhandledRejection', keep))
    const { fake, core, slack, stop } = await startSocket()
    await until(() => fake.socket.open() === 2, 'both connections are open')
    fake.socket.sendToAll(JSON.stringify(message))
    await until(
      () => !isAcknowledged || fake.socket.acknowledged().filter((id) => id === 'odd').length === 2,
      'it was acknowledged by each',
    )
    // Over each of the connections.
    for (const text of ['help', 'status'])
      await fake.socket.deliver({ type: 'slash_commands', payload: fake.payloads.command(text) })
    await until(() => core.commands.length === 2, 'what came later was answered')
    expect(slack.state().isReady).toBe(true)
    expect(fake.callsOf('apps.connections.open')).toHaveLength(2)
    expect(unhandled).toEqual([])
    await stop()
  })

  test.each([
    ['half of a JSON', '{"type":'],
    ['bytes', Buffer.from([0, 255])],
  ])('stays open after %s', async (_what, message) => {
    const { fake, core, stop } = await startSocket()
    await until(() => fake.socket.open() === 2, 'both connections are open')
    fake.socket.sendToAll(message)
    await fake.socket.deliver({ type: 'slash_commands', payload: fake.payloads.command('help') })
    await until(() => core.commands.length === 1, 'what came later was answered')
    await stop()
  })

  test('whose connections are accepted and never opened says so, and opens others', async () => {
    const { fake, core, slack, stop } = await startSocket()
    await until(() => fake.socket.open() === 2, 'both connections are open')
    fake.socket.beSilent(true)
    const asked = fake.callsOf('apps.connections.open').length
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    fake.socket.cutAll()
    while (slack.state().fault === undefined) {
      await vi.advanceTimersByTimeAsync(1000)
      await wait(5)
    }
    expect(slack.state().fault?.problem).toContain('it did not open the connection')
    expect(fake.callsOf('apps.connections.open').length).toBeGreaterThan(asked)
    vi.useRealTimers()
    fake.socket.beSilent(false)
    await until(() => slack.state().isReady, 'one is open again')
    await fake.socket.deliver({ type: 'slash_commands', payload: fake.payloads.command('help') })
    await until(() => core.commands.length === 1, 'it was answered')
    await stop()
  })

  test('says that the bot token is wrong, before anything needs it', async () => {
    const { slack, stop } = await startSocket({ botToken: 'xoxb-wrong' })
    await until(() => slack.state().fault !== undefined, 'it says what is wrong')
    expect(slack.state().fault?.fix).toContain('copy the bot token again from OAuth & Permissions')
    await stop()
  })

  test('without a network logs one sentence, however many connections and tries there are', async () => {
    const { log, lines } = listeningLog()
    const { slack, stop } = await startSocket({ apiUrl: 'http://127.0.0.1:9/api/', log })
    await new Promise((resolve) => setTimeout(resolve, 800))
    await slack.stop()
    const warnings = lines()
      .split('\n')
      .filter((line) => /"level":(?:40|50|60)/u.test(line))
    expect(warnings).toEqual([expect.stringMatching(/Slack cannot be reached at 127\.0\.0\.1:9.*check the network/u)])
    await stop()
  })

  test.each([
    [12, 'our clock is 12 min behind Slack’s'],
    [-7, 'our clock is 7 min ahead of Slack’s'],
    [0.5, undefined],
  ])('says that our clock is wrong by Slack’s: %s min', async (minutes, fault) => {
    const { slack, stop } = await startSocket({ now: () => new Date(Date.now() - minutes * 60_000) })
    await until(() => slack.state().isReady, 'it is connected')
    await until(() => slack.state().clockFault?.problem === fault, 'it knows Slack’s time')
    expect(slack.state().fault).toBeUndefined()
    await stop()
  })

  test('that cannot be opened at the start does not keep the program from starting', async () => {
    const { slack, stop } = await startSocket({ apiUrl: 'http://127.0.0.1:9/api/' })
    await slack.stop()
    await stop()
  })

  test('finishes the answers in the making when it is stopped', async () => {
    const { fake, core, stop } = await startSocket()
    await fake.socket.deliver({ type: 'slash_commands', payload: fake.payloads.command('search x') })
    await stop()
    expect(core.commands).toHaveLength(1)
    expect(fake.state.answers).toHaveLength(1)
  })
})
