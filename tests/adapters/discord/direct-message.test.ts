import { describe, expect, it } from 'vitest'
import type { Card } from '../../../src/card/card.ts'
import type { Command } from '../../../src/commands/port.ts'
import { manager, member, textOf } from '../../fakes/discord-server.ts'
import { botId } from '../../fakes/discord/world.ts'
import { echo, startForTest, type Started, waitUntil } from './harness.ts'

const start = (): Promise<Started> => startForTest({ answer: echo })

const direct = (running: Started) => running.server.direct(member.id)

/** A command that is always answered, so that everything before it has been received. */
const settle = async (running: Started): Promise<void> => {
  running.server.person.write('done', { in: direct(running) })
  await waitUntil(() => direct(running).messages.some((one) => textOf(one).includes('Answer to done')), 'answered')
}

describe('a direct message', () => {
  it('is a command of the person’s own place, answered below it', async () => {
    const running = await start()
    running.server.person.write('every morning at 8', { in: direct(running) })
    await waitUntil(() => direct(running).messages.length === 1, 'answered')
    const [answer] = direct(running).messages
    expect(textOf(answer ?? expect.fail('no answer'))).toContain('Answer to every morning at 8')
    const [command] = running.heard.commands
    expect(command?.place).toEqual({ platform: 'discord', tenant: member.id, channel: member.id, isDirect: true })
    expect(command?.person).toMatchObject({ id: member.id, name: member.username })
    expect(await command?.person.mayManage()).toBe(true)
    expect(await command?.person.mayManageAll()).toBe(false)
    const elsewhere = { platform: 'discord', tenant: running.guild.id, channel: running.general.id } as const
    expect(await command?.person.mayRead(elsewhere)).toBe(false)
    expect((answer?.flags ?? 0) & 64, 'it is not hidden: the conversation is theirs').toBe(0)
  })

  it.each([
    ['/rsis latest', 'latest'],
    ['/RSIS  search  nord stream ', 'search  nord stream'],
    [`<@${botId}> list`, 'list'],
    [`<@!${botId}>help`, 'help'],
  ])('%j is the command “%s”', async (written, text) => {
    const running = await start()
    running.server.person.write(written, { in: direct(running) })
    await waitUntil(() => running.heard.commands.length === 1, 'heard')
    expect(running.heard.commands[0]?.text).toBe(text)
  })

  it('is answered once, although a resumed connection reports it again', async () => {
    const running = await start()
    const message = running.server.person.write('latest', { in: direct(running) })
    running.server.gateway.dispatch('MESSAGE_CREATE', message, undefined)
    await settle(running)
    expect(running.heard.commands.map(({ text }) => text)).toEqual(['latest', 'done'])
  })

  it('that could not be answered is answered when a resumed connection reports it again', async () => {
    let isAway = true
    const answer = async (command: Command): Promise<Card> => {
      if (isAway && command.text === 'latest') throw new Error('the database is away')
      return echo(command)
    }
    const running = await startForTest({ answer })
    const message = running.server.person.write('latest', { in: direct(running) })
    await settle(running)
    isAway = false
    running.server.gateway.dispatch('MESSAGE_CREATE', message, undefined)
    const texts = (): string => direct(running).messages.map(textOf).join('\n')
    await waitUntil(() => texts().includes('Answer to latest'), 'answered in the end')
  })

  it.each<[what: string, more: Record<string, unknown>]>([
    ['of ours', { author: { id: botId, username: 'rsis-brief', bot: true } }],
    ['of another bot', { author: { id: '1', username: 'other', bot: true } }],
    ['of a webhook', { webhook_id: '700000000000000009' }],
    ['that tells of a pin', { type: 6 }],
    ['without words', { content: ' ' }],
    ['without an author', { author: undefined }],
    ['of a server', { guild_id: '700000000000000008' }],
  ])('%s is left alone', async (_, more) => {
    const running = await start()
    running.server.person.write('latest', { in: direct(running) }, more)
    await settle(running)
    expect(running.heard.commands.map(({ text }) => text)).toEqual(['done'])
  })

  it('of a server channel is never asked for', async () => {
    const running = await start()
    running.server.person.write('latest', { in: running.general, as: manager })
    await settle(running)
    expect(running.heard.commands.map(({ text }) => text)).toEqual(['done'])
    expect(running.general.messages).toEqual([])
  })

  it('whose answer has buttons: one pressed is a command there', async () => {
    const running = await start()
    running.server.person.write('list', { in: direct(running) })
    await waitUntil(() => direct(running).messages.length === 1, 'answered')
    const answer = direct(running).messages[0] ?? expect.fail('no answer')
    const opened = await running.server.person.press(answer, 'Subscribe…', { in: direct(running) }).settled
    expect(opened.callbacks[0]).toMatchObject({ type: 9 })
  })
})
