import { randomBytes } from 'node:crypto'
import { createServer, request as forward, type Server as HttpServer } from 'node:http'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { Sample } from '../../src/demo/samples.ts'
import { furnish } from '../adapters/discord/harness.ts'
import { newServer, openPostgresScene, posted, subscribe } from '../e2e/postgres-scene.ts'
import type { Program } from '../e2e/process.ts'
import { openScene, type Scene } from '../e2e/scene.ts'
import { openSlackScene } from '../e2e/slack-scene.ts'
import { type DiscordServer, manager, startDiscordServer, textOf } from '../fakes/discord-server.ts'
import type { FakeSlack } from '../fakes/slack/index.ts'
import { clientId, clientSecret } from '../fakes/slack/oauth.ts'
import { signedRequest, signingSecret } from '../fakes/slack/signed.ts'
import { hasPostgres, type Server } from '../postgres-server.ts'
import { listen } from '../listen.ts'
import { eventually } from '../eventually.ts'

let server: Server
beforeEach(async () => {
  server = await newServer()
})
afterEach(() => server.stop())

const database = (): string => `${server.address}/postgres`
const leads = (program: Program): boolean => program.output().includes('this process leads')

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
  const url = await listen(balancer)
  return {
    url,
    close() {
      balancer.closeAllConnections()
      balancer.close()
    },
  }
}

