import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cardText } from '../../src/card/plain-text.ts'
import { enqueueEdits } from '../../src/delivery/enqueue-edits.ts'
import { releaseHeld } from '../../src/feed/store-held.ts'
import { writeAudit } from '../../src/subscriptions/store-audit.ts'
import { place } from '../delivery/harness.ts'
import { appear, archive } from '../delivery/briefed.ts'
import { type Bot, cadenceText, here, manager, member, openBot, problem } from './harness.ts'

let bot: Bot

const open = async (scripts: Parameters<typeof openBot>[0] = {}): Promise<void> => {
  bot = await openBot(scripts)
  bot.clock.at = Date.parse('2026-11-23T20:00:00Z')
}

beforeEach(() => open())
afterEach(async () => {
  await bot.close()
  expect(bot.faults).toEqual([])
})

const subscribed = async (where = here) =>
  (await bot.subscriptions(where)).map(({ kind, filter, isInstant, digest, locale }) => ({
    kind,
    filter,
    isInstant,
    digest: digest && cadenceText(digest.cadence),
    postsEmpty: digest?.postsEmpty ?? false,
    locale,
  }))
const instant = { kind: 'feed', filter: '', isInstant: true, digest: undefined, postsEmpty: false, locale: 'en-GB' }
const posted = (): string[] => bot.channel.messages.map(({ card }) => card.title?.text ?? '')

