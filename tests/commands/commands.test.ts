import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeBriefingsIn } from '../archive/old-briefings.ts'
import type { Card } from '../../src/card/card.ts'
import { cardText } from '../../src/card/plain-text.ts'
import { usage } from '../../src/commands/options.ts'
import { createHandler, definitions } from '../../src/commands/registry.ts'
import { readSamples } from '../../src/demo/samples.ts'
import { openStore } from '../../src/store/connection.ts'
import { databaseCaches } from '../../src/store/caches.ts'
import { type Bot, here, manager, openBot, problem, feedsOver } from './harness.ts'

let bot: Bot

beforeAll(async () => {
  bot = await openBot()
  await bot.fill()
})
afterAll(() => bot.close())

const ask = (text: string): Promise<Card> => bot.ask(text)

/** Everything that a reader sees of a card, as one text. */
const seen = (card: Card): string => JSON.stringify(card)
/** Answers an example in a channel and an archive with the content that it needs. */
const tryExample = async (example: string): Promise<Card> => {
  await ask('subscribe both weekdays 08:00')
  await ask('watch add iran')
  const key = `held ${example}`
  await bot.owe(here, key, { commentaryId: 'CO26224' })
  await bot.later(0)
  await bot.db.updateTable('deliveries').set({ state: 'dead' }).where('key', '=', key).execute()
  const watched = (await bot.subscriptions()).find(({ kind }) => kind === 'watch')?.id
  return ask(example.replace(/(?<=remove |unsubscribe )12/u, String(watched)))
}

