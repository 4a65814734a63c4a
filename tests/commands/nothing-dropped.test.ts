import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cardText } from '../../src/card/plain-text.ts'
import { place } from '../delivery/harness.ts'
import { type Bot, openBot } from './harness.ts'

let bot: Bot
beforeAll(async () => {
  bot = await openBot()
  bot.clock.at = Date.parse('2026-11-29T20:00:00Z')
  await bot.fill()
})
afterAll(async () => {
  await bot.close()
  expect(bot.faults).toEqual([])
})

let number = 0
const asked = async (line: string) => {
  number += 1
  return bot.ask(line, { place: place('dropped', `tenant-${number}`) })
}

/** What an answer says and which commands its buttons have. */
const whole = async (line: string): Promise<string> => {
  const card = await asked(line)
  const commands = (card.actions ?? []).flatMap((action) => ('command' in action ? [action.command] : []))
  return [cardText(card), ...commands].join('\n')
}

describe('what is said of everything else does not turn a wish round', () => {
  test.each([
    ['only nickel and cobalt here, the rest we do not need', /filter nickel OR cobalt/u, /filter -/u],
    ['keep maritime, leave out everything else', /filter maritime/u, /filter -/u],
    ['post only nickel here and nothing else', /filter nickel/u, /filter -/u],
    ['stop posting climate stuff but keep the rest', /filter -climate\n/u, /keep/u],
    ['stop posting climate stuff and leave the rest as it is', /filter -climate\n/u, /leave the|filter climate/u],
    ['only nickel, leave the rest out', /filter nickel/u, /filter -/u],
    ['no pieces on gaza. the rest is fine', /filter -gaza\n/u, /rest|fine/u],
    ['nothing since tuesday', /since/u, /filter/u],
  ])('“%s”', async (line, says, never) => {
    const answer = await whole(line)
    expect(answer).toMatch(says)
    expect(answer.replaceAll(line, '')).not.toMatch(never)
  })
})

describe('a list has parts that are alike', () => {
  test.each([
    ['is the nickel boom over, yes or no', /nickel/u, /yes OR|OR no\b/u],
    ['rice prices before 3/4/2026', /Published until 2 April 2026/u, /OR/u],
    ['what did 9/11 change for the region', /9\/11/u, /OR/u],
    ['floods in Jakarta or Manila', /floods in \(Jakarta OR Manila\)/u, /\) OR Manila/u],
    ['is there anything on Korea or Japan conscription', /\(Korea OR Japan\) conscription/u, /^$/u],
    ['anything on South or Southeast Asia and drones', /South or Southeast Asia and drones/u, /OR/u],
    ['rice and nickel, palm oil', /rice and nickel, palm oil/u, /OR/u],
    ['rice, nickel or palm oil', /rice OR nickel OR \(palm oil\)/u, /^$/u],
    ['halal tourism, year 2026', /Published since 1 January 2026/u, /OR/u],
    ['rice or palm oil, 2026 only', /\(rice OR \(palm oil\)\) in 2026[^]*Published since 1 January 2026/u, /OR 2026/u],
  ])('“%s”', async (line, says, never) => {
    const answer = await whole(line)
    expect(answer).toMatch(says)
    expect(answer).not.toMatch(never)
  })
})

describe('who wrote something is no part of the subject', () => {
  test.each([
    ['articles about the navy that Kenji Moriwaki didn’t write', /navy -author:"Kenji Moriwaki"/u],
    ['pieces on rice that Aurelio Macaraeg wrote', /rice author:"Aurelio Macaraeg"/u],
    ['rice reserves, the ones by Aurelio Macaraeg only', /rice reserves author:"Aurelio Macaraeg"/u],
    ['claims about rice by Aurelio Macaraeg', /rice author:"Aurelio Macaraeg"/u],
    ['timeline of nickel by Brandt-Hutapea', /nickel author:Brandt-Hutapea/u],
    ['commentaries Aurelio Macaraeg has not written on food', /food -author:"Aurelio Macaraeg"/u],
    ['the war that nobody wrote about', /^(?![^]*author:nobody)/u],
  ])('“%s”', async (line, says) => {
    expect(await whole(line)).toMatch(says)
  })
})

