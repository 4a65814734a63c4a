import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findCommentary, latestCommentaries } from '../../src/archive/store/commentaries.ts'
import { cardText } from '../../src/card/plain-text.ts'
import type { Person } from '../../src/commands/port.ts'
import { createHealth } from '../../src/ops/health.ts'
import { takeDown } from '../../src/pipeline/forget.ts'
import { enqueueDueDigests } from '../../src/delivery/digest.ts'
import { databaseCaches } from '../../src/store/caches.ts'
import { eraseLeft } from '../../src/subscriptions/store.ts'
import { place } from '../delivery/harness.ts'
import { type Bot, here, manager, member, openBot, problem } from './harness.ts'

let bot: Bot
beforeEach(async () => {
  bot = await openBot()
  await bot.fill()
})
afterEach(() => bot.close())

const slack = place('C1', 'T1', 'slack')

const newest = async () => {
  const { items } = await latestCommentaries(bot.db, { limit: 1, offset: 0 })
  const [item] = items
  if (item?.briefing === undefined) return expect.fail('the archive has no briefing')
  return { ...item, briefing: item.briefing, id: item.commentary.id }
}

/** The number-th claim's quote, before anybody reports it. */
const quoteOf = async (number: number): Promise<string> =>
  (await newest()).briefing.claims[number - 1]?.quote.text ?? ''

const troubles = async (): Promise<string[]> => {
  const health = createHealth({
    db: bot.db,
    databasePath: ':memory:',
    findFault: () => undefined,
    sourceIds: [],
    platforms: () => [],
    caches: databaseCaches(bot.db, bot.now),
    pollPeriodMs: 1e12,
    startedAt: bot.now(),
    now: bot.now,
  })
  return (await health()).map(({ code, detail }) => `${code}: ${detail}`)
}

describe('a report', () => {
  test('asks which claim, then holds it back from every answer; the others keep their numbers', async () => {
    const [id, quote, second] = [(await newest()).id, await quoteOf(1), await quoteOf(2)]
    const asked = await bot.ask(`dispute report ${id}`, { person: member })
    expect(asked.actions?.map(({ label }) => label)).toContain('Claim 1 is wrong')
    const [press] = asked.actions ?? []
    const answer = await bot.say('command' in (press ?? {}) ? (press as { command: string }).command : '', {
      person: member,
    })
    expect(answer).toContain('not shown for now')
    for (const line of [`show ${id}`, 'claims author:x OR the', `export ${id} format:json`])
      expect(await bot.say(line), line).not.toContain(quote)
    const shown = await bot.ask(`show ${id}`)
    expect(cardText(shown)).toContain(second)
    expect(shown.blocks.flatMap((block) => (block.type === 'claim' ? block.number : []))).not.toContain(1)
    expect((await troubles())[0]).toMatch(new RegExp(`^dispute 1: a claim of ${id} is reported as wrong`, 'u'))
    expect(await bot.say('status')).toContain('1 claim is reported as wrong')
    expect(await bot.say(`why ${id}`)).toContain('nothing new shows it until somebody decides')
  })

  test('is made once for each claim, and by one person in measure', async () => {
    const { id } = await newest()
    await bot.ask(`dispute report ${id} 1`, { person: member })
    expect(problem(await bot.ask(`dispute ${id} 1`, { person: manager }))).toMatch(/shows no claim 1|reported already/u)
    await bot.ask(`dispute report ${id} 2 the number is wrong`, { person: member })
    await bot.ask(`dispute report ${id} 3`, { person: member })
    const older = (await latestCommentaries(bot.db, { limit: 1, offset: 11 })).items[0]?.commentary.id
    expect(problem(await bot.ask(`dispute report ${older} 1`, { person: member }))).toMatch(/3 of yours wait/u)
    const { items } = await latestCommentaries(bot.db, { limit: 9, offset: 1 })
    const answers: string[] = []
    for (const [index, { commentary }] of items.entries()) {
      const person: Person = { ...member, id: `U9${index}` }
      answers.push(await bot.say(`dispute report ${commentary.id} 1`, { person }))
    }
    expect(answers.filter((answer) => answer.includes('not shown for now'))).toHaveLength(7)
    expect(answers.at(-1)).toContain('10 of this workspace wait for a decision')
  })

  test.each(['dispute in the south china sea', 'disputes over water'])('“%s” is a search', async (text) => {
    expect(await bot.handler.changes(text)).toBe(false)
    expect(await bot.say(text)).toMatch(/commentar|found/u)
  })

  test('leaves with the commentary that is taken down, and its names with their workspace', async () => {
    const { id, commentary } = await newest()
    await bot.ask(`dispute report ${id} 1 because`, { person: member, place: slack })
    await bot.db.insertInto('left_tenants').values({ tenant_key: 'slack/T1', erase_at: 0 }).execute()
    await eraseLeft(bot.db, bot.now())
    expect(await bot.db.selectFrom('disputes').select(['person_name', 'reason', 'state']).execute()).toEqual([
      { person_name: 'somebody', reason: '', state: 'open' },
    ])
    await bot.db.transaction().execute((tx) => takeDown(tx, id, commentary.title, bot.now()))
    expect(await bot.db.selectFrom('disputes').selectAll().execute()).toEqual([])
  })
})

