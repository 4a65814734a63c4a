import { describe, expect, it } from 'vitest'
import { checkDiscord } from '../../../adapters/discord/connect/doctor.ts'
import { createLog } from '../../../src/log.ts'
import { startDiscordServer } from '../../fakes/discord-server.ts'

const check = async (apiUrl: string, token: string) =>
  checkDiscord({ apiUrl, token, log: await createLog('silent', false), now: () => new Date() })

describe('the doctor', () => {
  it('shows the address that invites the bot, changes nothing, and says what a wrong token or no network needs', async () => {
    const server = await startDiscordServer()
    const well = await check(server.apiUrl, server.token)
    expect(well.state).toBe('good')
    const invite = new URL(/https:\S+/u.exec(well.detail)?.[0] ?? '')
    expect(invite.searchParams.get('scope')).toBe('bot applications.commands')
    // View Channel, Send Messages, Read Message History, Create Public Threads, Send Messages in Threads.
    expect(BigInt(invite.searchParams.get('permissions') ?? 0)).toBe(
      (1n << 10n) | (1n << 11n) | (1n << 16n) | (1n << 35n) | (1n << 38n),
    )
    expect(server.calls.map(({ method }) => method)).toEqual(['get'])
    expect(await check(server.apiUrl, 'a.wrong.token')).toMatchObject({
      state: 'bad',
      fix: expect.stringContaining('DISCORD_TOKEN'),
    })
    await server.close()
    expect(await check(server.apiUrl, server.token)).toMatchObject({
      state: 'bad',
      fix: expect.stringContaining('network'),
    })
  })
})