describe('a subject has all words of its noun phrase', () => {
  test.each([
    ['how do I footnote the Moriwaki piece on South Korea', /search Moriwaki South Korea/u],
    ['subscription economy in Vietnam', /subscription economy in Vietnam/u],
    ['notification fatigue among sailors', /notification fatigue among sailors/u],
    ['will there be a famine in central Asia', /famine[^]*central Asia/iu],
  ])('“%s”', async (line, says) => {
    expect(await whole(line)).toMatch(says)
  })
})

describe('a time in letters of a zone is asked about', () => {
  test.each(['daily 9am IST', 'weekdays 07:30 est', 'weekly 8am CST', 'every day at 6 BST please'])(
    '“%s”',
    async (line) => {
      expect(await whole(line)).toMatch(/Time zone: “(?:IST|est|CST|BST)” can be/u)
    },
  )
})

describe('periods', () => {
  test.each([
    ['between 1/10/26 and 15/11/26 anything about ships', /since 1 October 2026 and until 15 November 2026/u],
    ['articles from 2023 to now on nickel', /Published since 1 January 2023/u],
    ['what was published on chips from october to the present', /Published since 1 October 2026/u],
    ['rice in the year 2025', /Published since 1 January 2025 and until 31 December 2025/u],
  ])('“%s”', async (line, says) => {
    expect(await whole(line)).toMatch(says)
  })
})

describe('an offer is about what the line says', () => {
  test.each([
    ['cancel the fulcrum feed, nobody reads it', /filter -|watch remove all/u],
    ['get rid of the lowy rss', /filter -|watch remove all/u],
    ['drop the nickel alert, it is too noisy', /watch remove all/u],
    ['all of them except the nickel ones from last month', /\/rsis filter/u],
    ['every monday morning, Tokyo time, the day’s pieces in this channel', /filter:/u],
    ['are these written by AI? may I quote them in a speech', /No commentary in the archive says this/u],
    ['can I quote this in a ministerial brief', /I only searched/u],
    ['stop the alerts for rice but leave the filter alone', /filter clear/u],
    ['please remove the nickel watch and the rice watch', /watch add/u],
    ['thanks but that’s not about rice at all', /filter -/u],
    ['can you post in Teams as well', /watch add/u],
    ['hi, search south china sea and subscribe me to it weekly', /filter:search|search search/u],
    ['post only on tuesdays and only about energy, otherwise nothing', /filter clear/u],
    ['put the list into our sharepoint', /watch add/u],
    ['looking for opinions about the rice ban, not from this month', /-month/u],
    ['which feeds do we have', /watch list/u],
    ['everything but terrorism since last month', /watch add -/u],
  ])('“%s”', async (line, never) => {
    expect(await whole(line)).not.toMatch(never)
  })

  test.each([
    ['sorry, not this one, CO26210', /Rice Needs a Ladder/u],
    ['no wait, wrong one. CO26204 please', /When Everyone Is a Foreign Agent/u],
    ['we’re back, switch it on again', /mute off|Subscription: this channel has none/u],
    ['translate CO24001 to Tamil', /Not available: a translation[^]*CO24001 is not in the archive/u],
    ['“nobody had done anything wrong” which article is it from', /CO26219/u],
    ['are there any open disputes about claims', /dispute list/u],
    ['show me what is held back', /\/rsis held/u],
    ['tell us when the bot breaks', /alerts here/u],
    ['add the diplomat https://thediplomat.com/feed/', /feeds add https:\/\/thediplomat\.com\/feed\//u],
    ['please post a sample so that we see it arrives', /\/rsis test/u],
  ])('“%s”', async (line, says) => {
    expect(await whole(line)).toMatch(says)
  })
})
