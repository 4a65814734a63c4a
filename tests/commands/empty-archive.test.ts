import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { definitions } from '../../src/commands/registry.ts'
import { type SourceRecord, saveSource } from '../../src/feed/store-sources.ts'
import { type Status, whyEmpty } from '../../src/ops/port.ts'
import { type Bot, openBot } from './harness.ts'

const never: SourceRecord = {
  baselineAt: undefined,
  state: 'never polled',
  detail: undefined,
  steps: [],
  failures: 0,
  lastPollAt: undefined,
  lastSuccessAt: undefined,
  nextPollAt: undefined,
  newestPublishedAt: undefined,
}

let bot: Bot

beforeEach(async () => {
  bot = await openBot()
})

afterEach(async () => bot.close())

const feed = 'https://harbour.example/feed'

const asked = [
  ...definitions
    .filter(({ isOfArchive }) => isOfArchive === true)
    .flatMap(({ verb, examples: [example = ''] }) => [verb, example.replace('/rsis ', '')]),
  'why CO20210',
  'nickel',
  'CO20210',
  'what is new',
  'anything on nickel?',
  'which authors are there?',
  'topics',
]

test.each(asked)('“%s” says of an empty archive that its feed fails, and how', async (line) => {
  await bot.say(`feeds add ${feed}`)
  await saveSource(bot.db, feed, {
    ...never,
    state: 'unreachable',
    detail: 'no answer from harbour.example',
    failures: 3,
  })
  const answer = await bot.say(line)
  expect(answer).toContain('The archive is still empty')
  expect(answer).toContain(`The feed ${feed} could not be read (no answer from harbour.example).`)
  expect(answer).not.toMatch(/Watch this|fewer or other words/u)
})

test('“why nothing” and a filter say it too', async () => {
  expect(await bot.say('why nothing')).toContain('It is still empty. It fills with the first poll')
  expect(await bot.say('filter topic:energy')).toContain('The archive is still empty, so nothing can be counted yet.')
})

describe('an empty archive is explained by', () => {
  const source = {
    ...never,
    id: 'rsis',
    steps: [],
    lastSuccessAt: undefined,
    lastPollAt: undefined,
    nextPollAt: undefined,
    newestPublishedAt: undefined,
  }
  const status = (changes: Partial<Status>, unread: Status['archive']['unread'] = []) =>
    whyEmpty({ sources: [source], ...changes, archive: { unread } as unknown as Status['archive'] })
  const item = { title: 'One', url: undefined, attempts: 1, nextReadAt: new Date(0) }

  test('its failing feed, without a detail by its state', () => {
    const failing = { ...source, state: 'refused', failures: 1 }
    expect(status({ sources: [source, failing] })).toBe('the feed rsis could not be read (refused)')
  })

  test('pages that fail, or that are not read yet', () => {
    expect(status({}, [{ ...item, reason: 'failed: status 403' }])).toContain('could be read yet (failed: status 403)')
    expect(status({}, [{ ...item, reason: undefined }])).toBe('the pages that the feeds name are being read')
  })

  test('a first poll that has not ended, or that found nothing', () => {
    expect(status({})).toContain('has not ended yet')
    const read = { ...source, state: 'ok', lastSuccessAt: new Date(0) }
    expect(status({ sources: [read] })).toBe('the feeds were read, and there was nothing in them')
  })
})