describe('subscribe', () => {
  test.each<[text: string, is: Partial<Awaited<ReturnType<typeof subscribed>>[number]>]>([
    ['instant', {}],
    ['daily', { isInstant: false, digest: 'daily 08:00 Asia/Singapore' }],
    ['daily 08:00 Asia/Singapore', { isInstant: false, digest: 'daily 08:00 Asia/Singapore' }],
    ['Asia/Kathmandu 7.30pm fri', { isInstant: false, digest: 'fri 19:30 Asia/Kathmandu' }],
    ['digest', { isInstant: false, digest: 'daily 08:00 Asia/Singapore' }],
    [
      'both weekdays 8am Europe/London filter:topic:maritime -piracy',
      { digest: 'weekdays 08:00 Europe/London', filter: 'topic:maritime -piracy' },
    ],
    [
      'mode:both days:mon time:9 zone:singapore dates:de empty:post',
      { digest: 'mon 09:00 Asia/Singapore', locale: 'de', postsEmpty: true },
    ],
    ['filter:"nord stream" OR iran', { filter: '"nord stream" OR iran' }],
    ['weekly 8', { isInstant: false, digest: 'mon 08:00 Asia/Singapore' }],
    ['INSTANT', {}],
  ])('%s is understood', async (text, is) => {
    expect((await bot.ask(`subscribe ${text}`)).title?.text).toBe('Subscribed')
    expect(await subscribed()).toEqual([{ ...instant, ...is }])
  })

  test('posts a test first, says when the next digest comes, and offers to undo it', async () => {
    const answer = await bot.ask('subscribe daily 08:00 Asia/Singapore')
    expect(posted()).toEqual(['Briefings are set up here'])
    expect(JSON.stringify(answer.blocks)).toContain('Tue 24 November 2026, 08:00 (Asia/Singapore)')
    expect(answer.actions).toContainEqual({ label: 'Unsubscribe', command: '/rsis unsubscribe' })
  })

  test('of a channel that cannot be posted to says why, keeps nothing, and sends no second notice of it', async () => {
    await bot.close()
    await open({ post: ['gone'] })
    const where = place('C1', 'T1', 'slack')
    expect(problem(await bot.ask('subscribe instant', { place: where }))).toBe(
      'Channel: cannot be posted to; it was deleted; subscribe another.',
    )
    expect(await bot.subscriptions(where)).toEqual([])
    await bot.later(0)
    expect(bot.channel.messages).toEqual([])
  })

  test('of a channel that is slow says that it is on its way, and stays', async () => {
    await bot.close()
    await open({ post: ['busy'] })
    expect(await bot.say('subscribe instant')).toMatch(
      /The first message is still on its way \(slow down\); see \/rsis status/u,
    )
    expect(await subscribed()).toEqual([instant])
  })

  test('posts nothing old, or the newest one where that is asked for', async () => {
    await archive(bot.db, { id: 'CO26001', published: '2026-11-20' }, bot.now())
    await archive(bot.db, { id: 'CO26002', published: '2026-11-21' }, bot.now())
    await bot.ask('subscribe instant')
    expect(posted()).toEqual(['Briefings are set up here'])
    const where = place('other')
    await bot.ask('subscribe instant newest', { place: where })
    await bot.later(0)
    expect(posted().slice(1)).toEqual(['Briefings are set up here', 'About CO26002', ''])
  })

  test('a second time changes nothing and makes no second one; what is not said stays as it was', async () => {
    await bot.ask('subscribe both weekdays 7:00 Europe/London dates:de empty:post filter:iran')
    const before = await subscribed()
    await bot.ask('subscribe both weekdays 7:00 Europe/London')
    expect(await subscribed()).toEqual(before)
    await bot.ask('subscribe filter:nord')
    expect(await subscribed()).toEqual([{ ...before[0], filter: 'nord' }])
    await bot.ask('subscribe both 9:00')
    expect(await subscribed()).toEqual([{ ...before[0], filter: 'nord', digest: 'weekdays 09:00 Europe/London' }])
    await bot.ask('subscribe empty:no')
    expect(await subscribed()).toEqual([
      { ...before[0], filter: 'nord', digest: 'weekdays 09:00 Europe/London', postsEmpty: false },
    ])
    await bot.ask('subscribe filter:')
    expect((await subscribed())[0]?.filter).toBe('')
    await bot.ask('subscribe instant')
    expect((await subscribed())[0]).toMatchObject({ isInstant: true, digest: undefined })
    expect(posted()).toHaveLength(1)
  })

  test('by two at the same second is one subscription', async () => {
    await Promise.all([bot.ask('subscribe instant'), bot.ask('subscribe instant')])
    expect(await subscribed()).toEqual([instant])
  })

  test('of a paused place posts the newest where that is asked for, and says nothing of a pause', async () => {
    await archive(bot.db, { id: 'CO26002', published: '2026-11-21' }, bot.now())
    await bot.ask('subscribe instant')
    await bot.db.updateTable('subscriptions').set({ state: 'paused', reason_code: 'gone', reason: 'deleted' }).execute()
    expect(JSON.stringify(await bot.ask('subscribe instant newest'))).not.toContain('Paused')
    await bot.later(0)
    expect(posted()).toContain('About CO26002')
  })

  test('resumes a paused place completely, with its watches', async () => {
    await bot.ask('subscribe instant')
    await bot.ask('watch add iran')
    bot.clock.at += 1
    await bot.db.updateTable('subscriptions').set({ state: 'paused', reason_code: 'gone', reason: 'deleted' }).execute()
    expect((await bot.ask('subscribe instant')).title?.text).toBe('Changed')
    expect((await bot.subscriptions()).map(({ paused }) => paused)).toEqual([undefined, undefined])
    expect(posted()).toHaveLength(2)
  })

  test.each(['subscribe instant', 'digest weekdays 8:00', 'filter title:about', 'filter clear'])(
    'posts what a paused place missed: %s',
    async (line) => {
      await bot.ask('subscribe instant')
      await bot.db
        .updateTable('subscriptions')
        .set({ state: 'paused', reason_code: 'gone', reason: 'deleted' })
        .execute()
      await appear(bot.db, { id: 'CO26001' }, bot.now())
      bot.clock.at += 1
      await bot.ask(line)
      await bot.later(0)
      expect(JSON.stringify(bot.channel.messages.at(-1)?.card)).toContain('CO26001')
    },
  )

  describe('a place again whose posts could not be corrected', () => {
    const note = { title: { text: 'A note' }, blocks: [] }
    const correct = async (version: string): Promise<void> => {
      const briefed = await archive(bot.db, { id: 'CO26001', title: `Title ${version}` }, bot.now())
      await enqueueEdits(bot.db, briefed, bot.now(), { version, noteFor: () => note })
      await bot.later(0)
    }
    const shownTitles = () => bot.channel.messages.map(({ card }) => card.title?.text)

    beforeEach(async () => {
      await bot.close()
      await open({ edit: ['gone'] })
      await bot.ask('subscribe instant')
      await appear(bot.db, { id: 'CO26001' }, bot.now())
      await bot.later(0)
      await correct('2')
      await bot.ask('unsubscribe')
      bot.clock.at += 1
    })

    test.each(['subscribe instant', 'watch add iran'])('corrects them now, with their notes: %s', async (line) => {
      expect(shownTitles()).not.toContain('Title 2')
      await bot.ask(line)
      await bot.later(0)
      expect(shownTitles()).toEqual(expect.arrayContaining(['Title 2', 'A note']))
    })

    test.each(['subscribe instant', 'requeue'])(
      'puts no earlier text in the place of a later one: %s',
      async (line) => {
        await correct('3')
        await bot.ask(line)
        await bot.later(0)
        expect(shownTitles()).toContain('Title 3')
        expect(bot.channel.calls.filter((call) => call.includes('to Title 2'))).toHaveLength(1)
      },
    )
  })

  test('unsubscribed before a correction was sent still gets it', async () => {
    await bot.close()
    await open({ edit: ['busy'] })
    await bot.ask('subscribe instant')
    await appear(bot.db, { id: 'CO26001' }, bot.now())
    await bot.later(0)
    const briefed = await archive(bot.db, { id: 'CO26001', title: 'Title 2' }, bot.now())
    await enqueueEdits(bot.db, briefed, bot.now(), { version: '2', noteFor: () => undefined })
    await bot.later(0)
    await bot.ask('unsubscribe')
    await bot.later(60_000)
    expect(bot.channel.messages.map(({ card }) => card.title?.text)).toContain('Title 2')
  })

  test('of a paused place that still cannot be posted to says so, and it stays paused', async () => {
    const scripts = { post: [] as string[] }
    await bot.close()
    await open(scripts)
    await bot.ask('subscribe instant')
    await bot.db.updateTable('subscriptions').set({ state: 'paused', reason_code: 'gone', reason: 'deleted' }).execute()
    scripts.post.push('gone')
    bot.clock.at += 1
    expect(problem(await bot.ask('subscribe instant'))).toMatch(/^Channel: cannot be posted to/u)
    await bot.later(0)
    expect((await bot.subscriptions()).map(({ paused }) => paused?.code)).toEqual(['gone'])
  })

  test('without a word offers the ways, to anybody', async () => {
    const offer = await bot.ask('subscribe', { person: member })
    expect(offer.actions?.map(({ label }) => label)).toEqual(['Choose…', 'Each as it appears', 'Daily at 08:00'])
    expect(await subscribed()).toEqual([])
  })
})

