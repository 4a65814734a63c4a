import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { samplePage } from '../../src/demo/page.ts'
import { readSamples, type Sample } from '../../src/demo/samples.ts'
import { type DemoSite, startDemoSite } from '../../src/demo/site.ts'
import { type FakeSlack, startFakeSlack } from '../fakes/slack/index.ts'
import { addChannel, addUser, addWorkspace, type Message } from '../fakes/slack/state.ts'
import { type Program, runProgram, startProgram } from './process.ts'
import { startTank } from './tank.ts'

const channels = ['C1', 'C2', 'C3']

let folder = ''
let site: DemoSite
let slack: FakeSlack
let program: Program | undefined

const start = (): Program => {
  program = startProgram({
    FEED_URLS: site.feedUrl,
    ALLOW_PRIVATE_FEEDS: 'true',
    POLL_CRON: '* * * * * *',
    DATABASE_URL: `file:${join(folder, 'rsis.db')}`,
    SLACK_BOT_TOKEN: 'xoxb-fake-T1',
    SLACK_APP_TOKEN: 'xapp-fake',
    SLACK_API_URL: slack.apiUrl,
  })
  return program
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-slack-'))
  site = await startDemoSite(await readSamples(), 3)
  slack = await startFakeSlack()
  const workspace = addWorkspace(slack.state, 'T1')
  for (const channel of channels) addChannel(workspace, channel)
  addUser(workspace, 'UADMIN', { isAdmin: true })
  addUser(workspace, 'U1')
})

afterEach(async () => {
  await program?.kill()
  await slack.close()
  await site.close()
  rmSync(folder, { recursive: true })
  expect(slack.state.violations, 'everything that was sent keeps to Slack’s rules').toEqual([])
})

const connected = async (): Promise<void> => {
  await vi.waitFor(() => expect(slack.socket.open()).toBeGreaterThan(0), { timeout: 30_000, interval: 20 })
}

/** What the program answers to a command typed in a channel. */
const say = async (text: string, channel = 'C1', user = 'UADMIN'): Promise<string> => {
  const count = slack.state.answers.length
  await slack.socket.deliver({ type: 'slash_commands', payload: slack.payloads.command(text, { channel, user }) })
  await vi.waitFor(() => expect(slack.state.answers.length).toBeGreaterThan(count), { timeout: 5000, interval: 20 })
  return JSON.stringify(slack.state.answers.at(-1)?.body)
}

const messagesIn = (channel: string): readonly Message[] =>
  slack.state.workspaces.get('T1')?.channels.get(channel)?.messages ?? []

/** The posts of a channel that are about the commentary, those in threads left out. */
const postsAbout = (channel: string, { title }: Pick<Sample, 'title'>): number =>
  messagesIn(channel).filter(({ text, thread_ts }) => thread_ts === undefined && text.includes(title)).length

const statusSchema = z.object({ archive: z.object({ commentaries: z.number() }) })
const baseline = async (url: string): Promise<void> => {
  await vi.waitFor(
    async () => {
      const answer = await fetch(`${url}/status`, { headers: { accept: 'application/json' } })
      expect(statusSchema.parse(await answer.json()).archive.commentaries).toBe(3)
    },
    { timeout: 30_000, interval: 100 },
  )
}

test('the program serves a workspace: subscribed, posted, searched, and ended in order', async () => {
  const running = start()
  await baseline(await running.url)
  await connected()
  expect(await say('subscribe instant', 'C1', 'U1')).not.toContain('is set up')
  await say('subscribe instant')
  const sample = site.publishNext() ?? expect.fail('no sample is left')
  await vi.waitFor(() => expect(postsAbout('C1', sample)).toBe(1), { timeout: 15_000, interval: 50 })
  expect(await say(`show ${sample.id}`, 'C1', 'U1')).toContain('rich_text_quote')
  expect(await say('status')).toContain('Socket Mode')
  expect(await running.end('SIGTERM')).toBe(0)
  program = undefined
}, 60_000)

