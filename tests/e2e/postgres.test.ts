import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readSamples, type Sample } from '../../src/demo/samples.ts'
import { type DemoSite, startDemoSite } from '../../src/demo/site.ts'
import { type FakeSlack, startFakeSlack } from '../fakes/slack/index.ts'
import { addChannel, addUser, addWorkspace } from '../fakes/slack/state.ts'
import { hasPostgres, type Server, startServer } from '../postgres-server.ts'
import { hasRedis, type RedisServer, startRedis } from '../redis-server.ts'
import { type Program, runProgram, startProgram } from './process.ts'

let server: Server
let redis: RedisServer | undefined
let site: DemoSite
let slack: FakeSlack
const programs: Program[] = []

const environment = () => ({
  FEED_URLS: site.feedUrl,
  ALLOW_PRIVATE_FEEDS: 'true',
  POLL_CRON: '* * * * * *',
  DATABASE_URL: `${server.address.replace('rsis@', 'rsis:hunter2@')}/postgres`,
  ...(redis && { KEYV_URL: redis.address }),
  SLACK_BOT_TOKEN: 'xoxb-fake-T1',
  SLACK_APP_TOKEN: 'xapp-fake',
  SLACK_API_URL: slack.apiUrl,
})

beforeEach(async () => {
  server = (await startServer()) ?? expect.fail('PostgreSQL is not installed')
  redis = hasRedis() ? await startRedis(undefined, 'hunter3') : undefined
  site = await startDemoSite(await readSamples(), 3)
  slack = await startFakeSlack()
  const workspace = addWorkspace(slack.state, 'T1')
  addChannel(workspace, 'C1')
  addUser(workspace, 'UADMIN', { isAdmin: true })
})

afterEach(async () => {
  await Promise.all(programs.splice(0).map(async (program) => program.kill()))
  await slack.close()
  await site.close()
  await server.stop()
  await redis?.stop()
})

const say = async (text: string): Promise<string> => {
  const count = slack.state.answers.length
  const payload = slack.payloads.command(text, { channel: 'C1', user: 'UADMIN' })
  await slack.socket.deliver({ type: 'slash_commands', payload })
  await vi.waitFor(() => expect(slack.state.answers.length).toBeGreaterThan(count), { timeout: 30_000, interval: 20 })
  return JSON.stringify(slack.state.answers.at(-1)?.body)
}

const postsAbout = ({ title }: Sample): number =>
  [...(slack.state.workspaces.get('T1')?.channels.get('C1')?.messages ?? [])].filter(
    ({ text, thread_ts }) => thread_ts === undefined && text.includes(title),
  ).length

const start = async (): Promise<Program> => {
  const program = startProgram(environment())
  programs.push(program)
  await program.url
  await vi.waitFor(() => expect(slack.socket.open()).toBeGreaterThan(0), { timeout: 100_000, interval: 20 })
  return program
}

const subscribed = async (): Promise<void> => {
  await vi.waitFor(async () => expect(await say('latest')).toContain('CO'), { timeout: 100_000, interval: 200 })
  await say('subscribe instant')
}

const publish = (): Sample => site.publishNext() ?? expect.fail('no sample is left')
const posted = async (samples: readonly Sample[]): Promise<void> =>
  vi.waitFor(() => expect(samples.map(postsAbout)).toEqual(samples.map(() => 1)), settled)

/** Waits for the moment at which Slack is sent the next message. */
const nextPost = async (): Promise<void> => {
  const posts = slack.callsOf('chat.postMessage').length
  await vi.waitFor(() => expect(slack.callsOf('chat.postMessage').length).toBeGreaterThan(posts), {
    timeout: 100_000,
    interval: 1,
  })
}

const settled = { timeout: 100_000, interval: 100 }