describe('where the bot may not post', () => {
  const problemHere = { blocks: [{ type: 'text', text: ['I may not post here.'] }] } as const
  const askThere = async (text: string, person = manager) =>
    bot.handler.answer({ text, place: here, person, postingProblem: () => problemHere })

  test.each([
    'subscribe instant',
    'sub daily 08:00',
    'test',
    'try',
    'digest set weekdays 08:00',
    'digest daily 08:00',
    'digest now',
    'watch add nickel',
    'watch nickel',
    'alerts here',
  ])('“%s” says so, and changes nothing', async (text) => {
    await open()
    const before = await bot.state()
    expect(await askThere(text)).toEqual(problemHere)
    expect(await bot.state()).toEqual(before)
  })

  test.each(['unsubscribe', 'digest show', 'watch list', 'mute 2d', 'subscribe', 'search nickel', 'alerts off'])(
    '“%s” is answered as anywhere else',
    async (text) => {
      await open()
      expect(await askThere(text)).not.toEqual(problemHere)
    },
  )

  test('a person who may not change anything hears that first', async () => {
    await open()
    expect(problem(await askThere('subscribe instant', member))).toContain('Permission')
  })
})

describe('unsubscribe', () => {
  test('ends the subscription, and gives the line that brings it back', async () => {
    await bot.ask('subscribe both weekdays 7:00 Europe/London dates:de empty:post filter:"nord stream" -iran')
    const before = await subscribed()
    const answer = await bot.ask('unsubscribe')
    expect(await subscribed()).toEqual([])
    const line = answer.blocks.find((block) => block.type === 'copy')?.text ?? expect.fail('no line')
    await bot.ask(line)
    expect(await subscribed()).toEqual(before)
  })

  test('of a watch by its number leaves the rest', async () => {
    await bot.ask('subscribe instant')
    await bot.ask('watch add iran')
    const watch = (await bot.subscriptions()).find(({ kind }) => kind === 'watch')
    await bot.ask(`unsubscribe #${watch?.id}`)
    expect(await subscribed()).toEqual([instant])
  })

  test('ends deliveries that are not sent yet', async () => {
    await bot.close()
    await open({ post: ['accept', 'busy'] })
    await bot.ask('subscribe instant')
    await appear(bot.db, { id: 'CO26001' }, bot.now())
    await bot.later(0)
    await bot.ask('unsubscribe')
    await bot.later(3_600_000)
    expect(posted()).toEqual(['Briefings are set up here'])
    const owed = (await bot.rows()).filter(({ kind }) => kind !== 'test')
    expect(owed.map(({ state, reason_code }) => [state, reason_code])).toEqual([
      ['skipped', 'unsubscribed'],
      ['skipped', 'unsubscribed'],
    ])
  })
})

describe('filter', () => {
  beforeEach(async () => {
    for (const [id, title] of [
      ['CO26001', 'Iran and oil'],
      ['CO26002', 'Nord Stream'],
      ['CO26003', 'Iran and gas'],
      ['CO26004', 'Iran and water'],
    ] as const)
      await archive(bot.db, { id, title, published: `2026-11-0${id.slice(-1)}` }, bot.now())
    await bot.ask('subscribe instant')
  })

  test('says that a word is not looked for in topics, where a topic has that name', async () => {
    await archive(bot.db, { id: 'CO26009', title: 'On power lines', categories: ['Energy Security'] }, bot.now())
    const note = 'A plain word is not looked for in topics. For topics such as “Energy Security” write topic:"energy".'
    for (const typed of ['preview energy', 'preview nickel OR energy', 'preview nickel -energy', 'filter energy'])
      expect(await bot.say(typed), typed).toContain(note)
    for (const typed of ['preview topic:energy', 'preview lines', 'preview'])
      expect(await bot.say(typed), typed).not.toContain('not looked for in topics')
  })

  test('answers what would have matched, with two titles', async () => {
    const answer = await bot.say('filter iran')
    expect(answer).toContain('It would have matched 3 of the 4 commentaries of the last 30 days.')
    expect(answer.match(/\d\. Iran and \w+/gu)).toEqual(['1. Iran and water', '2. Iran and gas'])
    expect((await subscribed())[0]?.filter).toBe('iran')
  })

  test('that never matched is taken, and says so', async () => {
    expect(await bot.say('filter zebra')).toContain(
      'It would have matched 0 of the 4 commentaries of the last 30 days.',
    )
  })

  test('alone says what is set, to anybody, and changes nothing; clear removes it', async () => {
    await bot.ask('filter iran')
    expect((await bot.ask('filter', { person: member })).title?.text).toBe(
      'This channel gets commentaries that match iran',
    )
    for (const word of ['clear', 'OFF', 'none', 'all']) {
      await bot.ask('filter iran')
      await bot.ask(`filter ${word}`)
      expect((await subscribed())[0]?.filter).toBe('')
    }
  })

  test('decides what is posted from then on', async () => {
    await bot.ask('filter title:gas')
    await appear(bot.db, { id: 'CO26005', title: 'More oil' }, bot.now())
    await appear(bot.db, { id: 'CO26006', title: 'More gas' }, bot.now())
    await bot.later(0)
    expect(posted().filter((title) => title.startsWith('More'))).toEqual(['More gas'])
  })
})