test('what a backfill took in beside the running program is found by a command typed in a channel', async () => {
  const running = start()
  await baseline(await running.url)
  await connected()
  const old = (await readSamples())[10] ?? expect.fail('no sample')
  expect(await say(`search ${old.title}`, 'C1', 'U1')).not.toContain(old.id)
  const pages = join(folder, 'pages')
  mkdirSync(pages)
  writeFileSync(join(pages, 'old.html'), await samplePage(old))
  writeFileSync(join(pages, 'none.txt'), 'too few words')
  const before = messagesIn('C1').length
  const { code, output } = await runProgram(
    { DATABASE_URL: `file:${join(folder, 'rsis.db')}`, FEED_URLS: site.feedUrl },
    ['backfill', pages],
  )
  expect({ code, output }).toMatchObject({
    code: 0,
    output: expect.stringMatching(/Done: of 2 documents 1 was taken in, 0 were held already, 1 was passed over/u),
  })
  expect(await say(`search ${old.title}`, 'C1', 'U1')).toContain(old.id)
  expect(await say(`show ${old.id}`, 'C1', 'U1')).toContain('rich_text_quote')
  expect(messagesIn('C1')).toHaveLength(before)
}, 60_000)

test('a feed that a manager adds is posted where it is named, and no more once it is removed', async () => {
  const tank = await startTank()
  try {
    const running = start()
    await baseline(await running.url)
    await connected()
    expect(await say(`feeds add ${tank.address}`, 'C1', 'U1')).toContain('Permission')
    expect(await say(`feeds add ${tank.address}`)).toContain('Added: Tank')
    await say('subscribe instant', 'C2')
    await say('watch add feed:tank')
    tank.publish('second')
    const about = (channel: string, name: string): number => postsAbout(channel, { title: `The ${name} question` })
    await vi.waitFor(() => expect(about('C1', 'second')).toBe(1), { timeout: 20_000, interval: 50 })

    expect(await say('feeds remove tank')).toContain('Removed: Tank')
    const sample = site.publishNext() ?? expect.fail('no sample is left')
    tank.publish('third')
    const polls = tank.polls()
    await vi.waitFor(() => expect(postsAbout('C2', sample)).toBe(1), { timeout: 20_000, interval: 50 })
    expect(tank.polls()).toBeLessThanOrEqual(polls + 1)
    expect([about('C1', 'first'), about('C1', 'third'), about('C2', 'second'), about('C2', 'third')]).toEqual([
      0, 0, 0, 0,
    ])
  } finally {
    await tank.close()
  }
}, 60_000)

test('killed again and again, also right after Slack accepted: nothing lost, nothing twice', async () => {
  const first = start()
  await baseline(await first.url)
  await connected()
  for (const channel of channels) await say('subscribe instant', channel)
  const welcomed = () => channels.every((channel) => messagesIn(channel).length === 1)
  await vi.waitFor(() => expect(welcomed()).toBe(true), { timeout: 10_000, interval: 50 })
  await first.kill()

  slack.state.historyLagMs = 500
  const published: Sample[] = []
  for (let round = 0; round < 5; round += 1) {
    published.push(site.publishNext() ?? expect.fail('no sample is left'))
    const posts = slack.callsOf('chat.postMessage').length
    const running = start()
    const deadline = Date.now() + 3000
    // Every other time the moment is the worst one: accepted, and the answer not yet read.
    if (round % 2 === 0) {
      while (slack.callsOf('chat.postMessage').length === posts && Date.now() < deadline) await wait(1)
    } else {
      await wait(300 + round * 150)
    }
    await running.kill()
  }

  start()
  const all = (): boolean => channels.every((channel) => published.every((sample) => postsAbout(channel, sample) > 0))
  await vi.waitFor(() => expect(all()).toBe(true), { timeout: 60_000, interval: 200 })
  // Long enough for what is uncertain to be looked for, and for a second post to show itself.
  await wait(12_000)
  for (const channel of channels) {
    expect(published.map((sample) => postsAbout(channel, sample))).toEqual(published.map(() => 1))
    const keys = messagesIn(channel).map(({ metadata }) => metadata?.event_payload['key'])
    expect(new Set(keys).size).toBe(keys.length)
  }
}, 120_000)