describe.skipIf(!hasPostgres())('on a server', () => {
  test('the whole program works, and ends in order', { timeout: 300_000 }, async () => {
    const program = await start()
    await subscribed()
    const sample = publish()
    await posted([sample])
    expect(await say(`search "${sample.title}"`)).toContain(sample.title)
    // The cache goes away: all goes on without it, and says so.
    if (redis !== undefined) {
      expect(await say('status')).toContain('Redis 127.0.0.1')
      await redis.stop()
      const next = publish()
      await posted([sample, next])
      expect(await say('status')).toContain('does not answer')
      expect(program.output()).toContain('the program works without it')
      expect(program.output()).not.toMatch(/unhandled|hunter3/u)
    }
    const answer = await fetch(`${await program.url}/readyz`)
    expect(answer.status).toBe(200)
    expect(await program.end('SIGTERM')).toBe(0)

    const doctor = await runProgram(environment(), ['doctor'])
    expect(doctor.output).toMatch(/storage.*PostgreSQL 127\.0\.0\.1:\d+\/postgres, [45] commentaries/u)
    if (redis !== undefined)
      expect(doctor.output).toMatch(/! cache .*Redis 127\.0\.0\.1:\d+ does not answer: .*ECONNREFUSED/u)
    expect(doctor.output).not.toMatch(/hunter[23]/u)
    expect((await runProgram(environment(), ['backup'])).output).toMatch(/pg_dump/u)
    expect((await runProgram(environment(), ['restore'])).output).toMatch(/is taken for a restored copy/u)
  })

  test('started before its database, it waits, says so, and goes on by itself', { timeout: 300_000 }, async () => {
    const env = environment()
    const port = Number(new URL(server.address).port)
    await server.stop()
    const program = startProgram(env)
    programs.push(program)
    await vi.waitFor(() => expect(program.output()).toMatch(/cannot be reached.*waits for the database/u), settled)
    expect(program.output()).not.toContain('hunter2')
    expect(program.child.exitCode).toBeNull()
    server = (await startServer(port)) ?? expect.fail('PostgreSQL is not installed')
    const url = await program.url
    expect((await fetch(`${url}/readyz`)).status).toBe(200)

    // Whatever an operator looks at says that it is away again.
    await server.stop()
    await vi.waitFor(() => expect(program.output()).toMatch(/cannot be reached.*the database is away/u), settled)
    // What looks at the database by itself may notice a moment later than what wrote the line.
    await vi.waitFor(async () => {
      const readyz = await fetch(`${url}/readyz`)
      expect([readyz.status, await readyz.text()]).toEqual([503, expect.stringContaining('cannot be reached')])
    }, settled)
    const status = await fetch(`${url}/status`, { headers: { accept: 'application/json' } })
    expect([status.status, await status.text()]).toEqual([503, expect.stringContaining('cannot be reached')])
    const metrics = await (await fetch(`${url}/metrics`)).text()
    expect(metrics).toContain('rsis_trouble{code="storage",stops="true"} 1')
    expect(metrics).toContain('rsis_leading 0')
    expect(await program.end('SIGTERM')).toBe(0)
    server = (await startServer()) ?? expect.fail('PostgreSQL is not installed')

    // A setting that is wrong stays wrong: that is said at once.
    const wrong = await runProgram({ ...env, DATABASE_URL: `${server.address}/nobody` })
    expect(wrong).toMatchObject({ code: 2, output: expect.stringContaining('does not exist on the server') as string })

    // It can also be ended while it waits.
    await server.stop()
    const waiting = startProgram(env)
    programs.push(waiting)
    await vi.waitFor(() => expect(waiting.output()).toContain('waits for the database'), settled)
    expect(await waiting.end('SIGTERM')).toBe(0)
    server = (await startServer()) ?? expect.fail('PostgreSQL is not installed')
  })

  test('two processes share the work; one killed in the middle, nothing is lost and nothing twice', {
    timeout: 480_000,
  }, async () => {
    const leader = await start()
    await subscribed()
    const sockets = slack.socket.open()
    const follower = await start()
    await vi.waitFor(() => expect(slack.socket.open()).toBeGreaterThan(sockets), settled)
    expect(leader.output()).toContain('this process leads')
    expect(follower.output()).not.toContain('this process leads')
    const samples = [publish()]
    await posted(samples)

    samples.push(publish())
    await nextPost()
    await leader.kill()
    await vi.waitFor(() => expect(follower.output()).toContain('this process leads'), settled)
    samples.push(publish())
    await posted(samples)

    // The one that was killed comes back, and follows; then the one that leads is killed.
    const third = await start()
    samples.push(publish())
    await nextPost()
    await follower.kill()
    await vi.waitFor(() => expect(third.output()).toContain('this process leads'), settled)
    samples.push(publish())
    await posted(samples)
    expect(samples.map(postsAbout)).toEqual([1, 1, 1, 1, 1])
    expect(await say('status')).toContain('Socket Mode')
  })
})
