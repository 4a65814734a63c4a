import { feedsOver } from '../../commands/harness.ts'
import { makeBriefingsIn } from '../../archive/old-briefings.ts'
import { createServer, type Server } from 'node:http'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSlack, type Slack } from '../../../adapters/slack/index.ts'
import { saveBriefing } from '../../../src/archive/store/briefings.ts'
import { findCommentary } from '../../../src/archive/store/commentaries.ts'
import { saveCommentary } from '../../../src/archive/store/save-commentary.ts'
import { createHandler } from '../../../src/commands/registry.ts'
import { createDispatcher, type Dispatcher } from '../../../src/delivery/dispatch.ts'
import { enqueuePosts } from '../../../src/delivery/enqueue.ts'
import { followUp } from '../../../src/delivery/follow-up.ts'
import type { Store } from '../../../src/store/connection.ts'
import { databaseCaches } from '../../../src/store/caches.ts'
import { createKeptTexts } from '../../../src/store/kept-texts.ts'
import { createMemory } from '../../../src/store/memory.ts'
import { subscriptionsOfTenant } from '../../../src/subscriptions/store.ts'
import { archivedCable, healthyStatus } from '../web/samples.ts'
import { clientId, clientSecret } from '../../fakes/slack/oauth.ts'
import { signedRequest, signingSecret } from '../../fakes/slack/signed.ts'
import type { FakeSlack } from '../../fakes/slack/index.ts'
import { startWorkspaces, until } from './harness.ts'
import { openTestStore } from '../../open-store.ts'
import { listen } from '../../listen.ts'

let fake: FakeSlack
let slack: Slack
let store: Store
let server: Server
let url: string
let dispatcher: Dispatcher
const log = pino({ level: 'silent' })

beforeEach(async () => {
  fake = await startWorkspaces()
  store = await openTestStore()
  server = createServer((request, response) => slack.listener?.(request, response))
  url = await listen(server)
  const now = (): Date => new Date()
  slack = createSlack({
    mode: 'http',
    signingSecret,
    clientId,
    clientSecret,
    stateSecret: 'state',
    publicUrl: url,
    installations: createKeptTexts(store.db, 'slack-installations'),
    encryptionKey: Buffer.alloc(32, 3).toString('base64'),
    apiUrl: fake.apiUrl,
    memory: createMemory(store.db, 'slack', () => new Date()),
    log,
    now,
  })
  dispatcher = createDispatcher({
    db: store.db,
    posters: { slack },
    graceMs: { web: 0, slack: 300, discord: 0 },
    isAlone: true,
    onNotPosted: (tx, delivery, next) => followUp(tx, delivery, next, now()),
    now,
    random: Math.random,
    log,
  })
  const context = {
    db: store.db,
    caches: databaseCaches(store.db, now),
    status: async () => healthyStatus,
    makeBriefings: makeBriefingsIn(store.db),
    readText: async () => '',
    feeds: feedsOver(store.db, now),
    coverage: async () => 'Every feed was read.',
    onEnqueued: () => dispatcher.wake(),
    now,
  }
  await slack.start(createHandler(context, (error) => expect.fail(String(error))))
})
afterEach(async () => {
  await dispatcher.stop()
  await slack.stop()
  server.closeAllConnections()
  server.close()
  await store.close()
  await fake.close()
  expect(fake.state.violations, 'everything that was sent keeps to Slack’s rules').toEqual([])
})

const send = async (payload: Record<string, unknown>): Promise<void> => {
  expect((await fetch(`${url}/slack/events`, signedRequest(payload))).status).toBe(200)
}
const lastAnswer = (): string => JSON.stringify(fake.state.answers.at(-1)?.body)
const answerTo = async (payload: Record<string, unknown>): Promise<string> => {
  const count = fake.state.answers.length
  await send(payload)
  await until(() => fake.state.answers.length > count, 'the answer came')
  return lastAnswer()
}
const messages = () => fake.state.workspaces.get('T1')?.channels.get('C1')?.messages ?? []

const publish = async (): Promise<void> => {
  const { commentary, briefing } = archivedCable
  const now = new Date()
  await store.db.transaction().execute(async (tx) => {
    await saveCommentary(tx, { commentary, keys: [`co:${commentary.id}`], now })
    if (briefing !== undefined) {
      await saveBriefing(tx, { id: commentary.id, revision: 1, briefing, rebrief: undefined }, now)
    }
    const archived = await findCommentary(tx, commentary.id)
    if (archived?.briefing === undefined) throw new Error('nothing was saved')
    const subscriptions = await subscriptionsOfTenant(tx, { platform: 'slack', tenant: 'T1' })
    await enqueuePosts(tx, { ...archived, briefing: archived.briefing }, subscriptions, { isCatchUp: false, now })
  })
  dispatcher.wake()
}

