import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Completed, Form } from '../../src/commands/port.ts'
import { weekdays } from '../../src/subscriptions/cadence.ts'
import { parseZone } from '../../src/subscriptions/schedule/parse-zone.ts'
import { place } from '../delivery/harness.ts'
import { optionsAt } from '../../src/commands/write-command.ts'
import { definitions } from '../../src/commands/registry.ts'
import { type Bot, cadenceText, here, manager, member, openBot, problem } from './harness.ts'

let bot: Bot

beforeAll(async () => {
  bot = await openBot()
  await bot.fill()
})
beforeEach(async () => {
  await bot.db.deleteFrom('subscriptions').execute()
})
afterEach(() => {
  expect(bot.faults).toEqual([])
})
afterAll(() => bot.close())

const open = async (where = here): Promise<Form> => {
  const opened = await bot.handler.form('subscribe', { place: where, person: manager })
  return 'form' in opened ? opened.form : expect.fail(problem(opened.refusal))
}
const valuesOf = ({ fields }: Form): Record<string, string> =>
  Object.fromEntries(fields.map(({ name, value }) => [name, value ?? '']))
const send = async (changes: Record<string, string> = {}) => {
  const form = await open()
  return bot.ask(form.command({ ...valuesOf(form), ...changes }))
}
const kept = async () =>
  (await bot.subscriptions()).map(({ isInstant, filter, locale, digest }) => ({
    isInstant,
    filter,
    locale,
    digest: digest && { ...digest.cadence, postsEmpty: digest.postsEmpty, next: digest.next.toISOString() },
  }))

