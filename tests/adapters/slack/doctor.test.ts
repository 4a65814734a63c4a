import { describe, expect, test } from 'vitest'
import { checkHttpMode, checkSocketMode } from '../../../adapters/slack/connect/doctor.ts'
import { createLog } from '../../../src/log.ts'
import { freePort } from '../../free-port.ts'
import { startWorkspaces } from './harness.ts'

const deps = async () => ({ log: await createLog('silent', false), now: () => new Date() })
const good = { botToken: 'xoxb-fake-T1', appToken: 'xapp-fake' }

describe('the doctor', () => {
  test('says of Socket Mode that both tokens are accepted, and opens no connection', async () => {
    const fake = await startWorkspaces()
    const check = await checkSocketMode({ mode: 'socket', ...good, apiUrl: fake.apiUrl }, await deps())
    expect(check).toMatchObject({
      state: 'good',
      detail: expect.stringMatching(/^Socket Mode, workspace .*accepted$/u),
    })
    expect(fake.socket.open()).toBe(0)
    await fake.close()
  })

  test('names the token that Slack refuses', async () => {
    const fake = await startWorkspaces()
    const settings = { mode: 'socket' as const, ...good, apiUrl: fake.apiUrl }
    const bot = await checkSocketMode({ ...settings, botToken: 'xoxb-wrong' }, await deps())
    expect(bot).toMatchObject({ state: 'bad', fix: expect.stringMatching(/^copy the bot token again/u) })
    fake.fail('apps.connections.open', { kind: 'refuse', error: 'invalid_auth' })
    const app = await checkSocketMode(settings, await deps())
    expect(app).toMatchObject({ state: 'bad', fix: expect.stringMatching(/^copy SLACK_APP_TOKEN again/u) })
    await fake.close()
  })

  test('says that Slack cannot be reached, where, why, and what to check', async () => {
    const port = await freePort()
    const nowhere = `http://127.0.0.1:${port}/api/`
    const unreached = {
      state: 'bad',
      detail: `Slack cannot be reached at 127.0.0.1:${port}: the connection is refused`,
      fix: expect.stringMatching(/^check the network, .*HTTPS_PROXY.* and SLACK_API_URL$/u),
    }
    expect(await checkSocketMode({ mode: 'socket', ...good, apiUrl: nowhere }, await deps())).toEqual(unreached)
    const http = { encryptionKey: 'unused', apiUrl: nowhere }
    expect(await checkHttpMode(http, { ...(await deps()), installations: undefined })).toEqual(unreached)
  })

  test('says of HTTP without a database that Slack can be reached', async () => {
    const fake = await startWorkspaces()
    const http = { encryptionKey: 'unused', apiUrl: fake.apiUrl }
    expect(await checkHttpMode(http, { ...(await deps()), installations: undefined })).toMatchObject({ state: 'good' })
    await fake.close()
  })
})