test('a workspace from the installation to the day that it leaves', async () => {
  // Installed with OAuth.
  const started = await fetch(`${url}/slack/install`, { redirect: 'manual' })
  const cookie = (started.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const agreed = await fetch(`${started.headers.get('location')}&team=T1`, { redirect: 'manual' })
  await fetch(agreed.headers.get('location') ?? '', { headers: { cookie } })

  // A member may not subscribe the channel; an admin may, by a form.
  expect(await answerTo(fake.payloads.command('subscribe instant'))).not.toContain('Subscribed')
  await send(fake.payloads.press({ action_id: 'form.0', value: 'subscribe' }, { user: 'UADMIN' }))
  await until(() => fake.state.views.size === 1, 'the form was opened')
  const { view } = [...fake.state.views.values()][0] ?? { view: {} }
  const values = { mode: 'both', days: 'daily', time: '08:00', zone: 'Asia/Singapore', filter: '' }
  expect(await answerTo(fake.payloads.submit(view, values, { user: 'UADMIN' }))).toContain('ephemeral')
  const subscriptions = await subscriptionsOfTenant(store.db, { platform: 'slack', tenant: 'T1' })
  expect(subscriptions).toMatchObject([{ place: { tenant: 'T1', channel: 'C1' }, isInstant: true }])

  // The channel is told, and a commentary is posted, once, with its further claims in its thread.
  await publish()
  await until(() => messages().length === 3, 'the post and its thread stand in the channel')
  const [welcome, post, thread] = messages()
  expect(welcome?.text).toContain('Set up by')
  expect(post?.text).toContain('Who Mends the Cable')
  expect(thread?.thread_ts).toBe(post?.ts)

  // Its button answers the person who pressed it; the answer can be shared.
  const pressed = fake.payloads.press({ action_id: 'run.1', value: '/rsis show CO26211' }, { isEphemeral: false })
  expect(await answerTo(pressed)).toContain('Permits, not repairs, take the time.')
  const found = await answerTo(fake.payloads.command('search cable'))
  expect(found).toContain('1 commentary')
  const share = /"action_id":"share\.0".*?"value":"([^"]+)"/u.exec(found)?.[1] ?? ''
  await send(fake.payloads.press({ action_id: 'share.0', value: share }, { message: '1.1' }))
  await until(() => lastAnswer().includes('Shared with the channel'), 'it was shared')

  // A digest contains it as well.
  expect(await answerTo(fake.payloads.command('digest now', { user: 'UADMIN' }))).toContain('ephemeral')
  await until(() => messages().length === 4, 'the digest stands in the channel')
  expect(messages()[3]?.text).toContain('Who Mends the Cable')

  // Its other buttons: why it is here, that its quote is wrong, and a mute for a day, of which the channel is told.
  const button = (value: string, user = 'U1') =>
    fake.payloads.press({ action_id: 'run.2', value }, { message: value, user })
  expect(await answerTo(button('/rsis why CO26211'))).toContain('The post arrived')
  const quote = archivedCable.briefing?.claims[0]?.quote.text ?? expect.fail()
  expect(JSON.stringify(messages()[1]?.blocks)).toContain(quote)
  const which = await answerTo(button('/rsis dispute report CO26211'))
  const report = /\/rsis dispute report CO26211 #[\da-f]{12}/u.exec(which)?.[0] ?? ''
  expect(await answerTo(button(report))).toContain('not shown for now')
  expect(await answerTo(button('/rsis dispute correct 1'))).toContain('Permission')
  expect(await answerTo(button('/rsis dispute correct 1 ', 'UADMIN'))).toContain('messages are edited')
  await until(() => !JSON.stringify(messages()).includes(quote), 'the quote is out of every message')
  await until(() => messages().some(({ text }) => text.includes('was wrong and is taken out')), 'the thread says so')
  await answerTo(button('/rsis mute 1d', 'UADMIN'))
  await until(() => messages().some(({ text }) => text.includes('are muted here until')), 'the channel was told')
  const said = messages().map(({ text }) => text)
  expect(said.filter((text) => text.includes('are muted here until'))).toHaveLength(1)

  // Another workspace does not see it.
  const others = await subscriptionsOfTenant(store.db, { platform: 'slack', tenant: 'T2' })
  expect(others).toEqual([])

  // The workspace leaves: tokens and subscriptions are deleted, and nothing is posted any more.
  await send(fake.payloads.uninstalled())
  await send(fake.payloads.tokensRevoked())
  const isGone = async (): Promise<boolean> =>
    (await subscriptionsOfTenant(store.db, { platform: 'slack', tenant: 'T1' })).every(
      ({ paused }) => paused !== undefined,
    )
  for (const deadline = Date.now() + 5000; !(await isGone()); ) {
    if (Date.now() > deadline) expect.fail('the workspace left, and its subscriptions go on')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await expect(
    slack.post({ platform: 'slack', tenant: 'T1', channel: 'C1' }, { blocks: [] }, 'key'),
  ).rejects.toMatchObject({ code: 'not-installed' })
  expect(messages().map(({ text }) => text)).toEqual(said)
})
