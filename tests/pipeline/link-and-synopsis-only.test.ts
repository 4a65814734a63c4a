import { makeBriefingsIn } from '../archive/old-briefings.ts'
import { beforeEach, expect, test } from 'vitest'
import type { Card } from '../../src/card/card.ts'
import { cardText } from '../../src/card/plain-text.ts'
import { createLibrary } from '../../src/commands/browse.ts'
import { createHandler } from '../../src/commands/registry.ts'
import type { Handler } from '../../src/commands/port.ts'
import { scheduleRebriefs } from '../../src/archive/store/briefings.ts'
import { synopsisOnlyVersion } from '../../src/briefing/port.ts'
import { synopsisOnly } from '../../src/briefing/synopsis-only.ts'
import { countWords } from '../../src/commentary/text/plain.ts'
import { getBriefing, searchArchive, verifyQuote } from '../../src/mcp/tools.ts'
import { everybody, readAs } from '../../src/store/reader.ts'
import { enqueueDueDigests } from '../../src/delivery/digest.ts'
import { permittedPoster, showNoQuotes } from '../../src/delivery/permitted.ts'
import { createTimeline } from '../../src/delivery/store-timeline.ts'
import { corrected } from '../../src/demo/samples.ts'
import { weekdays } from '../../src/subscriptions/cadence.ts'
import { addSubscription } from '../../src/subscriptions/store.ts'
import { feedsOver, manager } from '../commands/harness.ts'
import { databaseCaches } from '../../src/store/caches.ts'
import { scriptedPoster, webDispatcher } from '../delivery/harness.ts'
import { everything, type Running, startJourney } from './harness.ts'
import { eventually } from '../eventually.ts'

const place = { platform: 'web', tenant: 'local', channel: 'briefings' } as const

let running: Running
let handler: Handler
beforeEach(async () => {
  running = await startJourney()
  handler = createHandler(
    {
      db: running.db,
      caches: databaseCaches(running.db, running.now),
      now: running.now,
      makeBriefings: makeBriefingsIn(running.db, true),
      readText: async () => '',
      feeds: feedsOver(running.db, running.now),
      permission: 'synopsis',
      status: () => Promise.reject(new Error('not asked')),
      coverage: async () => '',
      onEnqueued: () => {},
    },
    (error) => expect.fail(String(error)),
  )
})

/** Runs of this many words cannot be in both texts by chance. */
const run = 6

const wordsIn = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}’'-]+/gu) ?? []
const runsOf = (text: string): string[] => {
  const words = wordsIn(text)
  return words.slice(0, Math.max(0, words.length - run + 1)).map((_, at) => words.slice(at, at + run).join(' '))
}

type Sample = ReturnType<Running['sample']>
const paragraphsOf = ({ sections }: Sample): readonly string[] =>
  sections.flatMap(({ paragraphs }) => paragraphs.map((sentences) => sentences.map(({ text }) => text).join(' ')))

/** The runs of words of a commentary's body that are not in its synopsis or title. */
const bodyOf = (sample: Sample): ReadonlySet<string> => {
  const free = new Set(runsOf(`${sample.title}\n${sample.synopsis}`))
  return new Set(
    paragraphsOf(sample)
      .flatMap(runsOf)
      .filter((one) => !free.has(one)),
  )
}

const shownOf = (body: ReadonlySet<string>, text: string): string[] => runsOf(text).filter((one) => body.has(one))

test('no card, answer or completion shows a word of a text; links and synopses stay, and body words are found', async () => {
  const [first, second] = [running.sample('CO26201'), running.sample('CO26204')]
  await running.publish([first])
  await running.poll()
  // A briefing with quotes from before the setting was changed.
  await running.publish([first, second])
  await running.poll(60_000, { engine: synopsisOnly })
  const body = bodyOf(second)
  const old = bodyOf(first)
  expect(body.size).toBeGreaterThan(300)

  const posts = await running.deliveries()
  expect(posts.map(({ kind }) => kind)).toEqual(['post'])
  for (const { card } of posts) {
    expect(shownOf(body, cardText(card))).toEqual([])
    expect(cardText(card)).toContain(second.title)
    expect(cardText(card)).toContain(second.synopsis?.slice(0, 60))
  }

  const word = wordsIn(paragraphsOf(second).at(-1) ?? '').find((one) => one.length > 9) ?? ''
  const sentence = paragraphsOf(second).find((one) => countWords(one) > 12) ?? ''
  const asked = [
    `search ${word}`,
    'latest',
    `show ${first.id}`,
    `show ${second.id}`,
    `cite ${second.id}`,
    `related ${second.id}`,
    `claims ${word}`,
    `timeline ${word}`,
    `quote "${sentence.split(' ').slice(0, 10).join(' ')}"`,
    `why ${second.id}`,
    'filter',
  ]
  for (const text of asked) {
    const said = cardText(await handler.answer({ text, place, person: manager }))
    const typed = new Set(runsOf(text))
    expect(
      [...shownOf(body, said), ...shownOf(old, said)].filter((one) => !typed.has(one)),
      text,
    ).toEqual([])
  }
  const found = cardText(await handler.answer({ text: `search ${word}`, place, person: manager }))
  expect(found).toContain(second.title)
  expect(cardText(await handler.answer({ text: `claims ${word}`, place, person: manager }))).toMatch(/no permission/u)
  const exported = cardText(await handler.answer({ text: `export ${second.id}`, place, person: manager }))
  expect(exported).toMatch(/synopses; this installation has no permission to show quotes/u)
  expect(exported).not.toMatch(/claims/u)
  const shown = readAs(running.db, everybody, 'synopsis')
  const briefing = await getBriefing(shown, makeBriefingsIn(running.db, true), second.id)
  expect(shownOf(body, JSON.stringify(briefing))).toEqual([])
  expect(shownOf(body, JSON.stringify(await searchArchive(shown, word, 1)))).toEqual([])
  await expect(verifyQuote(shown, second.id, sentence)).rejects.toThrow(/no permission/u)
})