describe('the form of a subscription', () => {
  test('opens empty if there is no digest, and makes one when it is sent unchanged', async () => {
    expect((await open()).title).toBe('Subscribe this channel')
    expect((await send()).title?.text).toBe('Subscribed')
    expect(await kept()).toEqual([{ isInstant: true, filter: '', locale: 'en-GB', digest: undefined }])
  })

  const words = fc.record({
    mode: fc.constantFrom('instant', 'digest', 'both'),
    days: fc.constantFrom('daily', 'weekdays', 'weekends', 'sun-thu', 'mon,wed,fri', 'tue,sat', ...weekdays),
    time: fc
      .integer({ min: 0, max: 1439 })
      .map((minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`),
    zone: fc.constantFrom(
      'Asia/Singapore',
      'America/Argentina/Buenos_Aires',
      'Pacific/Apia',
      '+05:45',
      'UTC',
      'Australia/Lord_Howe',
    ),
    dates: fc.constantFrom('en-GB', 'de', 'zh-Hant-TW'),
    empty: fc.constantFrom('post', 'skip'),
    filter: fc.constantFrom(
      '',
      'iran',
      '"nord stream" OR (a b)',
      'topic:maritime -piracy',
      'author:"o’neil" since:2026',
      '50% & <b>',
    ),
  })

  test('sent as it opens leaves the subscription as it is, whatever that is', async () => {
    await fc.assert(
      fc.asyncProperty(words, async ({ mode, days, time, zone, dates, empty, filter }) => {
        const times = mode === 'instant' ? '' : `${days} ${time} ${zone} empty:${empty}`
        await bot.ask(`subscribe ${mode} ${times} dates:${dates} filter:${filter}`)
        const before = await kept()
        expect((await send()).title?.text).toBe('No change')
        expect(await kept()).toEqual(before)
      }),
      { numRuns: 60 },
    )
  })

  test('offers each field’s value among its choices, and keeps within what both platforms take', async () => {
    for (const days of ['daily', 'weekdays', ...weekdays]) {
      await bot.ask(`subscribe both ${days} 08:00`)
      const form = await open()
      expect(form.title.length).toBeLessThanOrEqual(24)
      expect(form.fields.length).toBeLessThanOrEqual(5)
      for (const field of form.fields) {
        expect(field.label.length).toBeLessThanOrEqual(45)
        if (field.type === 'choice') {
          expect(field.choices.map(({ value }) => value)).toContain(field.value)
          expect(field.choices.length).toBeLessThanOrEqual(25)
        }
      }
    }
  })

  test.each<[changes: Record<string, string>, digest: string]>([
    [{ mode: 'digest', days: 'wed', time: '8 am', zone: 'New York' }, 'wed 08:00 America/New_York'],
    [{ mode: 'both', time: ' 17:30 ', zone: ' asia/singapore ' }, 'weekdays 17:30 Asia/Singapore'],
    [{ mode: 'digest', days: 'daily', time: '', zone: '' }, 'daily 08:00 Asia/Singapore'],
    [{ mode: 'digest', time: 'noon', zone: 'UTC+8' }, 'weekdays 12:00 +08:00'],
  ])('%j is understood as a person types it', async (changes, digest) => {
    await send(changes)
    const [one] = await kept()
    expect(one?.digest && cadenceText(one.digest)).toBe(digest)
  })

  test.each<[changes: Record<string, string>, says: RegExp]>([
    [{ mode: 'digest', time: '25:99' }, /^Time: “25:99”/u],
    [{ mode: 'digest', time: 'early in the morning' }, /^Time: /u],
    [{ mode: 'digest', zone: 'Mars/Base' }, /^Time zone: “Mars\/Base”/u],
    [{ mode: 'digest', zone: 'the moon' }, /^Time zone: /u],
    [{ mode: 'digest', days: 'Blursday' }, /^Schedule: “Blursday” is not understood; did you mean thursday/u],
    [{ mode: 'sometimes' }, /^Mode: “sometimes”/u],
    [{ filter: '"nord' }, /^Query: the quote at position 1/u],
    [{ filter: 'x'.repeat(4000) }, /^Query: at most 2,000 characters/u],
  ])('%j is answered by the sentence of that field, and changes nothing', async (changes, says) => {
    expect(problem(await send(changes))).toMatch(says)
    expect(await kept()).toEqual([])
  })

  test('shows all mistakes at once, each at its field, with the sentence that answers the typed command', async () => {
    const values = { mode: 'digest', days: 'Blursday', time: '25:99', zone: 'Mars/Base', filter: '"nord' }
    const errors = await bot.handler.formErrors('subscribe', values)
    expect(Object.keys(errors).toSorted()).toEqual(['days', 'filter', 'time', 'zone'])
    expect(errors['time']).toBe('“25:99” is not a time of day; give 00:00 to 23:59, e.g. 08:00.')
    expect(errors['zone']).toBe('“Mars/Base” is not known; e.g. Asia/Singapore.')
    expect(await bot.handler.formErrors('subscribe', { ...values, mode: 'instant', filter: 'nord' })).toEqual({})
    expect(await bot.handler.formErrors('gone', values)).toEqual({})
  })

  test('opens with the options after its name, so that nothing is lost to a mistake', async () => {
    const name = 'subscribe mode:both days:fri time:25:99 zone:"New York" filter:"nord stream" -iran'
    const opened = await bot.handler.form(name, { place: here, person: manager })
    const form = 'form' in opened ? opened.form : expect.fail('refused')
    expect(valuesOf(form)).toEqual({
      mode: 'both',
      days: 'fri',
      time: '25:99',
      zone: 'New York',
      filter: '"nord stream" -iran',
    })
  })

  test('has the person’s own time zone as its default, and so has a digest without one', async () => {
    const person = { ...manager, zone: async () => 'Europe/Berlin' }
    const opened = await bot.handler.form('subscribe', { place: here, person })
    expect('form' in opened ? valuesOf(opened.form)['zone'] : '').toBe('Europe/Berlin')
    expect(await bot.say('subscribe daily 9am', { person })).toMatch(
      /Europe\/Berlin[\s\S]*Assumed: the time zone Europe\/Berlin, which is yours/u,
    )
  })

  test('takes its times from no field when each is posted as it appears', async () => {
    await send({ mode: 'instant', days: 'Blursday', time: '25:99', zone: 'Mars/Base' })
    expect(await kept()).toEqual([{ isInstant: true, filter: '', locale: 'en-GB', digest: undefined }])
  })

  test('an emptied filter takes the filter away', async () => {
    await bot.ask('subscribe instant filter:iran')
    await send({ filter: '' })
    expect((await kept())[0]?.filter).toBe('')
  })

  test('with fields missing, or more than there are, is a command all the same', async () => {
    const form = await open()
    for (const values of [{}, { mode: 'digest' }, { other: 'x' }, { mode: '', filter: '' }] as Record<string, string>[])
      expect(form.command(values)).toMatch(/^\/rsis subscribe/u)
  })

  test('is that of its own place', async () => {
    await bot.ask('subscribe both fri 09:00 filter:zanzibar')
    expect(JSON.stringify(await open(place('other')))).not.toContain('zanzibar')
  })

  test.each(['', 'nothing', 'constructor', '__proto__', 'subscribed', 'x'.repeat(4000)])(
    'of the name %j is not there',
    async (name) => {
      expect(await bot.handler.form(name, { place: here, person: manager })).toHaveProperty('refusal.tone', 'problem')
    },
  )
})

/** Every command and action that has a form, by its name. */
const formNames = definitions.flatMap(({ verb, form, actions = [] }) => [
  ...(form === undefined ? [] : [verb]),
  ...actions.flatMap((action) => (action.form === undefined ? [] : [`${verb} ${action.verb}`])),
])

const openNamed = async (name: string, person = manager): Promise<Form> => {
  const opened = await bot.handler.form(name, { place: here, person })
  return 'form' in opened ? opened.form : expect.fail(problem(opened.refusal))
}

describe('every form', () => {
  test('is there for what a person would rather choose than type', () => {
    expect(formNames).toEqual(expect.arrayContaining(['subscribe', 'filter', 'digest set', 'watch add']))
  })

  test.each(formNames)(
    '“%s” asks for options of its command, each with its own description and choices',
    async (name) => {
      const path = name.split(' ')
      const options = optionsAt(definitions, path)
      const { fields, title, submit } = await openNamed(name)
      expect(fields.length).toBeGreaterThan(0)
      expect(fields.length).toBeLessThanOrEqual(5)
      for (const text of [title, submit]) expect(text.length).toBeLessThanOrEqual(24)
      for (const field of fields) {
        const option = options.find((one) => one.name === field.name) ?? expect.fail(`${field.name} is no option`)
        expect(field.label.length).toBeLessThanOrEqual(45)
        expect((field.hint ?? '').length).toBeLessThanOrEqual(100)
        if (option.choices !== undefined) expect(field).toMatchObject({ type: 'choice', choices: option.choices })
        if (field.type === 'choice') expect(field.choices.length).toBeLessThanOrEqual(25)
        if (field.type === 'choice' && field.value !== '')
          expect(field.choices.map(({ value }) => value)).toContain(field.value)
      }
    },
  )

  test.each(formNames)('“%s” opens for nobody who may not change what it changes', async (name) => {
    const opened = await bot.handler.form(name, { place: here, person: member })
    expect(opened).toHaveProperty('refusal.tone', 'problem')
  })

  test.each(formNames)('“%s” says all mistakes at once, and keeps what was filled in', async (name) => {
    const bad: Record<string, string> = {
      days: 'Blursday',
      time: '25:99',
      zone: 'Mars/Base',
      filter: '"x',
      query: '"x',
    }
    const { fields, command } = await openNamed(name)
    const values = Object.fromEntries(
      fields.flatMap((field) => (bad[field.name] === undefined ? [] : [[field.name, bad[field.name] ?? '']])),
    )
    const sent = { mode: 'digest', empty: 'skip', ...values }
    expect(Object.keys(await bot.handler.formErrors(name, sent)).toSorted()).toEqual(Object.keys(values).toSorted())
    const again = await openNamed(command(sent).replace('/rsis ', ''))
    expect(valuesOf(again)).toMatchObject(values)
    expect(await bot.subscriptions()).toEqual([])
  })

  test.each<[name: string, values: Record<string, string>, command: string]>([
    ['filter', { query: 'topic:maritime -piracy' }, '/rsis filter topic:maritime -piracy'],
    ['filter', { query: ' ' }, '/rsis filter clear'],
    ['watch add', { query: '"nord stream"' }, '/rsis watch add "nord stream"'],
    [
      'digest set',
      { days: 'sun-thu', time: '7am', zone: 'Asia/Dubai', empty: 'post' },
      '/rsis digest set days:sun-thu time:7am zone:Asia/Dubai empty:post',
    ],
  ])('“%s” with %j is %s', async (name, values, command) => {
    expect((await openNamed(name)).command(values)).toBe(command)
  })

  test('sent empty where something is needed says so', async () => {
    expect(await bot.handler.formErrors('watch add', { query: ' ' })).toEqual({
      query: 'Say what; e.g. "nord stream".',
    })
  })

  test('of a digest offers the person’s own zone and the one that is so now, however rare', async () => {
    await bot.ask('digest set fri 09:00 Europe/Vilnius')
    const zone = (await openNamed('digest set', { ...manager, zone: async () => 'Pacific/Apia' })).fields.find(
      ({ name }) => name === 'zone',
    )
    expect(zone?.value).toBe('Europe/Vilnius')
    const choices = zone?.type === 'choice' ? zone.choices.map(({ value }) => value) : []
    expect(choices).toEqual(expect.arrayContaining(['Europe/Vilnius', 'Pacific/Apia', 'Asia/Singapore']))
  })
})

describe('what is suggested while a person types', () => {
  const kinds: readonly Completed[] = ['commentary', 'author', 'topic', 'zone']

  test.each<[what: Completed, typed: string, value: string]>([
    ['commentary', 'CO26213', 'CO26213'],
    ['commentary', 'reactors', 'CO26202'],
    ['author', 'nguyen', 'Nguyen Hoai Nam'],
    ['zone', 'singap', 'Asia/Singapore'],
    ['zone', 'New Y', 'America/New_York'],
  ])('%s for “%s” holds %s', async (what, typed, value) => {
    const suggested = await bot.handler.suggest(what, typed, { place: here, person: manager })
    expect(suggested.map((one) => one.value)).toContain(value)
  })

  test('a commentary is shown with its title, the newest first', async () => {
    const [first] = await bot.handler.suggest('commentary', '', { place: here, person: manager })
    expect(first?.label).toMatch(/^CO26224 \w/u)
  })

  test('is at most 25, each of a length that both platforms take, whatever is typed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...kinds),
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.constantFrom('%', '_', '\\', "'", '"', ' ', '\0', '\uD800', 'a'.repeat(4000)),
        ),
        async (what, typed) => {
          const suggested = await bot.handler.suggest(what, typed, { place: here, person: manager })
          expect(suggested.length).toBeLessThanOrEqual(25)
          for (const { label, value } of suggested) {
            expect(label.length).toBeLessThanOrEqual(100)
            expect(value.length).toBeLessThanOrEqual(100)
            expect(label.length * value.length).toBeGreaterThan(0)
            if (what === 'zone') expect(parseZone(value)).toBe(value)
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  test.each(['%', '_', '\\'])('takes %s as the character that it is', async (typed) => {
    expect(await bot.handler.suggest('commentary', typed, { place: here, person: manager })).toEqual([])
  })
})
