import { randomBytes } from 'node:crypto'
import { createServer, request as forward, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readSamples, type Sample } from '../../src/demo/samples.ts'
import { type DemoSite, startDemoSite } from '../../src/demo/site.ts'
import { furnish } from '../adapters/discord/harness.ts'
import { type DiscordServer, manager, startDiscordServer, textOf } from '../fakes/discord-server.ts'
import { type FakeSlack, startFakeSlack } from '../fakes/slack/index.ts'
import { clientId, clientSecret } from '../fakes/slack/oauth.ts'
import { signedRequest, signingSecret } from '../fakes/slack/signed.ts'
import { addChannel, addUser, addWorkspace } from '../fakes/slack/state.ts'
import { hasPostgres, type Server, startServer } from '../postgres-server.ts'
import { type Program, startProgram } from './process.ts'

const settled = { timeout: 100_000, interval: 50 }

let server: Server
let site: DemoSite
const programs: Program[] = []

const start = (env: Readonly<Record<string, string>>): Program => {
  const program = startProgram({
    FEED_URLS: site.feedUrl,
    ALLOW_PRIVATE_FEEDS: 'true',
    POLL_CRON: '* * * * * *',
    DATABASE_URL: `${server.address}/postgres`,
    ...env,
  })
  programs.push(program)
  return program
}
const leads = (program: Program): boolean => program.output().includes('this process leads')
const publish = (): Sample => site.publishNext() ?? expect.fail('no sample is left')

beforeEach(async () => {
  server = (await startServer()) ?? expect.fail('PostgreSQL is not installed')
  site = await startDemoSite(await readSamples(), 3)
})
afterEach(async () => {
  await Promise.all(programs.splice(0).map(async (program) => program.kill()))
  await site.close()
  await server.stop()
})