describe('a command', () => {
  test.each([
    '/rsis search nord stream',
    'search nord stream',
    'nord stream',
    '/rsis nord stream',
    'FIND nord\u00A0stream',
    ' /rsis  search  nord stream ',
  ])('“%s” searches', async (text) => {
    const card = await ask(text)
    expect(card.title?.text).toMatch(/^1 commentary for “nord stream”$/u)
    expect(card.commentaries?.[0]).toBe('CO26213')
    expect(card.footer).toEqual(['Searched 24 commentaries, 1 September 2026 to 30 October 2026'])
  })

  test('show gives synopsis, every claim with its quote and a link to its place, and credit', async () => {
    const card = await ask('/rsis show co26213')
    expect(card.context).toBe('RSIS Commentary · CO26213 · ' + (card.context ?? '').split(' · ').slice(2).join(' · '))
    const claims = card.blocks.filter((block) => block.type === 'claim')
    expect(claims.length).toBeGreaterThanOrEqual(3)
    for (const claim of claims) expect(claim.url).toMatch(/^https:\/\/www\.rsis\.edu\.sg\/.*#:~:text=/u)
    expect(card.footer?.[0]).toContain('Chosen by program, word for word')
    expect(card.footer?.[1]).toMatch(/not the official position of RSIS/u)
  })

  test.each(['CO26213', 'co26213', 'CO 26213', 'https://www.rsis.edu.sg/rsis-publication/rsis/co26213-x'])(
    'show understands %s',
    async (id) => {
      expect((await ask(`show ${id}`)).commentaries).toEqual(['CO26213'])
    },
  )

  test('cite gives a line to paste', async () => {
    const [block] = (await ask('cite CO26202')).blocks
    expect(block).toEqual({
      type: 'copy',
      text:
        'Éva Szabó-Réti and Nguyen Hoai Nam, “Southeast Asia’s Reactors Will Share One Sky”, RSIS Commentary No. 202/2026 (CO26202), 3 September 2026, ' +
        `https://www.rsis.edu.sg/rsis-publication/rsis/${(await readSamples()).find(({ id }) => id === 'CO26202')?.slug}/`,
    })
  })

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('latest takes %s as a word', async (word) => {
    expect((await ask(`latest ${word}`)).title?.text).toContain(`“${word.replaceAll('_', '')}”`)
  })

  test('latest gives five a page, numbered through, with a button for the next', async () => {
    const first = await ask('latest 12')
    expect(first.commentaries).toEqual(['CO26224', 'CO26223', 'CO26222', 'CO26221', 'CO26220'])
    expect(first.actions).toEqual([
      { label: 'Next page', command: '/rsis latest 12 page:2' },
      { label: 'Last page', command: '/rsis latest 12 page:3' },
    ])
    const last = await ask('latest 12 page:3')
    expect(last.commentaries).toHaveLength(2)
    expect(last.blocks.map((block) => (block.type === 'item' ? block.number : 0))).toEqual([11, 12])
    expect(last.actions).toEqual([
      { label: 'Previous page', command: '/rsis latest 12 page:2' },
      { label: 'First page', command: '/rsis latest 12 page:1' },
    ])
  })

  test('search gives five a page, numbered through', async () => {
    const first = await ask('search government')
    expect(first.blocks.filter((block) => block.type === 'item')).toHaveLength(5)
    const [next] = first.actions ?? []
    const second = await ask(next !== undefined && 'command' in next ? next.command : '')
    expect(second.blocks.find((block) => block.type === 'item')).toMatchObject({ number: 6 })
  })

  test('status names the archive, the outbox and the version', async () => {
    expect(seen(await ask('status'))).toMatch(
      /24 commentaries, 1 September 2026 to 30 October 2026.*0 sent, 0 due.*0\.0\.0/u,
    )
  })

  test('the first example of every command, which docs/commands.md shows, finds something in the demo', async () => {
    for (const { verb, examples } of definitions) {
      const [example = ''] = examples
      const answer = await tryExample(example)
      // In a new installation nothing is held.
      if (verb !== 'requeue') expect(answer.tone, example).toBe(undefined)
      expect(cardText(answer), example).not.toMatch(/^(?:Nothing found|No claim found|No commentary)/u)
    }
  })

  test('help shows examples first, each of which works', async () => {
    // Examples are about the newest commentary of the archive, so that a newcomer finds something.
    expect((await ask('')).blocks.slice(0, 3)).toEqual([
      { type: 'copy', text: '/rsis search the last four per cent' },
      { type: 'copy', text: '/rsis latest' },
      { type: 'copy', text: '/rsis show CO26224' },
    ])
    for (const definition of definitions) {
      const card = await ask(`help ${definition.verb}`)
      expect(card.title?.text).toBe(`/rsis ${usage(definition)}`)
      const examples = card.blocks.flatMap((block) => (block.type === 'copy' ? [block.text] : []))
      expect(examples.length).toBeGreaterThan(0)
      expect(examples.join('\n')).not.toContain('CO20210')
      for (const example of examples) {
        const answer = await tryExample(example)
        expect(answer.tone, example).toBe(undefined)
      }
    }
  })

  const mistakes: readonly [text: string, says: RegExp][] = [
    ['serch x', /“serch” is not a command\. Did you mean “search”\?/u],
    ['lates', /Did you mean “latest”/u],
    ['search', /say what to search for/u],
    [`search ${'a'.repeat(4000)}`, /Query: at most 2,000 characters \(you sent 4,000\)/u],
    [`search ${'a'.repeat(6000)}`, /Command: has 6,007 characters; keep it under 5,000/u],
    ['search "nord', /not closed/u],
    ['search nord page:0', /Page: “0” is not a page; give a number from 1 on/u],
    ['search nord page:abc', /“abc” is not a page/u],
    ['search nord page:99', /there is no page 99/u],
    ['latest -1', /Count/u],
    ['show', /Commentary: say which one: a number, an address, a title or latest; e\.g\. CO26224, the newest/u],
    [
      'show CO99999',
      /CO99999 is not in the archive, which has 24 commentaries, 1 September 2026 to 30 October 2026; the operator/u,
    ],
    ['show ../../etc/passwd', /no commentary is called “\.\.\/\.\.\/etc\/passwd”/u],
    ['help frobnicate', /there is no “frobnicate”; see \/rsis help/u],
    ['help serch', /did you mean “search”\?/u],
  ]
  test.each(mistakes)('“%s” is answered by a sentence with its fix', async (text, says) => {
    expect(problem(await ask(text))).toMatch(says)
  })

  test.each(['😀', '中文', '\u202Enord', 'a\0b', '<!channel> @everyone', "'; DROP TABLE--", 'AND OR', '*', '-'])(
    '“%s” does no harm',
    async (text) => {
      expect((await ask(text)).blocks.length).toBeGreaterThan(0)
    },
  )

  test('no answer was a fault of ours', () => {
    expect(bot.faults).toEqual([])
  })

  test.each([
    ['a server that is away', { code: 'ECONNREFUSED' }],
    ['a server that shuts down', { code: '57P01' }],
    ['a full disk', { errcode: 13 }],
    ['a file that became read-only', { errcode: 8 }],
  ])('%s is named as the database, without its address, and recorded', async (_, facts) => {
    const store = await openStore(':memory:')
    const heard: unknown[] = []
    const fault = Object.assign(new Error('connect 10.0.0.7:5432'), facts)
    const context = {
      db: store.db,
      caches: databaseCaches(store.db, () => new Date()),
      status: async () => Promise.reject(fault),
      makeBriefings: makeBriefingsIn(store.db),
      readText: async () => '',
      feeds: feedsOver(store.db, () => new Date()),
      coverage: async () => '',
      onEnqueued: () => {},
      now: () => new Date(),
    }
    const handler = createHandler(context, (error) => heard.push(error))
    const said = problem(await handler.answer({ text: 'status', place: here, person: manager }))
    expect(said).toMatch(/^The bot’s database cannot be used now\./u)
    expect(said).not.toContain('10.0.0.7')
    expect(heard).toEqual([fault])
    await store.close()
  })

  test('a fault of ours is reported as one, and recorded', async () => {
    const broken = await openStore(':memory:')
    await broken.close()
    const heard: unknown[] = []
    const timed: string[] = []
    const context = {
      db: broken.db,
      caches: databaseCaches(broken.db, () => new Date()),
      status: async () => expect.fail('not asked'),
      makeBriefings: makeBriefingsIn(broken.db),
      readText: async () => '',
      feeds: feedsOver(broken.db, () => new Date()),
      coverage: async () => '',
      onEnqueued: () => {},
      onAnswered: (verb: string) => timed.push(verb),
      now: () => new Date(),
    }
    const handler = createHandler(context, (fault) => heard.push(fault))
    expect(problem(await handler.answer({ text: 'latest', place: here, person: manager }))).toMatch(
      /went wrong on our side/u,
    )
    expect(heard).toHaveLength(1)
    // Every answer is timed by its verb, also a failure and a text that is not a command.
    for (const text of ['/rsis SEARCH cable', 'what is new?'])
      await handler.answer({ text, place: here, person: manager })
    expect(timed).toEqual(['latest', 'search', 'other'])
    heard.length = 1
    expect(await handler.form('subscribe', { place: here, person: manager })).toHaveProperty('refusal.tone', 'problem')
    expect(await handler.suggest('author', 'tan', { place: here, person: manager })).toEqual([])
    await handler.left(here, 0)
    await handler.joined(here)
    expect(heard).toHaveLength(5)
  })
})

describe('what may be shared', () => {
  test.each([
    'subscribe both weekdays 08:00',
    'filter iran',
    'mute 1d',
    'digest set 09:00',
    'watch add iran',
    'unsubscribe',
  ])('“%s” changed something, and its answer is not for others', async (text) => {
    const changing = await openBot()
    await changing.fill()
    if (text !== 'subscribe both weekdays 08:00') await changing.ask('subscribe both weekdays 08:00')
    expect(await changing.ask(text)).toMatchObject({ isShareable: false })
    await changing.close()
  })

  test('the answer of a command that reads may be shared, unless it names what the asker alone may know', async () => {
    for (const text of ['search iran', 'latest', 'show CO26213', 'help'])
      expect(await ask(text)).not.toHaveProperty('isShareable')
    await ask('subscribe both weekdays 08:00')
    for (const text of ['list all', 'status']) expect(await ask(text)).toHaveProperty('isShareable', false)
  })
})

describe('what an answer says of itself', () => {
  test('a watch and a filter name what the archive does not have, and how to write a beginning', async () => {
    for (const line of [
      'watch add topic:cyber author:ngu',
      'filter set topic:cyber author:ngu',
      'preview topic:cyber author:ngu',
    ]) {
      const says = await bot.say(line)
      expect(says).toContain('Nothing in this archive has the topic “cyber”.')
      expect(says).toContain('No author in this archive is called “ngu”. What begins so: author:ngu*.')
    }
  })

  test('with match:any, the others have some of the words', async () => {
    expect(await bot.say('search nord stream match:any')).toContain('with some of the words')
  })

  test('pages that are still to be read are counted', async () => {
    expect(await bot.say('search zyxwv')).not.toContain('being read')
    await bot.db.insertInto('sources').values({ id: 'rsis', state: 'ok', steps_json: '[]', failures: 0 }).execute()
    const row = {
      source_id: 'rsis',
      entry_json: '{}',
      text_hash: '',
      announce: 0,
      state: 'pending',
      attempts: 0,
      next_read_at: 0,
      first_seen_at: 0,
    } as const
    await bot.db.insertInto('entries').values(row).execute()
    for (const line of ['search zyxwv', 'claims nickel'])
      expect(await bot.say(line)).toContain('1 page is still being read, so ask again soon')
    await bot.db.updateTable('entries').set({ state: 'done' }).execute()
  })

  test('without a filter, the answer says how much appeared', async () => {
    expect(await bot.say('preview')).toMatch(/The last 30 days had \d+ commentaries\./u)
    await bot.ask('subscribe instant')
    expect(await bot.say('filter clear')).not.toContain('would have')
  })
})