describe('digest', () => {
  beforeEach(async () => {
    await bot.ask('subscribe instant')
  })

  test('set makes one in addition to instant posts, show says when, off removes it', async () => {
    expect((await bot.ask('digest show', { person: member })).title?.text).toBe('This channel has no digest')
    await bot.ask('digest set weekdays 08:00 Asia/Singapore')
    expect(await subscribed()).toEqual([{ ...instant, digest: 'weekdays 08:00 Asia/Singapore' }])
    expect(await bot.say('digest')).toMatch(
      /Monday to Friday at 08:00[\s\S]*Tue 24 November 2026, 08:00[\s\S]*nothing is posted/u,
    )
    await bot.ask('digest set 9:30')
    expect((await subscribed())[0]?.digest).toBe('weekdays 09:30 Asia/Singapore')
    await bot.ask('digest set empty:post')
    expect((await subscribed())[0]?.postsEmpty).toBe(true)
    await bot.ask('digest set fri')
    expect((await subscribed())[0]).toMatchObject({ digest: 'fri 09:30 Asia/Singapore', postsEmpty: true })
    await bot.ask('digest off')
    expect(await subscribed()).toEqual([instant])
  })

  test('now posts what waits, and says so where nothing does', async () => {
    await bot.ask('digest set daily 08:00')
    await appear(bot.db, { id: 'CO26001' }, bot.now())
    expect((await bot.ask('digest now')).title?.text).toBe('The digest is on its way')
    expect((await bot.ask('digest now')).title?.text).toBe('Nothing waits for the digest')
    await bot.later(0)
    expect(posted().filter((title) => title.includes('digest'))).toEqual([
      'Daily digest, 24 November 2026: 1 commentary',
    ])
  })

  test('set at a time that the night of the change leaves out says when it comes', async () => {
    bot.clock.at = Date.parse('2027-03-27T12:00:00Z')
    expect(await bot.say('digest set daily 01:30 Europe/London')).toContain('Sun 28 March 2027, 02:00 (Europe/London)')
  })
})

describe('a subscription that replaces another', () => {
  test('says what ends, and how to have both', async () => {
    await bot.ask('subscribe instant')
    expect(await bot.say('subscribe daily 08:00 UTC')).toMatch(
      /This replaces a post of each commentary as it appears[\s\S]*\/rsis subscribe both daily 08:00 UTC/u,
    )
    expect(await bot.say('subscribe both daily 08:00 UTC')).not.toContain('replaces')
    expect(await bot.say('subscribe instant')).toMatch(
      /This replaces a digest every day at 08:00, UTC[\s\S]*subscribe both daily 08:00 UTC/u,
    )
  })

  test('names a filter that is replaced, with the line that restores it', async () => {
    await bot.ask('subscribe instant filter:nickel')
    expect(await bot.say('subscribe instant filter:iran')).toMatch(
      /This replaces the filter nickel\.[\s\S]*\/rsis subscribe instant filter:nickel/u,
    )
  })
})

describe('watch', () => {
  test('gets matches at once, in addition to a digest of everything', async () => {
    await bot.ask('subscribe daily 08:00')
    await bot.ask('watch add "nord stream"')
    expect(await bot.say('watch list', { person: member })).toMatch(
      /Number 2: Watch: commentaries that match "nord stream", at once/u,
    )
    await appear(bot.db, { id: 'CO26001', title: 'The end of Nord Stream' }, bot.now())
    await appear(bot.db, { id: 'CO26002', title: 'Nothing of it' }, bot.now())
    await bot.later(0)
    expect(posted().filter((title) => title !== '')).toEqual(['Briefings are set up here', 'The end of Nord Stream'])
  })

  test('is kept once for each query, ended by its number or its words, and twenty at most', async () => {
    expect((await bot.ask('watch add iran')).title?.text).toBe('Watching for iran')
    expect((await bot.ask('watch add iran')).title?.text).toBe('Already watching for iran')
    expect(await subscribed()).toHaveLength(1)
    await bot.ask('watch remove iran')
    expect(await subscribed()).toEqual([])
    await bot.ask('watch add "nord stream"')
    expect((await bot.ask('watch add Nord Stream')).title?.text).toBe('Already watching for "nord stream"')
    await bot.ask('watch add nickel')
    expect(await bot.say('watch remove all')).toMatch(/2 watches are ended[\s\S]*\/rsis watch add nickel/u)
    expect(await subscribed()).toEqual([])
    for (let number = 1; number <= 20; number += 1) await bot.ask(`watch add w${number}`)
    expect(problem(await bot.ask('watch add cobalt'))).toBe(
      'Watch: this channel has 20; end one first: /rsis watch list.',
    )
    expect(await subscribed()).toHaveLength(20)
  })
})