describe.skipIf(!hasPostgres())('Slack', () => {
  /** Waits for this many answers, and then makes sure that no further one comes. */
  const answered = async (slack: FakeSlack, count: number): Promise<string> => {
    await eventually(() => expect(slack.state.answers.length).toBeGreaterThanOrEqual(count))
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(slack.state.answers).toHaveLength(count)
    return JSON.stringify(slack.state.answers.at(-1)?.body)
  }

  /** Waits until the next message is sent to Slack. */
  const nextPost = async (slack: FakeSlack): Promise<void> => {
    const posts = slack.callsOf('chat.postMessage').length
    await eventually(() => expect(slack.callsOf('chat.postMessage').length).toBeGreaterThan(posts), { interval: 1 })
  }

  test('over HTTP, behind a load balancer that alternates between two processes: installed, asked, pressed, posted once', async () => {
    const targets: string[] = []
    const encryptionKey = randomBytes(32).toString('base64')
    const balancer = await startBalancer(targets)
    const scene = await openSlackScene({
      teams: ['T1', 'T2'],
      env: ({ apiUrl }) => ({
        DATABASE_URL: database(),
        SLACK_SIGNING_SECRET: signingSecret,
        SLACK_CLIENT_ID: clientId,
        SLACK_CLIENT_SECRET: clientSecret,
        SLACK_STATE_SECRET: 'a-state-secret-of-some-length-0123456789',
        SLACK_API_URL: apiUrl,
        PUBLIC_URL: balancer.url.replace('127.0.0.1', 'localhost'),
        WEB_PASSWORD: 'a-long-password-of-the-page',
        ENCRYPTION_KEY: encryptionKey,
      }),
    })
    const { slack, publish, messagesIn, postsAbout } = scene
    try {
      for (const program of [scene.start(), scene.start()]) targets.push(await program.url)
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
        return answered(slack, answers)
      }

      // One process begins the installation, and the other completes it.
      expect(await install('T1')).toBe(200)
      expect(await install('T2')).toBe(200)
      await eventually(async () => expect(await say('latest')).toContain('CO'))
      // Twice each, so that each process has to know what the other did.
      for (const team of ['T1', 'T2']) {
        expect(await say('subscribe instant', team)).toContain('Subscribed')
        for (let time = 0; time < 2; time += 1)
          expect(await say('list', team)).toContain('Subscriptions of this channel')
      }
      const sample = publish()
      const everywhere = () => ['T1', 'T2'].map((team) => postsAbout(sample, 'C1', team))
      await eventually(() => expect(everywhere()).toEqual([1, 1]))

      // An answer of one process is shared by the other, once, though the button is pressed on both.
      const found = await say(`show ${sample.id}`)
      const [, action_id = '', value = ''] =
        /"action_id":"(share\.\d+)".*?"value":"([^"]+)"/u.exec(found) ?? expect.fail('no button')
      const button = { action_id, value }
      const before = messagesIn('C1').length
      for (let time = 0; time < 2; time += 1)
        await send(slack.payloads.press(button, { channel: 'C1', user: 'UADMIN', isEphemeral: true }))
      const shared = () =>
        messagesIn('C1')
          .filter(({ thread_ts }) => thread_ts === undefined)
          .slice(before - 1)
      await eventually(() => expect(JSON.stringify(shared())).toContain('Shared by'))
      await new Promise((resolve) => setTimeout(resolve, 500))
      expect(shared().filter((message) => JSON.stringify(message).includes('Shared by'))).toHaveLength(1)

      // A request that Slack repeats because no answer came in time reaches the other process.
      answers = slack.state.answers.length
      const calls = slack.callsOf('chat.postEphemeral').length
      const mention = slack.payloads.mention('help', { channel: 'C1', user: 'UADMIN' })
      await send(mention)
      await send(mention)
      await eventually(() => expect(slack.callsOf('chat.postEphemeral').length).toBe(calls + 1))
      await new Promise((resolve) => setTimeout(resolve, 500))
      expect(slack.callsOf('chat.postEphemeral').length).toBe(calls + 1)

      // After a removal at one process, the other does not post there any more.
      await send(slack.payloads.uninstalled({ team: 'T2' }))
      const last = publish()
      await eventually(() => expect(postsAbout(last, 'C1', 'T1')).toBe(1))
      expect(postsAbout(last, 'C1', 'T2')).toBe(0)
    } finally {
      balancer.close()
      await scene.close()
    }
  })

  test('over Socket Mode, with two connections of each of two: an envelope that reaches all is answered once', async () => {
    const scene = await openPostgresScene(() => server)
    onTestFinished(() => scene.close())
    const { slack } = scene
    const [first, second] = [scene.start(), scene.start()]
    await Promise.all([first.url, second.url])
    await eventually(() => expect(slack.socket.open()).toBe(4))
    const command = (text: string) => ({
      type: 'slash_commands' as const,
      payload: slack.payloads.command(text, { channel: 'C1', user: 'UADMIN' }),
    })
    for (let time = 0; time < 4; time += 1) {
      await slack.socket.deliverToAll(command('help'))
      await answered(slack, time + 1)
    }
    // Each connection in turn, while one of the two ends in the middle of it.
    for (let time = 0; time < 4; time += 1) {
      await slack.socket.deliver(command('help'))
      await answered(slack, 5 + time)
    }
    await slack.socket.deliverToAll(command('subscribe instant'))
    expect(await answered(slack, 9)).toContain('Subscribed')
    await (leads(first) ? first : second).kill()
    await eventually(() => expect(slack.socket.open()).toBe(2))
    await slack.socket.deliver(command('list'))
    expect(await answered(slack, 10)).toContain('Subscriptions of this channel')
    const sample = scene.publish()
    await eventually(() => expect(scene.postsAbout(sample)).toBe(1))
  })

  test('over Socket Mode: two share the work; one killed in the middle, nothing is lost and nothing twice', {
    timeout: 480_000,
  }, async () => {
    const scene = await openPostgresScene(() => server)
    onTestFinished(() => scene.close())
    const leader = await scene.startConnected()
    await subscribe(scene)
    const sockets = scene.slack.socket.open()
    const follower = await scene.startConnected()
    await eventually(() => expect(scene.slack.socket.open()).toBeGreaterThan(sockets))
    expect(leads(leader)).toBe(true)
    expect(leads(follower)).toBe(false)
    const samples = [scene.publish()]
    await posted(scene, samples)

    samples.push(scene.publish())
    await nextPost(scene.slack)
    await leader.kill()
    await eventually(() => expect(leads(follower)).toBe(true))
    samples.push(scene.publish())
    await posted(scene, samples)

    // The killed process comes back and follows; then the leading one is killed.
    const third = await scene.startConnected()
    samples.push(scene.publish())
    await nextPost(scene.slack)
    await follower.kill()
    await eventually(() => expect(leads(third)).toBe(true))
    samples.push(scene.publish())
    await posted(scene, samples)
    expect(samples.map((sample) => scene.postsAbout(sample))).toEqual([1, 1, 1, 1, 1])
    expect(await scene.say('status')).toContain('Socket Mode')
  })
})

