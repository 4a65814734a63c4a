import { request as httpRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { createSlack, type Slack } from '../../../adapters/slack/index.ts'
import { openServer } from '../../../adapters/web/connect/server.ts'
import { createTokenStore } from '../../../src/platform/token-store.ts'
import type { Store } from '../../../src/store/connection.ts'
import type { KeptTexts } from '../../../src/store/port.ts'
import { createKeptTexts } from '../../../src/store/kept-texts.ts'
import { createMemory } from '../../../src/store/memory.ts'
import type { FakeSlack } from '../../fakes/slack/index.ts'
import type { Fault } from '../../fakes/slack/state.ts'
import { clientId, clientSecret } from '../../fakes/slack/oauth.ts'
import { type Signing, signedRequest, signingSecret } from '../../fakes/slack/signed.ts'
import { cableCard } from '../web/samples.ts'
import { createStandIn, listeningLog, secrets, type StandIn, startWorkspaces, until } from './harness.ts'
import { openTestStore } from '../../open-store.ts'

const encryptionKey = Buffer.alloc(32, 7).toString('base64')

let fake: FakeSlack
let slack: Slack
let core: StandIn
let server: Server
let url: string
let store: Store
let log: ReturnType<typeof listeningLog>

const httpOptions = (key: string) =>
  ({
    mode: 'http',
    signingSecret,
    clientId,
    clientSecret,
    stateSecret: 'fake-state-secret',
    publicUrl: url,
    installations: createKeptTexts(store.db, 'slack-installations'),
    encryptionKey: key,
    apiUrl: fake.apiUrl,
    memory: createMemory(store.db, 'slack', () => new Date()),
    log: log.log,
    now: () => new Date(),
    stopGraceMs: 500,
  }) as const

const createHttpSlack = (key: string): Slack => createSlack(httpOptions(key))

/** Texts of which some are replaced before the database fails. */
const failingAfter = (kept: KeptTexts, count: number): KeptTexts => {
  let left = count
  return {
    ...kept,
    replace: async (...given) => ((left -= 1) < 0 ? Promise.reject(new Error('gone')) : kept.replace(...given)),
  }
}

beforeEach(async () => {
  fake = await startWorkspaces()
  log = listeningLog()
  core = createStandIn()
  store = await openTestStore()
  // The page's server, on which the listener is mounted, with its limits of time.
  server = await openServer('127.0.0.1', 0, (request, response) => slack.listener?.(request, response))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  slack = createHttpSlack(encryptionKey)
  await slack.start(core)
})

afterEach(async () => {
  await slack.stop()
  server.closeAllConnections()
  server.close()
  await fake.close()
  await store.close()
  expect(fake.state.violations, 'everything that was sent keeps to Slack’s rules').toEqual([])
  expect(log.lines()).not.toMatch(secrets)
})

const send = async (payload: Record<string, unknown>, signing: Signing = {}): Promise<number> =>
  (await fetch(`${url}/slack/events`, signedRequest(payload, signing))).status

/** Installs the app in a workspace the way a browser does. */
const install = async (team: string): Promise<Response> => {
  const started = await fetch(`${url}/slack/install`, { redirect: 'manual' })
  const cookie = started.headers.get('set-cookie') ?? ''
  const agreed = await fetch(`${started.headers.get('location')}&team=${team}`, { redirect: 'manual' })
  return fetch(agreed.headers.get('location') ?? '', {
    redirect: 'manual',
    headers: { cookie: cookie.split(';')[0] ?? '' },
  })
}

const place = (tenant: string, channel: string) => ({ platform: 'slack', tenant, channel }) as const

describe('installing', () => {
  test('asks for the scopes, stores the tokens, and posts with each workspace’s own', async () => {
    const started = await fetch(`${url}/slack/install`, { redirect: 'manual' })
    const scopes = new URL(started.headers.get('location') ?? '').searchParams.get('scope')?.split(',')
    expect(scopes).toContain('channels:history')
    expect(started.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Lax/u)
    expect((await install('T1')).status).toBe(200)
    expect((await install('T2')).status).toBe(200)
    expect(core.joinedTenants).toEqual(['T1', 'T2'])
    await slack.post(place('T1', 'C1'), cableCard, 'key-1')
    await slack.post(place('T2', 'C2'), cableCard, 'key-2')
    expect(fake.callsOf('chat.postMessage').map(({ workspace }) => workspace)).toEqual(['T1', 'T2'])
  })

  test('keeps no token that can be read', async () => {
    await install('T1')
    const rows = await store.db.selectFrom('kv').selectAll().execute()
    expect(rows).not.toHaveLength(0)
    expect(JSON.stringify(rows)).not.toMatch(/xoxb|fake-T1/u)
  })

  test('tokens moved to another workspace, or read with another key, are not accepted', async () => {
    await install('T1')
    const installations = createKeptTexts(store.db, 'slack-installations')
    await installations.set('T2', (await installations.get('T1')) ?? '')
    await expect(slack.post(place('T2', 'C2'), cableCard, 'key-1')).rejects.toMatchObject({ code: 'not-installed' })
    const other = createHttpSlack(Buffer.alloc(32, 8).toString('base64'))
    await expect(other.post(place('T1', 'C1'), cableCard, 'key-1')).rejects.toMatchObject({ code: 'not-installed' })
    expect(fake.callsOf('chat.postMessage')).toHaveLength(0)
  })

  test('a key is replaced while everything runs: two processes, one stopped on the way, and an installation between', async () => {
    const [older, newer] = [encryptionKey, Buffer.alloc(32, 9).toString('base64')]
    const installations = createKeptTexts(store.db, 'slack-installations')
    const check = (keys: string) => createTokenStore(installations, keys, log.log).check()
    await install('T1')
    await install('T2')
    expect(await check(older)).toEqual({ state: 'good', detail: expect.stringMatching(/2 workspaces, all encrypted/u) })
    expect(await check(`${newer},${older}`)).toMatchObject({
      state: 'warning',
      detail: expect.stringMatching(/^the tokens of 2 of 2 workspaces are encrypted with an older key/u),
      fix: expect.stringMatching(/restart/u),
    })

    // The next process knows both keys and is stopped before it is done; a third one begins while the first runs.
    const stopped = createSlack({ ...httpOptions(`${newer},${older}`), installations: failingAfter(installations, 1) })
    await stopped.start(createStandIn())
    expect(log.lines()).toContain('tokens were not encrypted again')
    expect(await check(`${newer},${older}`)).toMatchObject({ detail: expect.stringMatching(/of 1 of 2 workspaces/u) })
    const [second, third] = [createHttpSlack(`${newer},${older}`), createHttpSlack(`${newer},${older}`)]
    await Promise.all([second.start(createStandIn()), third.start(createStandIn())])
    expect(await check(newer)).toMatchObject({ state: 'good' })
    await second.post(place('T1', 'C1'), cableCard, 'key-1')
    await third.post(place('T2', 'C2'), cableCard, 'key-2')
    expect(fake.callsOf('chat.postMessage').map(({ workspace }) => workspace)).toEqual(['T1', 'T2'])

    // An installation that was made meanwhile is not overwritten.
    const [[tenant, sealed] = expect.fail('nothing is installed')] = await installations.entries()
    await installations.set(tenant, 'newer')
    expect(await installations.replace(tenant, sealed, 'older')).toBe(false)
    expect(await installations.get(tenant)).toBe('newer')
    await Promise.all([stopped.stop(), second.stop(), third.stop()])
  })

  test('a key that opens nothing is named, and so are the workspaces', async () => {
    await install('T1')
    const foreign = Buffer.alloc(32, 8).toString('base64')
    const other = createHttpSlack(foreign)
    await other.start(createStandIn())
    expect(other.state().fault).toEqual({
      problem: 'no key of ENCRYPTION_KEY opens the tokens of any workspace',
      fix: expect.stringMatching(/^add the key/u),
    })
    expect(log.lines()).toContain('"tenants":["T1"]')
    expect(
      await createTokenStore(createKeptTexts(store.db, 'slack-installations'), foreign, log.log).check(),
    ).toMatchObject({
      state: 'bad',
      detail: 'no key of ENCRYPTION_KEY opens the tokens of 1 of 1 workspace: T1',
    })
    await other.stop()
  })

  test.each([
    ['without a state', () => `${url}/slack/oauth_redirect?code=code-1`, ''],
    [
      'with a forged state',
      () => `${url}/slack/oauth_redirect?code=code-1&state=forged`,
      'slack-app-oauth-state=forged',
    ],
    ['that was cancelled', () => `${url}/slack/oauth_redirect?error=access_denied&state=x`, '', /It was cancelled/u],
    [
      'that Slack does not allow',
      () => `${url}/slack/oauth_redirect?error=${encodeURIComponent('<b>bad_scope')}&state=x`,
      '',
      /Slack ended the installation \(&lt;b>bad_scope\)/u,
    ],
  ])('%s installs nothing, and says why', async (_, address, cookie, why = /opened twice, in another browser/u) => {
    const answer = await fetch(address(), { headers: { cookie } })
    expect(answer.status).toBe(400)
    const page = await answer.text()
    expect(page).toMatch(why)
    expect(page).toContain('href="/slack/install"')
    expect(fake.callsOf('oauth.v2.access')).toHaveLength(0)
    expect(core.joinedTenants).toEqual([])
  })

  test('with the state of another browser installs nothing', async () => {
    const started = await fetch(`${url}/slack/install`, { redirect: 'manual' })
    const agreed = await fetch(`${started.headers.get('location')}&team=T1`, { redirect: 'manual' })
    expect((await fetch(agreed.headers.get('location') ?? '')).status).toBe(400)
    expect(core.joinedTenants).toEqual([])
  })

  test('with a code that was used before installs nothing', async () => {
    await install('T1')
    const started = await fetch(`${url}/slack/install`, { redirect: 'manual' })
    const state = new URL(started.headers.get('location') ?? '').searchParams.get('state') ?? ''
    const cookie = (started.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const again = await fetch(`${url}/slack/oauth_redirect?code=code-1&state=${state}`, { headers: { cookie } })
    expect(again.status).toBe(400)
    expect(await again.text()).toContain('If the app is in the workspace, all is well.')
    expect(core.joinedTenants).toEqual(['T1'])
  })

  const refuse = (error: string): Fault => ({ kind: 'refuse', error })

  test.each<[string, Fault, RegExp]>([
    ['refuses our secret', refuse('bad_client_secret'), /Slack refused it \(bad_client_secret\)\. It is recorded/u],
    ['cannot be reached', { kind: 'reset', isAccepted: false }, /Something failed on our side\. It is recorded/u],
  ])('while Slack %s says so', async (_, fault, why) => {
    fake.fail('oauth.v2.access', fault)
    const answer = await install('T1')
    expect([answer.status, await answer.text()]).toEqual([500, expect.stringMatching(why)])
    expect(log.lines()).toContain('the app was not installed')
  })

  test('for a whole organisation says where to install it', async () => {
    const body = {
      ok: true,
      team: null,
      enterprise: { id: 'E1' },
      is_enterprise_install: true,
      authed_user: { id: 'U1' },
    }
    fake.fail('oauth.v2.access', { kind: 'answer', body, isAccepted: false })
    expect(await (await install('T1')).text()).toContain('install the app in a single workspace')
  })
})

describe('a request', () => {
  const heard = async (count: number): Promise<void> =>
    until(() => core.commands.length >= count, `${count} were heard`)

  beforeEach(async () => {
    await install('T1')
  })

  test('that Slack signed is acknowledged and answered', async () => {
    expect(await send(fake.payloads.command('search x'))).toBe(200)
    await heard(1)
    expect(await send(fake.payloads.press({ action_id: 'run.0', value: '/rsis help' }))).toBe(200)
    expect(await send(fake.payloads.directMessage('help'))).toBe(200)
    await heard(3)
    expect(core.commands.map(({ place }) => place.tenant)).toEqual(['T1', 'T1', 'T1'])
  })

  const nowSeconds = Math.floor(Date.now() / 1000)

  test.each<[string, Signing, number]>([
    ['signed with another secret', { secret: 'other' }, 401],
    ['with a signature that is none', { headers: { 'x-slack-signature': 'v0=00' } }, 401],
    ['of another signature version', { headers: { 'x-slack-signature': 'v1=00' } }, 401],
    ['with an empty signature', { headers: { 'x-slack-signature': '' } }, 401],
    ['without a time', { headers: { 'x-slack-request-timestamp': 'NaN' } }, 401],
    ['six minutes old', { timestamp: nowSeconds - 360 }, 401],
    ['ten minutes in the future', { timestamp: nowSeconds + 600 }, 401],
    ['a year in the future', { timestamp: nowSeconds + 31_536_000 }, 401],
  ])('%s is refused', async (_, signing, status) => {
    expect(await send(fake.payloads.command('search x'), signing)).toBe(status)
    await send(fake.payloads.command('help'))
    await heard(1)
    expect(core.commands.map(({ text }) => text)).toEqual(['help'])
  })

  test('whose body was tampered with is refused', async () => {
    const signed = signedRequest(fake.payloads.command('search x'))
    const answer = await fetch(`${url}/slack/events`, { ...signed, body: signed.body.replace('search', 'subscribe') })
    expect(answer.status).toBe(401)
    expect(core.commands).toEqual([])
    expect(log.lines()).toContain('signature mismatch')
  })

  test('replayed is acknowledged and not acted upon', async () => {
    const signed = signedRequest(fake.payloads.command('subscribe instant'))
    for (let time = 0; time < 3; time += 1) expect((await fetch(`${url}/slack/events`, signed)).status).toBe(200)
    await send(fake.payloads.command('help'))
    await heard(2)
    expect(core.commands.map(({ text }) => text)).toEqual(['subscribe instant', 'help'])
  })

  test('that Slack repeats with a new signature is acted upon once', async () => {
    const event = fake.payloads.directMessage('help')
    await send(event)
    await send(event, { headers: { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' } })
    await send(fake.payloads.command('search x'))
    await heard(2)
    expect(core.commands).toHaveLength(2)
  })

  test('of a workspace that has not installed the app, or not any more, is not acted upon, and answered', async () => {
    const elsewhere = { team: 'T2', channel: 'C2' }
    const press = fake.payloads.press({ action_id: 'run.0', value: '/rsis help' }, elsewhere)
    for (const payload of [fake.payloads.command('list', elsewhere), press, fake.payloads.mention('list', elsewhere)])
      expect(await send(payload)).toBe(200)
    await send(fake.payloads.command('help'))
    await heard(1)
    expect(core.commands.map(({ place }) => place.tenant)).toEqual(['T1'])
    await until(() => fake.state.answers.length === 3, 'all were answered')
    const refusals = fake.state.answers
      .map(({ body }) => JSON.stringify(body))
      .filter((body) => body.includes('not installed'))
    expect(refusals).toHaveLength(2)
    expect(refusals[0]).toContain(`install it again at ${url}/slack/install`)
  })

  test.each<[string, RequestInit, number]>([
    ['larger than 1 MB', { method: 'POST', body: 'x'.repeat(2 << 20) }, 413],
    [
      'larger than 1 MB that does not say so before',
      { method: 'POST', body: new Blob(['x'.repeat(2 << 20)]).stream(), duplex: 'half' },
      413,
    ],
    ['without a signature', { method: 'POST', body: '{}' }, 401],
    ['of another method', { method: 'GET' }, 404],
  ])('%s is refused', async (_, init, status) => {
    const answer = await fetch(`${url}/slack/events`, init).catch(() => undefined)
    // The connection may be cut before the whole body was sent; then nothing was received either.
    expect([status, undefined]).toContain(answer?.status)
    expect(core.commands).toEqual([])
  })

  test('to another address is not found', async () => {
    expect((await fetch(`${url}/slack/other`)).status).toBe(404)
  })

  test('whose JSON is broken is refused', async () => {
    const broken = { type: 'event_callback' }
    const signed = signedRequest(broken)
    expect((await fetch(`${url}/slack/events`, { ...signed, body: '{' })).status).toBe(401)
  })

  test('Slack’s own questions are answered', async () => {
    const answer = await fetch(`${url}/slack/events`, signedRequest({ type: 'url_verification', challenge: 'abc' }))
    expect(await answer.json()).toEqual({ challenge: 'abc' })
    expect(await send({ ssl_check: '1', token: 'x' })).toBe(200)
  })

  test.each([
    '[]',
    '42',
    '"x"',
    '{',
    '',
    '{"type":"event_callback"}',
    '{"type":"event_callback","event":null}',
    '{"type":"event_callback","event":{"type":"disconnected"}}',
    '{"payload":null}',
  ])('with the odd body %j is answered, and nothing throws', async (body) => {
    const unhandled: unknown[] = []
    const keep = (error: unknown): void => void unhandled.push(error)
    process.on('unhandledRejection', keep)
    onTestFinished(() => void process.off('unhandledRejection', keep))
    expect(await send({}, { body })).toBeGreaterThanOrEqual(200)
    expect(await send(fake.payloads.command('help'))).toBe(200)
    await until(() => core.commands.length === 1, 'what came later was answered')
    expect(unhandled).toEqual([])
  })

  test('of a kind that we do not know is acknowledged and left alone', async () => {
    expect(await send(fake.payloads.event({}, { type: 'emoji_changed' }))).toBe(200)
    expect(core.commands).toEqual([])
  })

  test('whose body never ends is cut off', async () => {
    const startedAt = performance.now()
    const status = await new Promise<number | undefined>((resolve) => {
      const slow = httpRequest(
        `${url}/slack/events`,
        { method: 'POST', headers: { 'content-length': '100' } },
        (answer) => resolve(answer.statusCode),
      )
      slow.on('error', () => resolve(undefined))
      slow.write('x')
    })
    expect([408, undefined]).toContain(status)
    expect(performance.now() - startedAt).toBeGreaterThan(5000)
  })
})

describe('leaving', () => {
  test.each([
    ['uninstalled, then revoked', ['uninstalled', 'tokensRevoked']],
    ['revoked, then uninstalled', ['tokensRevoked', 'uninstalled']],
  ] as const)('%s: the tokens are gone at once, other workspaces keep theirs', async (_, events) => {
    await install('T1')
    await install('T2')
    for (const name of events) expect(await send(fake.payloads[name]())).toBe(200)
    await until(() => core.leftTenants.length === 2, 'the core was told')
    expect(new Set(core.leftTenants)).toEqual(new Set(['T1']))
    await expect(slack.post(place('T1', 'C1'), cableCard, 'key-1')).rejects.toMatchObject({ code: 'not-installed' })
    await slack.post(place('T2', 'C2'), cableCard, 'key-2')
    expect(await send(fake.payloads.uninstalled({ team: 'T9' }))).toBe(200)
  })

  test('and coming back works with the new tokens', async () => {
    await install('T1')
    await send(fake.payloads.uninstalled())
    await until(() => core.leftTenants.length > 0, 'the core was told')
    await install('T1')
    await slack.post(place('T1', 'C1'), cableCard, 'key-1')
    expect(core.joinedTenants).toEqual(['T1', 'T1'])
  })
})