describe('why names the chief reason before a filter:', () => {
  const why = async (id: string): Promise<string> => {
    await bot.ask('subscribe instant filter:zzz')
    await bot.ask('watch add yyy')
    return bot.say(`why ${id}`)
  }
  const seenAt = async (id: string, baselineAt: number, announce: 0 | 1): Promise<void> => {
    const at = bot.now().getTime()
    await bot.db
      .insertInto('sources')
      .values({ id: 'rsis', baseline_at: baselineAt, state: 'ok', steps_json: '[]', failures: 0 })
      .execute()
    const entry = { source: 'rsis', title: id, link: `https://rsis.example/${id}` }
    await bot.db
      .insertInto('entries')
      .values({
        source_id: 'rsis',
        entry_json: JSON.stringify(entry),
        text_hash: 'x',
        state: 'done',
        announce,
        attempts: 0,
        first_seen_at: at,
        next_read_at: at,
        commentary_id: id,
      })
      .execute()
  }

  test('it was there when its feed was first read', async () => {
    await archive(bot.db, { id: 'CO26001' }, bot.now())
    await seenAt('CO26001', bot.now().getTime(), 0)
    const answer = await why('CO26001')
    expect(answer.match(/read for the first time/gu)).toHaveLength(1)
    expect(answer).not.toMatch(/filter/u)
  })

  test('it came by import or backfill', async () => {
    await archive(bot.db, { id: 'CO26001', provenance: { kind: 'file', from: 'a.html' } }, bot.now())
    expect(await why('CO26001')).toContain('imported: It was added by import or backfill, from a saved file: such')
  })

  test('and what came as news has the filters of all subscriptions under one heading', async () => {
    await archive(bot.db, { id: 'CO26001' }, bot.now())
    await seenAt('CO26001', 0, 1)
    const answer = await why('CO26001')
    expect(answer).toContain('filter: It does not match zzz. It does not match yyy.')
    expect(answer.match(/^filter: /gmu)).toHaveLength(1)
  })
})

test('why says that what was released is about to be posted, and takes no other command for a change', async () => {
  await bot.ask('subscribe instant')
  await bot.later(1000)
  await archive(bot.db, { id: 'CO26001' }, bot.now())
  const at = bot.now().getTime()
  await bot.db
    .insertInto('entries')
    .values({
      source_id: 'rsis',
      entry_json: JSON.stringify({ source: 'rsis', title: 'CO26001' }),
      text_hash: 'x',
      state: 'done',
      announce: 0,
      held: 'old',
      attempts: 0,
      first_seen_at: at,
      next_read_at: at,
      commentary_id: 'CO26001',
    })
    .execute()
  expect(await bot.say('why CO26001')).toMatch(/^held: /mu)
  await bot.later(1000)
  await releaseHeld(bot.db, bot.now(), [1])
  for (const command of ['held release 1', 'feeds add https://example.org/feed', 'dispute dismiss 1']) {
    await writeAudit(bot.db, { place: here, person: manager, command }, bot.now())
    expect(await bot.say('why CO26001')).toMatch(/^due: It was released/mu)
    expect(await bot.say('undo')).toContain('No command takes it back')
  }
})

test('why names a change that was made after the commentary appeared', async () => {
  await bot.ask('subscribe instant filter:zzz')
  await bot.later(1000)
  await appear(bot.db, { id: 'CO26001' }, bot.now())
  expect(await bot.say('why CO26001')).toMatch(/^filter: /mu)
  await bot.later(1000)
  await bot.ask('filter clear')
  expect(await bot.say('why CO26001')).toMatch(/^changed: .*after it appeared: \/rsis filter clear/msu)
})

describe('mute', () => {
  test('names the zone that was named, and no digest that it holds back', async () => {
    await bot.ask('subscribe digest weekdays 08:00 Asia/Dubai')
    expect(await bot.say('mute until tomorrow 9am SGT')).toContain('09:00 (Asia/Singapore)')
    await bot.ask('mute 7d')
    for (const line of ['digest set daily 09:00 Asia/Dubai', 'digest show']) {
      expect(await bot.say(line)).toContain('nothing is posted before')
      expect(await bot.say(line)).not.toMatch(/next(?: digest)? is due/u)
    }
    await bot.ask('mute off')
    expect(await bot.say('digest show')).toContain('The next is due')
  })

  test('keeps a channel silent until its time, and what appears meanwhile has its reason', async () => {
    await bot.ask('subscribe instant')
    await archive(bot.db, { id: 'CO26000' }, bot.now())
    await bot.later(1000)
    expect(await bot.say('mute 12h')).toContain('Muted until Tue 24 November 2026, 16:00 (Asia/Singapore)')
    await appear(bot.db, { id: 'CO26001' }, bot.now())
    expect(await bot.say('why CO26001')).toMatch(/muted/u)
    expect(await bot.say('why CO26000')).toMatch(/^baseline: /mu)
    expect(await bot.say('list')).toMatch(/muted until/u)
    await bot.later(12 * 3_600_000)
    await appear(bot.db, { id: 'CO26002' }, bot.now())
    await bot.later(0)
    expect(posted()).toEqual([
      'Briefings are set up here',
      'RSIS briefings are muted here until Tue 24 November 2026, 16:00 (Asia/Singapore)',
      'About CO26002',
      '',
    ])
  })

  test('is announced in the channel, and so is its end; for direct messages only the answer says it', async () => {
    const alone = { place: { ...here, platform: 'slack', channel: 'U1', isDirect: true } } as const
    await bot.ask('subscribe instant', alone)
    await bot.ask('mute 1d', alone)
    await bot.ask('subscribe instant')
    await bot.ask('mute 1d')
    await bot.ask('mute 1d')
    await bot.ask('mute off')
    await bot.ask('mute off')
    await bot.later(0)
    expect(bot.channel.messages.slice(2).map(({ card }) => cardText(card))).toEqual([
      expect.stringContaining('Asked for by Ana'),
      expect.stringContaining('Unmuted by Ana'),
    ])
    expect((await bot.rows()).filter(({ kind }) => kind === 'notice')).toHaveLength(2)
  })

  test.each(['mute off', 'unmute', 'mute end'])('%s ends it', async (text) => {
    await bot.ask('subscribe instant')
    await bot.ask('mute 3d')
    await bot.ask(text)
    expect((await bot.subscriptions())[0]?.mutedUntil).toBe(undefined)
  })

  test('without a time asks for one, and changes nothing', async () => {
    await bot.ask('subscribe instant')
    await bot.ask('mute 3d')
    expect(await bot.say('mute')).toMatch(/^Mute for how long\?/u)
    expect((await bot.subscriptions())[0]?.mutedUntil).not.toBe(undefined)
  })
})

