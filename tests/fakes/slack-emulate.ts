import type { Emulator } from 'emulate'
import { z } from 'zod'

export const clientId = '12345.67890'
export const clientSecret = 'emulated-client-secret'

const channelsSchema = z.object({ channels: z.array(z.object({ id: z.string(), name: z.string() })) })
const historySchema = z.object({ messages: z.array(z.object({ ts: z.string(), text: z.string(), user: z.string() })) })

export type EmulatedSlack = {
  readonly url: string
  readonly apiUrl: string
  /** Authorises the app as the first person on the authorisation page; gives the redirect. */
  agree(authorizeUrl: string): Promise<string>
  /** The id of the channel of that name. */
  channel(name: string): Promise<string>
  /** The messages of a channel, oldest first. */
  texts(channel: string): Promise<string[]>
  close(): Promise<void>
}

/** A Slack emulation by others; undefined if it cannot be started. Its version is pinned in package.json. */
export const startEmulatedSlack = async (
  redirectUrl: string,
  scopes: readonly string[],
): Promise<EmulatedSlack | undefined> => {
  const emulator = await startEmulator(redirectUrl, scopes).catch((error: unknown) => {
    if (process.env['CI'] !== undefined) throw error
    process.stdout.write(`skipped: npm emulate cannot be started here (${String(error)})\n`)
  })
  if (emulator === undefined) return undefined
  const url = emulator.url.replace('localhost', '127.0.0.1')
  const call = async (method: string, body: Record<string, string> = {}): Promise<unknown> => {
    const headers = { authorization: 'Bearer an-admin' }
    return (await fetch(`${url}/api/${method}`, { method: 'POST', headers, body: new URLSearchParams(body) })).json()
  }
  return {
    url,
    apiUrl: `${url}/api/`,
    async agree(authorizeUrl) {
      const page = await (await fetch(authorizeUrl)).text()
      const form = page.match(/<form class="user-form"[\s\S]*?<\/form>/u)?.[0] ?? ''
      const fields = [...form.matchAll(/name="([^"]*)" value="([^"]*)"/gu)].map(
        ([, name = '', value = '']): [string, string] => [name, value.replaceAll('&amp;', '&')],
      )
      const body = new URLSearchParams(fields)
      const agreed = await fetch(`${url}/oauth/v2/authorize/callback`, { method: 'POST', body, redirect: 'manual' })
      return agreed.headers.get('location') ?? ''
    },
    async channel(name) {
      const { channels } = channelsSchema.parse(await call('conversations.list'))
      return channels.find((channel) => channel.name === name)?.id ?? ''
    },
    async texts(channel) {
      const { messages } = historySchema.parse(await call('conversations.history', { channel }))
      return messages.toReversed().map(({ text }) => text)
    },
    close: () => emulator.close(),
  }
}

const startEmulator = async (redirectUrl: string, scopes: readonly string[]): Promise<Emulator> => {
  const { createEmulator } = await import('emulate')
  return createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      tokens: { 'an-admin': { login: 'admin', scopes: ['channels:read', 'channels:history'] } },
      slack: {
        strict_scopes: true,
        team: { name: 'Policy', domain: 'policy' },
        users: [{ name: 'mei' }],
        channels: [{ name: 'briefings' }],
        oauth_apps: [
          {
            client_id: clientId,
            client_secret: clientSecret,
            app_id: 'A000000001',
            name: 'RSIS Brief',
            redirect_uris: [redirectUrl],
            scopes,
          },
        ],
      },
    },
  })
}