describe('what is sent', () => {
  test('a post that waits loses the claim; a digest made later never had it', async () => {
    const [{ id }, quote] = [await newest(), await quoteOf(1)]
    await bot.ask('subscribe daily 09:00 UTC instant')
    await bot.ask('test')
    await bot.quiet()
    bot.scripts.post = Array.from({ length: 9 }, () => 'busy')
    await bot.ask('test')
    await bot.ask(`dispute report ${id} 1`, { person: member })
    const due = (await bot.rows()).filter(({ state }) => state === 'due')
    expect(due.map(({ card_json }) => card_json).join('\n')).not.toContain(JSON.stringify(quote).slice(1, -1))
    await enqueueDueDigests(
      bot.db,
      async () => '',
      bot.now(),
      () => undefined,
    )
  })

  test('an upheld report edits every post, with a note in its thread; the reporter is notified', async () => {
    const [{ id }, quote] = [await newest(), await quoteOf(1)]
    await bot.ask('test')
    await bot.quiet()
    const { messages } = bot.channel
    expect(cardText(messages[0]?.card ?? { blocks: [] })).toContain(quote)
    await bot.ask(`dispute report ${id} 1`, { person: member, place: slack })
    expect(problem(await bot.ask('dispute correct 1', { person: member, place: slack }))).toMatch(
      /only those who manage/u,
    )
    expect(await bot.say('dispute correct 1')).toContain('1 message is edited')
    await bot.quiet()
    expect(cardText(messages[0]?.card ?? { blocks: [] })).not.toContain(quote)
    expect(messages.map(({ card }) => cardText(card)).join('\n')).toContain(
      'A claim shown here was wrong and is taken out.',
    )
    const toReporter = (await bot.rows()).find(({ place_key }) => place_key.includes('U2'))
    expect(toReporter?.card_json).toContain(`Removed from ${id}`)
    expect(await troubles()).toEqual([])
    expect((await findCommentary(bot.db, id))?.briefing?.claims.map((claim) => claim.quote.text)).not.toContain(quote)
    expect(problem(await bot.ask('dispute correct 1'))).toMatch(/1 is not open/u)
  })

  test('a dismissed report brings the claim back, and it is not reported again', async () => {
    const [{ id }, quote] = [await newest(), await quoteOf(1)]
    await bot.ask(`dispute report ${id} 1`, { person: member })
    await bot.ask('test')
    await bot.quiet()
    expect(cardText(bot.channel.messages[0]?.card ?? { blocks: [] })).not.toContain(quote)
    expect(await bot.say('dispute dismiss 1')).toContain('shown again')
    await bot.quiet()
    expect(cardText(bot.channel.messages[0]?.card ?? { blocks: [] })).toContain(quote)
    expect(await bot.say(`show ${id}`)).toContain(quote)
    expect(problem(await bot.ask(`dispute report ${id} 1`))).toMatch(/found it right/u)
  })

  test('an answer that was shown before it is shared after does not bring the claim back', async () => {
    const [{ id }, quote] = [await newest(), await quoteOf(1)]
    const card = await bot.ask(`show ${id}`)
    await bot.ask(`dispute report ${id} 1`)
    await bot.handler.share(here, card, 'one')
    await bot.quiet()
    const shared = cardText(bot.channel.messages[0]?.card ?? { blocks: [] })
    expect(shared).toContain('a reader reported it as wrong')
    expect(shared).not.toContain(quote)
  })
})

test('with several workspaces the operator’s decides, and no other', async () => {
  const { id } = await newest()
  const other = place('C2', 'T2', 'slack')
  await bot.ask('subscribe instant', { place: slack })
  await bot.ask('subscribe instant', { place: other })
  await bot.ask('alerts here', { place: slack })
  await bot.ask(`dispute report ${id} 1`, { person: member, place: other })
  expect(problem(await bot.ask('dispute correct 1', { place: other }))).toMatch(/those who run this bot/u)
  expect(await bot.say('dispute list', { place: other })).not.toContain('Ben')
  expect(await bot.say('dispute dismiss 1', { place: slack })).toContain('shown again')
})