/** Gives each request to the next of the targets, whatever it is about. */
const startBalancer = async (targets: string[]) => {
  let turn = 0
  const balancer: HttpServer = createServer((request, response) => {
    const target = targets[turn++ % targets.length] ?? ''
    const { url, method, headers } = request
    const passed = forward(`${target}${url}`, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    passed.on('error', () => response.destroy())
    request.pipe(passed)
  })
  await new Promise<void>((resolve) => balancer.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(balancer.address() as AddressInfo).port}`,
    close() {
      balancer.closeAllConnections()
      balancer.close()
    },
  }
}

describe.skipIf(!hasPostgres())('Slack', () => {
  let slack: FakeSlack
  beforeEach(async () => {
    slack = await startFakeSlack()
    for (const team of ['T1', 'T2']) {
      const workspace = addWorkspace(slack.state, team)
      addChannel(workspace, 'C1')
      addUser(workspace, 'UADMIN', { isAdmin: true })
    }
  })
  afterEach(async () => {
    await slack.close()
    expect(slack.state.violations, 'everything that was sent keeps to Slack’s rules').toEqual([])
  })

  const messagesIn = (team: string) => slack.state.workspaces.get(team)?.channels.get('C1')?.messages ?? []
  const postsAbout = (team: string, { title }: Pick<Sample, 'title'>): number =>
    messagesIn(team).filter(({ text, thread_ts }) => thread_ts === undefined && text.includes(title)).length
  /** Waits for so many answers, and then for one more that must not come. */
  const answered = async (count: number): Promise<string> => {
    await vi.waitFor(() => expect(slack.state.answers.length).toBeGreaterThanOrEqual(count), settled)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(slack.state.answers).toHaveLength(count)
    return JSON.stringify(slack.state.answers.at(-1)?.body)
  }

  test('over HTTP, behind a balancer that gives each request to the other of two: installed, asked, pressed, posted once', {
    timeout: 240_000,
  }, async () => {
    const targets: string[] = []
    const balancer = await startBalancer(targets)
    try {
      const env = {
        SLACK_SIGNING_SECRET: signingSecret,
        SLACK_CLIENT_ID: clientId,
        SLACK_CLIENT_SECRET: clientSecret,
        SLACK_STATE_SECRET: 'a-state-secret-of-some-length-0123456789',
        SLACK_API_URL: slack.apiUrl,
        PUBLIC_URL: balancer.url.replace('127.0.0.1', 'localhost'),
        WEB_PASSWORD: 'a-long-password-of-the-page',
        ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      }
      for (const program of [start(env), start(env)]) targets.push(await program.url)
      const here = (address: string | null): string => (address ?? '').replace('localhost', '127.0.0.1')
      const install = async (team: string): Promise<number> => {
        const started = await fetch(`${balancer.url}/slack/install`, { redirect: 'manual' })
        const cookie = (started.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
        const agreed = await fetch(`${started.headers.get('location')}&team=${team}`, { redirect: 'manual' })
        const back = here(agreed.headers.get('location'))
        return (await fetch(back, { redirect: 'manual', headers: { cookie } })).status
      }
      const send = async (payload: Record<string, unknown>): Promise<void> =>
        expect((await fetch(`${balancer.url}/slack/events`, signedRequest(payload))).status).toBe(200)
      let answers = 0
      const say = async (text: string, team = 'T1'): Promise<string> => {
        await send(slack.payloads.command(text, { team, channel: 'C1', user: 'UADMIN' }))
        answers += 1
        return answered(answers)
      }

      // One of them begins the installation, and the other ends it.
      expect(await install('T1')).toBe(200)
      expect(await install('T2')).toBe(200)
      await vi.waitFor(async () => expect(await say('latest')).toContain('CO'), { timeout: 60_000, interval: 200 })
      // Twice each, so that each of them has to know what the other did.
      for (const team of ['T1', 'T2']) {
        expect(await say('subscribe instant', team)).toContain('Subscribed')
        for (let time = 0; time < 2; time += 1)
          expect(await say('list', team)).toContain('Subscriptions of this channel')
      }
      const sample = publish()
      const everywhere = () => ['T1', 'T2'].map((team) => postsAbout(team, sample))
      await vi.waitFor(() => expect(everywhere()).toEqual([1, 1]), settled)

      // An answer of one is shared by the other, and once, though the button is pressed on both.
      const found = await say(`show ${sample.id}`)
      const [, action_id = '', value = ''] =
        /"action_id":"(share\.\d+)".*?"value":"([^"]+)"/u.exec(found) ?? expect.fail('no button')
      const button = { action_id, value }
      const before = messagesIn('T1').length
      for (let time = 0; time < 2; time += 1)
        await send(slack.payloads.press(button, { channel: 'C1', user: 'UADMIN', isEphemeral: true }))
      const shared = () =>
        messagesIn('T1')
          .filter(({ thread_ts }) => thread_ts === undefined)
          .slice(before - 1)
      await vi.waitFor(() => expect(JSON.stringify(shared())).toContain('Shared by'), settled)
      await new Promise((resolve) => setTimeout(resolve, 500))
      expect(shared().filter((message) => JSON.stringify(message).includes('Shared by'))).toHaveLength(1)

      // What Slack sends again because no answer came in time reaches the other one.
      answers = slack.state.answers.length
      const calls = slack.callsOf('chat.postEphemeral').length
      const mention = slack.payloads.mention('help', { channel: 'C1', user: 'UADMIN' })
      await send(mention)
      await send(mention)
      await vi.waitFor(() => expect(slack.callsOf('chat.postEphemeral').length).toBe(calls + 1), settled)
      await new Promise((resolve) => setTimeout(resolve, 500))
      expect(slack.callsOf('chat.postEphemeral').length).toBe(calls + 1)

      // Removed at one, the other does not post there any more.
      await send(slack.payloads.uninstalled({ team: 'T2' }))
      const last = publish()
      await vi.waitFor(() => expect(postsAbout('T1', last)).toBe(1), settled)
      expect(postsAbout('T2', last)).toBe(0)
    } finally {
      balancer.close()
    }
  })

  test('over Socket Mode, with two connections of each of two: an envelope that reaches all is answered once', {
    timeout: 240_000,
  }, async () => {
    const env = { SLACK_BOT_TOKEN: 'xoxb-fake-T1', SLACK_APP_TOKEN: 'xapp-fake', SLACK_API_URL: slack.apiUrl }
    const [first, second] = [start(env), start(env)]
    await Promise.all([first.url, second.url])
    await vi.waitFor(() => expect(slack.socket.open()).toBe(4), settled)
    const command = (text: string) => ({
      type: 'slash_commands' as const,
      payload: slack.payloads.command(text, { channel: 'C1', user: 'UADMIN' }),
    })
    for (let time = 0; time < 4; time += 1) {
      await slack.socket.deliverToAll(command('help'))
      await answered(time + 1)
    }
    // Each connection in turn, while one of the two ends in the middle of it.
    for (let time = 0; time < 4; time += 1) {
      await slack.socket.deliver(command('help'))
      await answered(5 + time)
    }
    await slack.socket.deliverToAll(command('subscribe instant'))
    expect(await answered(9)).toContain('Subscribed')
    await (leads(first) ? first : second).kill()
    await vi.waitFor(() => expect(slack.socket.open()).toBe(2), settled)
    await slack.socket.deliver(command('list'))
    expect(await answered(10)).toContain('Subscriptions of this channel')
    const sample = publish()
    await vi.waitFor(() => expect(postsAbout('T1', sample)).toBe(1), settled)
  })
})

describe.skipIf(!hasPostgres())('Discord’s gateway', () => {
  let discord: DiscordServer
  beforeEach(async () => {
    discord = await startDiscordServer()
  })
  afterEach(() => discord.close())

  const env = () => ({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl })
  const ready = async (): Promise<{ leader: Program; follower: Program }> => {
    const leader = start(env())
    await leader.url
    await vi.waitFor(() => expect(discord.gateway.open()).toBe(1), settled)
    const follower = start(env())
    await follower.url
    return { leader, follower }
  }
  const ask = async (room: ReturnType<typeof furnish>['general'], mode?: string): Promise<string> => {
    const path = mode === undefined ? ['list'] : ['subscribe']
    const interacted = await discord.person.type(path, mode === undefined ? {} : { mode }, { in: room, as: manager })
    expect(interacted.callbacks).toHaveLength(1)
    return textOf(interacted.original ?? expect.fail('no answer'))
  }

  test('is opened by another replica when its own is killed; nothing is posted twice', {
    timeout: 240_000,
  }, async () => {
    const { general } = furnish(discord)
    const { leader, follower } = await ready()
    expect(await ask(general, 'instant')).toContain('Subscribed')
    const posts = ({ id }: Sample) => general.messages.filter((message) => textOf(message).includes(id)).length
    const first = publish()
    await vi.waitFor(() => expect(posts(first)).toBe(1), settled)
    await leader.kill()
    await vi.waitFor(() => expect(leads(follower)).toBe(true), settled)
    await vi.waitFor(() => expect(discord.gateway.open()).toBe(1), settled)
    expect(await ask(general)).toContain('Subscriptions of this channel')
    const second = publish()
    await vi.waitFor(() => expect(posts(second)).toBe(1), settled)
    expect([first, second].map(posts)).toEqual([1, 1])
  })

  test('is opened by another replica when its own is stopped, and closed by that when it goes on', {
    timeout: 240_000,
  }, async () => {
    const { general } = furnish(discord)
    const { leader, follower } = await ready()
    expect(await ask(general, 'instant')).toContain('Subscribed')
    leader.child.kill('SIGSTOP')
    try {
      await vi.waitFor(() => expect(leads(follower)).toBe(true), settled)
      await vi.waitFor(() => expect(discord.gateway.open()).toBe(2), settled)
      // Both connections are told of it, and one is heard.
      expect(await ask(general)).toContain('Subscriptions of this channel')
      const sample = publish()
      const posts = () => general.messages.filter((message) => textOf(message).includes(sample.id)).length
      await vi.waitFor(() => expect(posts()).toBe(1), settled)
      leader.child.kill('SIGCONT')
      await vi.waitFor(() => expect(discord.gateway.open()).toBe(1), settled)
      expect(await ask(general)).toContain('Subscriptions of this channel')
      expect(posts()).toBe(1)
    } finally {
      leader.child.kill('SIGCONT')
    }
  })
})