describe('test and requeue', () => {
  test('test posts the newest briefing and says that it arrived', async () => {
    await archive(bot.db, { id: 'CO26001' }, bot.now())
    expect((await bot.ask('test')).title?.text).toBe('It arrived')
    expect(posted()).toEqual(['About CO26001'])
    expect(bot.channel.messages[0]?.card.context).toMatch(/^Trial post: .* · RSIS/u)
  })

  test('requeue sends again what is held here, of one commentary or of all, and resumes what is paused', async () => {
    await bot.close()
    await open({ post: ['accept', 'gone', 'gone'] })
    await bot.ask('subscribe instant')
    await appear(bot.db, { id: 'CO26001' }, bot.now())
    await bot.later(0)
    expect((await bot.subscriptions())[0]?.paused?.code).toBe('channel-gone')
    expect(await bot.say('status')).toMatch(/CO26001, the post to test: given up \(channel-gone\): it was deleted/u)
    expect(problem(await bot.ask('requeue CO99999'))).toMatch(/^Commentary: CO99999 is not in the archive/u)
    expect((await bot.subscriptions())[0]?.paused?.code).toBe('channel-gone')
    expect(await bot.say('requeue CO26001')).toMatch(/2 messages are sent again[\s\S]*active again/u)
    bot.clock.at += 1
    await bot.later(0)
    await bot.ask('requeue')
    await bot.later(0)
    expect(posted()).toEqual(['Briefings are set up here', 'About CO26001', ''])
    expect((await bot.subscriptions())[0]?.paused).toBe(undefined)
  })
})

describe('why', () => {
  const why = async (id = 'CO26001'): Promise<string> => (await bot.say(`why ${id}`)).split('\n').at(-1) ?? ''

  test('names each way in which a commentary was posted or not', async () => {
    await archive(bot.db, { id: 'CO26009' }, bot.now())
    expect(await why('CO26009')).toBe('not-subscribed: This channel has no subscription.')
    bot.clock.at += 1
    await bot.ask('subscribe digest daily 08:00 Asia/Singapore filter:title:about')
    expect(await why('CO26009')).toMatch(/^before: It was in the archive before the subscription was made/u)
    await appear(bot.db, { id: 'CO26001' }, bot.now())
    expect(await why()).toBe(
      'waiting: It waits for the digest. The next one is due Tue 24 November 2026, 08:00 (Asia/Singapore).',
    )
    await appear(bot.db, { id: 'CO26002', title: 'Other' }, bot.now())
    expect(await why('CO26002')).toBe('filter: It does not match title:about.')
    await bot.ask('digest now')
    await bot.later(0)
    expect(await why()).toBe('posted: The digest arrived 23 Nov, 20:00 UTC.')
  })

  test('says what became of the digest or the catch-up that contains it, and not only that one does', async () => {
    await bot.close()
    await open({ post: ['accept', 'refused'] })
    await bot.ask('subscribe daily 08:00')
    await appear(bot.db, { id: 'CO26001' }, bot.now())
    await bot.ask('digest now')
    await bot.later(0)
    expect(await why()).toBe('too-long: The digest is given up: refused: the message is too long.')
  })

  test('names a post that waits, failed, or was held by a pause', async () => {
    await bot.close()
    await open({ post: ['accept', 'busy', 'gone'] })
    await bot.ask('subscribe instant')
    await appear(bot.db, { id: 'CO26001' }, bot.now())
    await bot.later(0)
    expect(await bot.say('why CO26001')).toContain(
      'rate-limited: The post is to be tried again: slow down. Next try 23 Nov, 20:00 UTC.',
    )
    await bot.later(30_000)
    expect(await bot.say('why CO26001')).toContain(
      'channel-gone: The post is given up: it was deleted; subscribe another.',
    )
    await appear(bot.db, { id: 'CO26002' }, bot.now())
    expect(await why('CO26002')).toBe('channel-gone: The post is not sent: it was deleted; subscribe another.')
  })
})