describe.skipIf(!hasPostgres())('Discord’s gateway', () => {
  let discord: DiscordServer
  let scene: Scene
  beforeEach(async () => {
    discord = await startDiscordServer()
    const own = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl }
    scene = await openScene(3, () => ({ DATABASE_URL: database(), ...own }))
  })
  afterEach(async () => {
    await scene.close()
    await discord.close()
  })

  const ready = async (): Promise<{ leader: Program; follower: Program }> => {
    const leader = scene.start()
    await leader.url
    await eventually(() => expect(discord.gateway.open()).toBe(1))
    const follower = scene.start()
    await follower.url
    return { leader, follower }
  }
  const ask = async (room: ReturnType<typeof furnish>['general'], mode?: string): Promise<string> => {
    const path = mode === undefined ? ['list'] : ['subscribe']
    const interacted = await discord.person.type(path, mode === undefined ? {} : { mode }, { in: room, as: manager })
    expect(interacted.callbacks).toHaveLength(1)
    return textOf(interacted.original ?? expect.fail('no answer'))
  }

  test('is opened by another replica when its own is killed; nothing is posted twice', async () => {
    const { general } = furnish(discord)
    const { leader, follower } = await ready()
    expect(await ask(general, 'instant')).toContain('Subscribed')
    const posts = ({ id }: Sample) => general.messages.filter((message) => textOf(message).includes(id)).length
    const first = scene.publish()
    await eventually(() => expect(posts(first)).toBe(1))
    await leader.kill()
    await eventually(() => expect(leads(follower)).toBe(true))
    await eventually(() => expect(discord.gateway.open()).toBe(1))
    expect(await ask(general)).toContain('Subscriptions of this channel')
    const second = scene.publish()
    await eventually(() => expect(posts(second)).toBe(1))
    expect([first, second].map(posts)).toEqual([1, 1])
  })

  test('a token that one replica alone has, and Discord refuses, reaches the other’s alerts and every status', async () => {
    const { general } = furnish(discord)
    const leader = scene.start()
    const leading = await leader.url
    await eventually(() => expect(discord.gateway.open()).toBe(1))
    const follower = scene.start({ DISCORD_TOKEN: 'OTEw.of-yesterday.token' })
    const following = await follower.url
    expect(await ask(general, 'instant')).toContain('Subscribed')
    await discord.person.type(['alerts'], { state: 'here' }, { in: general, as: manager })
    const ready = async (page: string) => {
      const answer = await fetch(`${page}/readyz`)
      return { code: answer.status, said: await answer.text() }
    }
    await eventually(async () =>
      expect(await ready(following)).toMatchObject({
        code: 503,
        said: expect.stringMatching(
          /^discord cannot be used: Discord does not accept the bot token; .* \(on \S+:\d+\)$/u,
        ),
      }),
    )
    expect(await ready(leading)).toEqual({ code: 200, said: 'ready' })
    const said = () => general.messages.map(textOf).join('\n')
    await eventually(() => expect(said()).toContain('Discord cannot be used: Discord does not accept'))
    expect(await (await fetch(`${leading}/status`)).text()).toContain('something is wrong with another process')
    expect(await (await fetch(`${following}/status`)).text()).toContain('Discord cannot be used')
    // It leaves to the other what it cannot post.
    for (const sample of [scene.publish(), scene.publish()]) await eventually(() => expect(said()).toContain(sample.id))
    expect(follower.output()).not.toContain('not posted')
  })

  test('is opened by another replica when its own is stopped, and closed by it when it continues', async () => {
    const { general } = furnish(discord)
    const { leader, follower } = await ready()
    expect(await ask(general, 'instant')).toContain('Subscribed')
    leader.child.kill('SIGSTOP')
    try {
      await eventually(() => expect(leads(follower)).toBe(true))
      await eventually(() => expect(discord.gateway.open()).toBe(2))
      // Both connections receive it, and it is handled once.
      expect(await ask(general)).toContain('Subscriptions of this channel')
      const sample = scene.publish()
      const posts = () => general.messages.filter((message) => textOf(message).includes(sample.id)).length
      await eventually(() => expect(posts()).toBe(1))
      leader.child.kill('SIGCONT')
      await eventually(() => expect(discord.gateway.open()).toBe(1))
      expect(await ask(general)).toContain('Subscriptions of this channel')
      expect(posts()).toBe(1)
    } finally {
      leader.child.kill('SIGCONT')
    }
  })
})
