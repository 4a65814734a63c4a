import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ProxyServer, startProxy } from '../fakes/proxy-server.ts'
import { openSlackScene, type SlackScene, socketMode } from './slack-scene.ts'
import { eventually } from '../eventually.ts'

const certificate = 'tests/fakes/tls/certificate.pem'

let scene: SlackScene
let proxy: ProxyServer

beforeEach(async () => {
  scene = await openSlackScene({
    slack: {
      key: readFileSync('tests/fakes/tls/key.pem'),
      cert: readFileSync(certificate),
      apiHost: 'slack.test',
      socketHost: 'socket.slack.test',
    },
    env: (slack) => ({
      ...socketMode(slack),
      HTTPS_PROXY: proxy.url,
      NO_PROXY: '127.0.0.1',
      NODE_EXTRA_CA_CERTS: certificate,
    }),
  })
  proxy = await startProxy(`http://${scene.slack.local}`)
})

afterEach(async () => {
  await scene.close()
  await proxy.close()
})

test('a workspace that only a proxy reaches, by the company’s own certificate: commands are received, posted and answered', async () => {
  const program = scene.start()
  await program.url
  await eventually(() => expect(scene.slack.socket.open()).toBe(2))
  await scene.say('subscribe instant')
  const sample = scene.publish()
  await eventually(() => expect(scene.postsAbout(sample)).toBe(1))
  expect(new Set(proxy.asked)).toEqual(new Set(['CONNECT slack.test:443', 'CONNECT socket.slack.test:443']))

  const tunnels = proxy.asked.length
  scene.slack.socket.cutAll()
  await eventually(() => expect(scene.slack.socket.open()).toBe(2))
  expect(proxy.asked.length).toBeGreaterThan(tunnels)
  await scene.say('status')
  expect(await program.end('SIGTERM')).toBe(0)
})