describe('list', () => {
  test('says what the channel gets, when, since when and by whom, and what is wrong', async () => {
    await bot.ask('subscribe both weekdays 08:00 Asia/Singapore filter:iran')
    expect(await bot.say('list', { person: member })).toContain(
      `Number 1: commentaries that match iran, each as it appears, and a digest Monday to Friday at 08:00, Asia/Singapore · next digest Tue 24 November 2026, 08:00 (Asia/Singapore) · by Ana, 23 November 2026`,
    )
  })

  test('all lists every channel of the workspace, ten a page, forward and back', async () => {
    for (let number = 1; number <= 100; number += 1) await bot.subscribe(place(`c${number}`))
    const seen: string[] = []
    let next: string | undefined = 'list all'
    while (next !== undefined) {
      const card = await bot.ask(next)
      seen.push(...(cardText(card).match(/(?<=^Number \d+: )c\d+/gmu) ?? []))
      const action = card.actions?.find(({ label }) => label === 'Next page')
      next = action !== undefined && 'command' in action ? action.command : undefined
    }
    expect(new Set(seen).size).toBe(100)
    const labels = async (text: string) => (await bot.ask(text)).actions?.map(({ label }) => label)
    expect(await labels('list all page:5')).toEqual([
      'Next page',
      'Previous page',
      'First page',
      'Last page',
      'Change…',
    ])
    expect(await labels('list all page:10')).toEqual(['Previous page', 'First page', 'Change…'])
    expect(problem(await bot.ask('list all page:11'))).toMatch(/there is no page 11; give a number from 1 to 10/u)
  })
})

describe('numbers', () => {
  test('are the channel’s own, and stay when another is ended', async () => {
    await bot.ask('subscribe instant', { place: place('other') })
    for (const query of ['subscribe instant', 'watch add iran', 'watch add nickel']) await bot.ask(query)
    expect((await bot.subscriptions()).map(({ number }) => number)).toEqual([1, 2, 3])
    await bot.ask('unsubscribe 2')
    expect((await bot.subscriptions()).map(({ number, filter }) => [number, filter])).toEqual([
      [1, ''],
      [3, 'nickel'],
    ])
    await bot.ask('watch add cobalt')
    expect((await bot.subscriptions()).map(({ number }) => number)).toEqual([1, 3, 4])
  })

  test('“unsubscribe” says what continues, and “unsubscribe all” ends it', async () => {
    await bot.ask('subscribe instant')
    await bot.ask('watch add iran')
    const card = await bot.ask('unsubscribe')
    expect(cardText(card)).toContain('Still posted here: the watch for iran.')
    expect(card.actions).toEqual([{ label: 'End these too', command: '/rsis unsubscribe all' }])
    await bot.ask('unsubscribe all')
    expect(await bot.subscriptions()).toEqual([])
  })
})

describe('in a channel without a subscription', () => {
  test('“digest set” makes one for the digest alone, and says so', async () => {
    expect(await bot.say('digest set weekdays 08:00')).toMatch(/had no subscription: one was made for the digest/u)
    expect(await subscribed()).toEqual([{ ...instant, isInstant: false, digest: 'weekdays 08:00 Asia/Singapore' }])
  })

  test('“filter” makes one that posts what matches, and says so', async () => {
    expect(await bot.say('filter topic:maritime')).toMatch(/had no subscription: one was made/u)
    expect(await subscribed()).toEqual([{ ...instant, filter: 'topic:maritime' }])
  })
})

test('who changed what is kept, and nothing of what was refused or only looked at', async () => {
  await bot.ask('subscribe daily 08:00')
  await bot.ask('list')
  await bot.ask('digest set 25:99')
  await bot.ask('mute 3d', { person: member })
  await bot.ask('filter iran', { person: { ...manager, id: 'U9', name: 'Cy' } })
  expect((await bot.state()).audit).toMatchObject([
    {
      place_key: 'web/local/test/',
      tenant_key: 'web/local',
      person: 'U1',
      person_name: 'Ana',
      command: 'subscribe daily 08:00',
    },
    { person: 'U9', person_name: 'Cy', command: 'filter iran' },
  ])
})

describe('before a subscription is made', () => {
  test('preview says what it would have posted in the last 30 days, to anybody, and changes nothing', async () => {
    const day = (ago: number): string => new Date(bot.now().getTime() - ago * 86_400_000).toISOString().slice(0, 10)
    await archive(bot.db, { id: 'CO26001', title: 'Iran and oil', published: day(3) }, bot.now())
    await archive(bot.db, { id: 'CO26002', title: 'Nord Stream', published: day(29) }, bot.now())
    await archive(bot.db, { id: 'CO26003', title: 'Iran and gas', published: day(40) }, bot.now())
    const before = (await bot.subscriptions()).length
    const card = await bot.ask('preview iran', { person: member })
    expect(cardText(card)).toContain('It would have matched 1 of the 2 commentaries of the last 30 days.')
    expect(card.actions).toContainEqual({ label: 'Subscribe with it', command: '/rsis subscribe instant filter:iran' })
    expect(await bot.say('preview')).toContain('The last 30 days had 2 commentaries.')
    expect(problem(await bot.ask('preview author:'))).toMatch(/author/u)
    expect((await bot.subscriptions()).length).toBe(before)
  })
})

