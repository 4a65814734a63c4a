import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readSamples, type Sample } from '../../src/demo/samples.ts'
import { type DemoSite, startDemoSite } from '../../src/demo/site.ts'
import { type FakeSlack, startFakeSlack } from '../fakes/slack/index.ts'
import { addChannel, addUser, addWorkspace } from '../fakes/slack/state.ts'
import { hasPostgres, type Server, startServer } from '../postgres-server.ts'
import { type Program, runProgram, startProgram } from './process.ts'

if (!hasPostgres() && process.env['CI'] === 'true') throw new Error('PostgreSQL is not installed')

let server: Server
let site: DemoSite
let slack: FakeSlack
let program: Program | undefined

const environment = () => ({
  FEED_URLS: site.feedUrl,
  ALLOW_PRIVATE_FEEDS: 'true',
  POLL_CRON: '* * * * * *',
  DATABASE_URL: `${server.address.replace('rsis@', 'rsis:hunter2@')}/postgres`,
  SLACK_BOT_TOKEN: 'xoxb-fake-T1',
  SLACK_APP_TOKEN: 'xapp-fake',
  SLACK_API_URL: slack.apiUrl,
})

beforeEach(async () => {
  server = (await startServer()) ?? expect.fail('PostgreSQL is not installed')
  site = await startDemoSite(await readSamples(), 3)
  slack = await startFakeSlack()
  const workspace = addWorkspace(slack.state, 'T1')
  addChannel(workspace, 'C1')
  addUser(workspace, 'UADMIN', { isAdmin: true })
})

afterEach(async () => {
  await program?.kill()
  await slack.close()
  await site.close()
  await server.stop()
})

const say = async (text: string): Promise<string> => {
  const count = slack.state.answers.length
  const payload = slack.payloads.command(text, { channel: 'C1', user: 'UADMIN' })
  await slack.socket.deliver({ type: 'slash_commands', payload })
  await vi.waitFor(() => expect(slack.state.answers.length).toBeGreaterThan(count), { timeout: 10_000, interval: 20 })
  return JSON.stringify(slack.state.answers.at(-1)?.body)
}

const postsAbout = ({ title }: Sample): number =>
  [...(slack.state.workspaces.get('T1')?.channels.get('C1')?.messages ?? [])].filter(
    ({ text, thread_ts }) => thread_ts === undefined && text.includes(title),
  ).length

const start = async (): Promise<Program> => {
  program = startProgram(environment())
  await program.url
  await vi.waitFor(() => expect(slack.socket.open()).toBeGreaterThan(0), { timeout: 30_000, interval: 20 })
  return program
}

const publish = (): Sample => site.publishNext() ?? expect.fail('no sample is left')
const posted = async (sample: Sample): Promise<void> =>
  vi.waitFor(() => expect(postsAbout(sample)).toBe(1), { timeout: 30_000, interval: 50 })

test.skipIf(!hasPostgres())(
  'the whole program works on a server, alone, is killed in the middle and goes on: each post once',
  async () => {
    const first = await start()
    await vi.waitFor(async () => expect(await say('latest')).toContain('CO'), { timeout: 30_000, interval: 200 })
    await say('subscribe instant')
    const samples = [publish()]
    await posted(samples[0] ?? expect.fail())
    expect(await say(`search "${samples[0]?.title}"`)).toContain(samples[0]?.title)

    const second = await runProgram(environment())
    expect(second.code).toBe(2)
    expect(second.output).toMatch(/is in use by another running rsis-brief/u)
    expect(second.output).not.toContain('hunter2')

    const posts = slack.callsOf('chat.postMessage').length
    samples.push(publish())
    await vi.waitFor(() => expect(slack.callsOf('chat.postMessage').length).toBeGreaterThan(posts), {
      timeout: 30_000,
      interval: 1,
    })
    await first.kill()

    const again = await start()
    samples.push(publish())
    for (const sample of samples) await posted(sample)
    const answer = await fetch(`${await again.url}/readyz`)
    expect(answer.status).toBe(200)
    expect(await again.end('SIGTERM')).toBe(0)
    program = undefined
    expect(samples.map(postsAbout)).toEqual([1, 1, 1])

    const doctor = await runProgram(environment(), ['doctor'])
    expect(doctor.output).toMatch(/storage.*PostgreSQL 127\.0\.0\.1:\d+\/postgres, 6 commentaries/u)
    expect((await runProgram(environment(), ['backup'])).output).toMatch(/pg_dump/u)
    expect((await runProgram(environment(), ['restore'])).output).toMatch(/is taken for a restored copy/u)
  },
  120_000,
)
