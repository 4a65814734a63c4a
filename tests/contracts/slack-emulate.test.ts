import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { createSlack } from '../../adapters/slack/index.ts'
import { scopes } from '../../adapters/slack/connect/http.ts'
import type { Place } from '../../src/delivery/port.ts'
import { createTestMemory } from '../fakes/memory.ts'
import { createStandIn, listeningLog, createTestTexts, type StandIn, until } from '../adapters/slack/harness.ts'
import { createPayloads } from '../fakes/slack/payloads.ts'
import { signedRequest, signingSecret } from '../fakes/slack/signed.ts'
import { createState } from '../fakes/slack/state.ts'
import { clientId, clientSecret, type EmulatedSlack, startEmulatedSlack } from '../fakes/slack-emulate.ts'
import { describePoster, type PosterUnderTest } from './poster.ts'
import { listen } from '../listen.ts'

// An independent implementation of Slack's Web API, metadata and OAuth.

/** Our adapter, installed in the emulated workspace the way a browser does it. */
const startInstalled = async (): Promise<
  | (PosterUnderTest & {
      tenant: string
      emulated: EmulatedSlack
      core: StandIn
      /** Sends a request like Slack; gives the lines that were logged since. */
      send: (payload: Record<string, unknown>) => Promise<void>
      lines: () => string
    })
  | undefined
> => {
  const server = createServer((request, response) => slack.listener?.(request, response))
  const url = await listen(server)
  const emulated = await startEmulatedSlack(`${url}/slack/oauth_redirect`, scopes)
  if (emulated === undefined) {
    server.close()
    return undefined
  }
  const core = createStandIn()
  const { log, lines } = listeningLog()
  const slack = createSlack({
    mode: 'http',
    signingSecret,
    clientId,
    clientSecret,
    stateSecret: 'state',
    publicUrl: url,
    installations: createTestTexts(),
    encryptionKey: Buffer.alloc(32, 1).toString('base64'),
    apiUrl: emulated.apiUrl,
    memory: createTestMemory(),
    log,
    now: () => new Date(),
  })
  await slack.start(core)
  const started = await fetch(`${url}/slack/install`, { redirect: 'manual' })
  const cookie = (started.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const wayBack = await emulated.agree(started.headers.get('location') ?? '')
  const installed = await fetch(wayBack, { headers: { cookie } })
  expect(installed.status).toBe(200)
  const tenant = core.joinedTenants[0] ?? ''
  const channel = await emulated.channel('briefings')
  const place: Place = { platform: 'slack', tenant, channel }
  return {
    poster: slack,
    place,
    tenant,
    emulated,
    core,
    lines,
    async send(payload) {
      const answer = await fetch(`${url}/slack/events`, signedRequest(payload))
      expect(answer.status).toBe(200)
    },
    texts: async () => emulated.texts(channel),
    async stop() {
      // Waits for the answers that are under way.
      await slack.stop()
      server.closeAllConnections()
      server.close()
      await emulated.close()
    },
  }
}

const probe = await startInstalled()
await probe?.stop()

if (probe === undefined) {
  test.skip('npm emulate cannot be started here')
} else {
  test('OAuth installs the app and says in which workspace', () => {
    expect(probe.tenant).toMatch(/^T[A-Z0-9]+$/u)
  })
  test('App Home and an answer to a mention are taken as we send them, and an admin is one', async () => {
    const installed = await startInstalled()
    if (installed === undefined) throw new Error('it could be started before')
    const { core, place, send, tenant } = installed
    const payloads = createPayloads(createState(), () => installed.emulated.url)
    const where = { team: tenant, channel: place.channel, user: 'U000000001' }
    await send(payloads.homeOpened(where))
    await send(payloads.mention('search nord stream', where))
    await until(() => core.commands.length === 3, 'all was heard')
    expect(await core.commands.at(-1)?.person.mayManage()).toBe(true)
    await installed.stop()
    expect(installed.lines()).not.toContain('an interaction failed')
  })

  describePoster('the Slack adapter, over npm emulate', async () => {
    const installed = await startInstalled()
    if (installed === undefined) throw new Error('it could be started before')
    return installed
  })
}