describe('a change that would change nothing', () => {
  test.each<[first: readonly string[], again: string]>([
    [['subscribe instant'], 'subscribe instant'],
    [['subscribe daily 08:00 UTC filter:iran'], 'subscribe daily 8am utc filter:iran'],
    [['subscribe instant', 'filter iran'], 'filter iran'],
    [['subscribe instant'], 'filter clear'],
    [['subscribe both daily 08:00 UTC'], 'digest set daily 08:00 UTC'],
    [['subscribe instant', 'mute until 2026-12-01'], 'mute until 2026-12-01'],
    [['subscribe instant'], 'mute off'],
    [['alerts here'], 'alerts here'],
  ])('after %j is “%s”, which says so and is noted nowhere', async (first, again) => {
    for (const line of first) await bot.ask(line)
    const before = (await bot.state()).audit
    expect((await bot.ask(again)).title?.text).toMatch(/^No change/u)
    expect((await bot.state()).audit).toEqual(before)
  })

  test.each(['digest now', 'digest off', 'watch add iran', 'subscribe instant'])(
    'is “%s”, and nobody is noted as having changed it',
    async (line) => {
      await bot.ask('subscribe instant')
      await bot.ask('watch add iran')
      const before = (await bot.state()).audit
      await bot.ask(line)
      expect((await bot.state()).audit).toEqual(before)
    },
  )

  test('is not an unchanged one if it resumes a paused subscription, or posts the newest', async () => {
    await archive(bot.db, { id: 'CO26001' }, bot.now())
    await bot.ask('subscribe instant')
    expect((await bot.ask('subscribe instant newest')).title?.text).toBe('Changed')
    expect(await bot.say('subscribe instant newest')).toMatch(
      /^No change[\s\S]*The newest, “.*”, was posted here before\./u,
    )
    await bot.ask('mute 3d')
    expect(await bot.say('subscribe instant newest')).toMatch(
      /^No change[\s\S]*is muted, so the newest, “.*”, is not posted/u,
    )
    await bot.db.updateTable('subscriptions').set({ state: 'paused', reason_code: 'x', reason: 'y' }).execute()
    expect((await bot.ask('subscribe instant')).title?.text).toBe('Changed')
    expect((await bot.state()).audit).toHaveLength(4)
  })
})

describe('what an answer says of the digest', () => {
  test('names the filter, in the digest and next to it', async () => {
    await bot.ask('subscribe instant filter:topic:maritime')
    const answer = await bot.say('digest set daily 08:00')
    expect(answer).toContain('It has commentaries that match topic:maritime')
    expect(answer).toContain('Each commentary that matches topic:maritime is posted as it appears, too')
    expect(await bot.say('digest now')).toContain('What appears until then and matches topic:maritime')
    expect(await bot.say('digest off')).toContain('Each commentary that matches topic:maritime is still posted')
    expect(await bot.say('subscribe daily 08:00')).toContain(
      'This replaces a post of each commentary that matches topic:maritime as it appears',
    )
  })

  test('promises none if there is none', async () => {
    await bot.ask('subscribe instant')
    expect(await bot.say('digest now')).toMatch(/^This channel has no digest/u)
  })

  test('does not call silent what a watch still posts', async () => {
    await bot.ask('subscribe daily 08:00')
    await bot.ask('watch add iran')
    expect(await bot.say('digest off')).toContain('Only what the watches match is posted here now')
  })

  test.each(['digest show', 'digest set 9:00', 'digest now', 'filter iran', 'subscribe instant', 'digest off'])(
    'or of the posts tells of a mute: “%s”',
    async (line) => {
      await bot.ask('subscribe both daily 08:00')
      await bot.ask('mute 3d')
      expect(await bot.say(line)).toMatch(/Muted: nothing is posted before Fri 27 November 2026, 04:00/u)
    },
  )
})

describe('list names who changed a subscription last', () => {
  const changes = async (): Promise<readonly string[]> =>
    [...(await bot.say('list')).matchAll(/Number (\d+).*\(\/rsis (.+)\)/gu)].map(
      ([, number, line]) => `${number} ${line}`,
    )

  test('and how, each by its own change', async () => {
    await bot.ask('subscribe instant')
    await bot.ask('watch add iran')
    await bot.ask('watch add nickel')
    expect(await changes()).toEqual(['1 subscribe instant', '2 watch add iran', '3 watch add nickel'])
    await bot.ask('filter oil')
    await bot.ask('watch remove 3')
    await bot.ask('digest now')
    expect(await changes()).toEqual(['1 filter oil', '2 watch add iran'])
    await bot.ask('unsubscribe')
    expect(await changes()).toEqual(['2 watch add iran'])
    await bot.ask('subscribe instant')
    await bot.ask('mute 3d')
    expect(await changes()).toEqual(['2 mute 3d', '3 mute 3d'])
  })
})

test('list names who changed last what the channel gets, and how', async () => {
  await bot.ask('subscribe instant')
  expect(await bot.say('list')).toMatch(/changed by .+ \(\/rsis subscribe instant\)/u)
  await bot.ask('filter topic:maritime')
  expect(await bot.say('list')).toContain('(/rsis filter topic:maritime)')
  expect(await bot.say('list all')).toContain('(/rsis filter topic:maritime)')
})

describe('what somebody wants for themselves, in a channel', () => {
  test.each([
    ['subscribe me every morning at 8', 'subscribe every morning at 8'],
    ['subscribe me instantly', 'subscribe instantly'],
    ['unsubscribe me', 'unsubscribe'],
    ['unsubscribe me from everything', 'unsubscribe from everything'],
    ['digest for me weekdays 8am', 'digest weekdays 8am'],
  ])('“%s” is asked about once: the button says what it does', async (line, command) => {
    const bot = await openBot()
    const asked = await bot.ask(line)
    expect(asked.title?.text).toBe('Do this for the channel, for everybody in it?')
    expect(asked.actions).toContainEqual({ label: 'Do it for the channel', command: `/rsis ${command}` })
    expect((await bot.ask(`/rsis ${command}`)).title?.text).not.toBe(asked.title?.text)
    await bot.close()
  })
})
