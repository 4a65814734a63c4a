import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readSamples } from '../../src/demo/samples.ts'
import { type DemoSite, startDemoSite } from '../../src/demo/site.ts'
import { type ProxyServer, startProxy } from '../fakes/proxy-server.ts'
import { type FakeSlack, startFakeSlack } from '../fakes/slack/index.ts'
import { addChannel, addUser, addWorkspace } from '../fakes/slack/state.ts'
import { type Program, startProgram } from './process.ts'

const certificate = 'tests/fakes/tls/certificate.pem'

let folder = ''
let site: DemoSite
let slack: FakeSlack
let proxy: ProxyServer
let program: Program | undefined

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-proxy-'))
  site = await startDemoSite(await readSamples(), 3)
  slack = await startFakeSlack({
    key: readFileSync('tests/fakes/tls/key.pem'),
    cert: readFileSync(certificate),
    apiHost: 'slack.test',
    socketHost: 'socket.slack.test',
  })
  proxy = await startProxy(`http://${slack.local}`)
  const workspace = addWorkspace(slack.state, 'T1')
  addChannel(workspace, 'C1')
  addUser(workspace, 'UADMIN', { isAdmin: true })
})

afterEach(async () => {
  await program?.kill()
  await proxy.close()
  await slack.close()
  await site.close()
  rmSync(folder, { recursive: true })
})

test('a workspace that only a proxy reaches, by the company’s own certificate: heard, posted and answered', async () => {
  program = startProgram({
    FEED_URLS: site.feedUrl,
    ALLOW_PRIVATE_FEEDS: 'true',
    POLL_CRON: '* * * * * *',
    DATABASE_URL: `file:${join(folder, 'rsis.db')}`,
    SLACK_BOT_TOKEN: 'xoxb-fake-T1',
    SLACK_APP_TOKEN: 'xapp-fake',
    SLACK_API_URL: slack.apiUrl,
    HTTPS_PROXY: proxy.url,
    NO_PROXY: '127.0.0.1',
    NODE_EXTRA_CA_CERTS: certificate,
  })
  await program.url
  await vi.waitFor(() => expect(slack.socket.open()).toBe(2), { timeout: 20_000, interval: 50 })
  const say = async (text: string): Promise<void> => {
    const count = slack.state.answers.length
    const payload = slack.payloads.command(text, { channel: 'C1', user: 'UADMIN' })
    await slack.socket.deliver({ type: 'slash_commands', payload })
    await vi.waitFor(() => expect(slack.state.answers.length).toBeGreaterThan(count), { timeout: 5000, interval: 20 })
  }
  await say('subscribe instant')
  const sample = site.publishNext() ?? expect.fail('no sample is left')
  const messages = () => slack.state.workspaces.get('T1')?.channels.get('C1')?.messages ?? []
  await vi.waitFor(() => expect(messages().some(({ text }) => text.includes(sample.title))).toBe(true), {
    timeout: 20_000,
    interval: 50,
  })
  expect(new Set(proxy.asked)).toEqual(new Set(['CONNECT slack.test:443', 'CONNECT socket.slack.test:443']))

  const tunnels = proxy.asked.length
  slack.socket.cutAll()
  await vi.waitFor(() => expect(slack.socket.open()).toBe(2), { timeout: 20_000, interval: 50 })
  expect(proxy.asked.length).toBeGreaterThan(tunnels)
  await say('status')
  expect(await program.end('SIGTERM')).toBe(0)
  program = undefined
}, 60_000)
