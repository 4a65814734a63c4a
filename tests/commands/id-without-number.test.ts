import { afterAll, beforeAll, expect, test } from 'vitest'
import { commentaryOf } from '../../bench/briefing/texts.ts'
import { saveBriefing } from '../../src/archive/store/briefings.ts'
import { saveCommentary } from '../../src/archive/store/save-commentary.ts'
import { commentaryKeys } from '../../src/commentary/identity.ts'
import { readSamples } from '../../src/demo/samples.ts'
import { briefOnce } from '../brief-once.ts'
import { type Bot, openBot } from './harness.ts'

const id = 'Xai3rr6ae3ql'
let bot: Bot

beforeAll(async () => {
  bot = await openBot()
  const [first, ...others] = (await readSamples()).map(commentaryOf)
  if (first === undefined) throw new Error('there is no sample')
  const own = { ...first, id, url: 'https://think-tank.example/ports', published: '2026-11-20' }
  for (const commentary of [own, ...others.slice(0, 3)]) {
    const { kept } = await saveCommentary(bot.db, {
      commentary,
      keys: commentaryKeys(commentary, []),
      now: bot.now(),
    })
    const briefing = await briefOnce(commentary, new AbortController().signal)
    await saveBriefing(bot.db, { id: kept.commentary.id, revision: kept.revision, briefing }, bot.now())
  }
  await bot.say('subscribe instant')
})
afterAll(() => bot.close())

/** Lines about the newest commentary, which are the same lines with its id. */
const lines = [
  'show latest',
  'cite latest',
  'cite latest style:apa',
  'related latest',
  'why latest',
  'dispute report latest',
]

test.each(lines)('“%s” has the same answer with the id', async (line) => {
  const wanted = await bot.say(line)
  for (const written of [id, id.toUpperCase(), `“${id}”`])
    expect(await bot.say(line.replace('latest', written))).toBe(wanted)
})

test.each(['', 'search ', 'brief ', 'open ', 'summarise ', 'what does ID say?', 'tell me about '])(
  '“%s” shows it',
  async (words) => {
    const answer = await bot.ask(words.includes('ID') ? words.replace('ID', id) : `${words}${id}`)
    expect(answer.commentaries).toEqual([id])
    expect(JSON.stringify(answer)).not.toContain('Not used')
  },
)

test.each(['why did we get ID', 'why was ID posted here?', 'why was ID not posted'])('“%s” says why', async (line) => {
  expect(await bot.say(line.replace('ID', id))).toBe(await bot.say('why latest'))
})

test('the id and a number are two commentaries', async () => {
  const [other = ''] = (await bot.ask('search date:2026')).commentaries?.filter((one) => one !== id) ?? []
  expect(await bot.say(`cite ${id} ${other}`)).toContain('think-tank.example')
  expect(await bot.say(`cite ${id} ${other}`)).toContain(other)
})

test('claim 1 of the id can be reported in own words', async () => {
  expect(await bot.say(`claim 1 in ${id} is wrong`)).toContain(`Report claim 1 of ${id} as wrong?`)
})

test('an id that the archive does not have is not taken for words', async () => {
  for (const verb of ['show', 'why', 'cite', 'related'])
    expect(await bot.say(`${verb} Xai3rr6ae3qm`)).toContain('Xai3rr6ae3qm is not in the archive')
})
