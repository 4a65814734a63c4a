import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cardText } from '../../src/card/plain-text.ts'
import { type Bot, openBot, problem } from './harness.ts'

let bot: Bot
beforeAll(async () => {
  bot = await openBot()
  await bot.fill()
})
afterAll(async () => {
  await bot.close()
  expect(bot.faults).toEqual([])
})

const claimsIn = async (text: string) =>
  (await bot.ask(text)).blocks.flatMap((block) => (block.type === 'claim' ? [block] : []))

describe('claims', () => {
  test('lists claims with quote, holder, author and date, and offers to watch', async () => {
    const card = await bot.ask('claims pipeline')
    expect(cardText(card)).toMatch(/3 claims for “pipeline”[\s\S]*CO26213 · Waranya Limcharoen · 30 September 2026/u)
    expect(card.actions).toContainEqual({ label: 'Watch this', command: '/rsis watch add pipeline' })
    const [first] = await claimsIn('claims pipeline')
    expect(first).toMatchObject({ holder: 'Waranya Limcharoen', number: 1, commentary: 'CO26213' })
  })

  test('are narrowed by kind and holder', async () => {
    const recommended = await claimsIn('claims pipeline kind:recommendations')
    expect(recommended.map(({ label }) => label)).toEqual(['Recommendation'])
    expect((await claimsIn('claims pipeline holder:limcharoen')).length).toBe(3)
    expect(await bot.say('claims pipeline holder:nobody')).toMatch(/Only claims held by nobody were searched/u)
    expect(problem(await bot.ask('claims pipeline kind:rumour'))).toMatch(/“rumour” is not a kind of claim; known are/u)
  })

  test('says when no claim is about it', async () => {
    expect(await bot.say('claims nord stream')).toMatch(
      /^No claim for “nord stream”; 1 claim from commentaries that mention it[\s\S]*The first claim of each commentary is shown/u,
    )
    expect(await bot.say('claims xyzzy')).toMatch(/No claim found for “xyzzy”/u)
  })
})

test('each claim of several commentaries names its own, and so does the title above it', async () => {
  for (const command of ['claims', 'timeline']) {
    const { blocks, commentaries } = await bot.ask(`${command} government`)
    const named = blocks.flatMap((block) => (block.type === 'claim' ? [block.commentary] : []))
    const titled = blocks.flatMap((block) =>
      block.type === 'text'
        ? block.text.flatMap((span) => (typeof span === 'string' ? [] : (span.commentary ?? [])))
        : [],
    )
    expect(commentaries?.length).toBeGreaterThan(1)
    expect([...new Set(named)]).toEqual(commentaries)
    expect([...new Set(titled)]).toEqual(commentaries)
  }
})

test('timeline has one claim of each commentary, the oldest first', async () => {
  const dates = (await bot.say('timeline government'))
    .split('\n')
    .flatMap((line) => (/RSIS Commentary · (CO\d+)/u.exec(line)?.[1] ? [line.match(/CO\d+/u)?.[0] ?? ''] : []))
  expect(dates.length).toBeGreaterThan(1)
  expect(dates).toEqual([...new Set(dates)].toSorted())
  expect(await bot.say('timeline author:limcharoen')).toMatch(/1 claim over time/u)
})

describe('quote', () => {
  const source = 'A country that gives up a pipe for cargoes exchanges one supplier’s valve for everybody’s auction'

  test('finds who wrote the words, where, with a citation to paste', async () => {
    const said = await bot.say(`quote “${source}”`)
    expect(said).toMatch(/Verbatim in CO26213/u)
    expect((await bot.ask(`quote “${source}”`)).title).toMatchObject({ commentary: 'CO26213' })
    expect(said).toMatch(/Paragraph 9, under “Neither Steel nor Ships”/u)
    expect(said).toContain(`“${source}” (Waranya Limcharoen, “The Valve and the Auction”`)
  })

  test('shows how they differ', async () => {
    const card = await bot.ask(`quote ${source.replace('exchanges', 'trades')}`)
    expect(card.title?.text).toBe('Not verbatim: 1 word differs from CO26213')
    const marks = card.blocks.flatMap((block) =>
      block.type === 'text' ? block.text.filter((span) => typeof span !== 'string' && span.style === 'mark') : [],
    )
    expect(marks).toEqual([
      { text: 'trades', style: 'mark' },
      { text: 'exchanges', style: 'mark' },
    ])
  })

  test('distinguishes an author’s words from those that they quote', async () => {
    expect(await bot.say('quote we were outbid, that is all')).toMatch(
      /the author quotes somebody[\s\S]*\(quoted in Waranya/u,
    )
  })

  test('a date in the words is a word', async () => {
    expect(
      await bot.say('quote Russian deliveries through Nord Stream had ceased by the beginning of September 2022'),
    ).toMatch(/Verbatim in CO26213/u)
  })

  test('says so where nobody wrote it, and needs some words', async () => {
    expect(await bot.say('quote nobody in this house has ever eaten a lemon')).toMatch(
      /No commentary in the archive says this/u,
    )
    expect(problem(await bot.ask('quote too short'))).toMatch(/at least 4 words/u)
    expect(await bot.say('quote CO26213')).toMatch(/The Valve and the Auction/u)
  })
})

test('a search for claims says what was searched, under which title each is shown, and which condition left nothing', async () => {
  const found = await bot.ask('claims cable')
  expect(found.footer).toEqual([expect.stringMatching(/^Searched \d+ commentaries, /u)])
  expect(found.blocks[0]).toMatchObject({
    text: [{ text: expect.stringMatching(/\w/u), url: expect.stringMatching(/^https/u) }],
  })
  expect(found.blocks[1]).toMatchObject({ text: [{ style: 'quiet' }] })
  const none = await bot.ask('claims cable since:2019 until:2020')
  expect(cardText(none)).toMatch(/Nothing is left because of since:2019/u)
  const [without] = none.actions ?? []
  const command = without !== undefined && 'command' in without ? without.command : ''
  expect((await bot.ask(command)).title?.text).toMatch(/^\d claims? for/u)
})