test('what was briefed with quotes is briefed again without, and the other way round', async () => {
  await running.publish([running.sample('CO26201')])
  await running.poll()
  const gaps = async () =>
    (await running.db.selectFrom('briefings').select(['version', 'briefing_json']).execute()).map(
      ({ briefing_json: json }) => (JSON.parse(json) as { claims: unknown[] }).claims.length > 0,
    )
  expect(await gaps()).toEqual([true])
  await scheduleRebriefs(running.db, { version: synopsisOnlyVersion, isWanted: true }, running.now())
  await running.poll(60_000, { engine: synopsisOnly })
  expect(await gaps()).toEqual([false])
  await scheduleRebriefs(running.db, { version: synopsisOnlyVersion, isWanted: false }, running.now())
  await running.poll()
  expect(await gaps()).toEqual([true])
})

test('right after the setting was changed no message, page or feed shows a word of a text that was briefed before', async () => {
  const samples = running.samples.filter(({ synopsis }) => synopsis !== undefined).slice(0, 9)
  const digest = { cadence: { days: weekdays, times: ['08:00'], zone: 'UTC' }, next: running.now(), postsEmpty: false }
  await addSubscription(
    running.db,
    { ...everything, place: { ...place, channel: 'digest' }, isInstant: false, digest },
    running.now(),
  )
  await running.publish(samples.slice(0, 1))
  await running.poll()
  await running.publish(samples.slice(0, 2))
  await running.poll()
  await running.publish(samples)
  await running.poll()
  const second = samples[1] ?? expect.fail('too few samples')
  await running.publishPage(corrected(running.sample(second.id)))
  for (const laterMs of [86_400_000, 700_000]) await running.poll(laterMs)
  await enqueueDueDigests(
    running.db,
    async () => '1 of 1 feeds read',
    running.now(),
    (_, error) => expect.fail(String(error)),
  )

  const permitted = showNoQuotes(running.db)
  const channel = scriptedPoster()
  const dispatcher = webDispatcher(running.db, permittedPoster(channel.poster, permitted), {
    now: running.now,
    random: () => 0,
  })
  dispatcher.wake()
  await eventually(async () =>
    expect((await running.rows()).filter(({ state }) => state !== 'sent' && state !== 'skipped')).toEqual([]),
  )
  await dispatcher.stop()
  const kinds = new Set((await running.rows()).map(({ kind }) => kind))
  expect([...kinds].toSorted()).toEqual(expect.arrayContaining(['catch-up', 'digest', 'post', 'thread']))

  const timeline = createTimeline(running.db, permitted)
  for (const { key, card_json: json } of await running.rows())
    await timeline.append({ key, place, card: JSON.parse(json) as Card, postedAt: running.now(), parent: undefined })
  const library = createLibrary(readAs(running.db, everybody, 'synopsis'), makeBriefingsIn(running.db, true))
  const outputs = [
    ...channel.messages.map(({ card }) => cardText(card)),
    ...(await timeline.list({ limit: 100 })).map(({ card }) => `${cardText(card)} ${JSON.stringify(card)}`),
    JSON.stringify(await library.newest('')),
    JSON.stringify(await library.browse('', 1)),
  ]
  for (const sample of samples) {
    const body = bodyOf(sample)
    for (const output of outputs) expect(shownOf(body, output)).toEqual([])
    expect(outputs.join('\n')).toContain(sample.title)
  }
  expect(outputs.join('\n')).not.toMatch(/word for word|text=/u)
})
