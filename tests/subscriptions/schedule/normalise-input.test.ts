import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { parseDays as readDays } from '../../../src/subscriptions/schedule/parse-schedule.ts'
import { parseTime } from '../../../src/subscriptions/schedule/parse-time.ts'
import { parseZone } from '../../../src/subscriptions/schedule/parse-zone.ts'
import { suggestZones } from '../../../src/subscriptions/schedule/suggest-zones.ts'
import { anyCharacter } from '../../any-character.ts'

/** The sentence that a person gets. */
const answer = (parse: (typed: string) => string, typed: string): string => {
  try {
    return `understood as ${parse(typed)}`
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
}

describe('a time', () => {
  test.each([
    ['8', '08:00'],
    ['8am', '08:00'],
    ['8 AM', '08:00'],
    ['8 a.m.', '08:00'],
    ['08.00', '08:00'],
    ['8h30', '08:30'],
    ['20h', '20:00'],
    ['0800', '08:00'],
    ['800', '08:00'],
    ['8:30pm', '20:30'],
    ['830pm', '20:30'],
    ['12am', '00:00'],
    ['12pm', '12:00'],
    ['12:15 am', '00:15'],
    ['0', '00:00'],
    ['00:00', '00:00'],
    ['2:30', '02:30'],
    ['23:59', '23:59'],
    ['noon', '12:00'],
    ['Midnight', '00:00'],
    ['０８：３０', '08:30'],
    ['  7:05\u200B ', '07:05'],
  ])('%j is %s', (typed, time) => expect(parseTime(typed)).toBe(time))

  test.each([
    ['25:99', 'Time: “25:99” is not a time of day; give 00:00 to 23:59, e.g. 08:00'],
    ['24:00', 'Time: a day ends before “24:00”; use 00:00 of the next day'],
    ['24', 'Time: a day ends before “24”; use 00:00 of the next day'],
    ['24:30', 'Time: “24:30” is not a time of day; give 00:00 to 23:59, e.g. 08:00'],
    ['8:60', 'Time: “8:60” is not a time of day; give 00:00 to 23:59, e.g. 08:00'],
    ['8:5', 'Time: the minutes of “8:5” need two digits; e.g. 08:05'],
    ['13pm', 'Time: “13pm”: with am or pm the hour is 1 to 12; e.g. 8am or 20:00'],
    ['0am', 'Time: “0am”: with am or pm the hour is 1 to 12; e.g. 8am or 20:00'],
    ['-1', 'Time: “-1” is not a time of day; give 00:00 to 23:59, e.g. 08:00'],
    ['soon', 'Time: “soon” is not a time of day; give 00:00 to 23:59, e.g. 08:00'],
    ['constructor', 'Time: “constructor” is not a time of day; give 00:00 to 23:59, e.g. 08:00'],
    ['', 'Time: say at what time; e.g. 08:00'],
    ['8'.repeat(4000), `Time: “${'8'.repeat(40)}…” is not a time of day; give 00:00 to 23:59, e.g. 08:00`],
  ])('%j is asked again', (typed, sentence) => expect(answer(parseTime, typed)).toBe(sentence))
})

const parseDays = (typed: string): string => readDays(typed).join(',')

describe('days', () => {
  test.each([
    ['daily', 'mon,tue,wed,thu,fri,sat,sun'],
    ['weekdays', 'mon,tue,wed,thu,fri'],
    ['Thurs', 'thu'],
    ['mon,wed', 'mon,wed'],
    ['weekly', 'mon'],
  ])('%j are %s', (typed, days) => expect(parseDays(typed)).toBe(days))

  test.each([
    ['Blursday', 'Schedule: “Blursday” is not understood; did you mean thursday?'],
    ['', 'Days: say on which days; name them, e.g. daily, weekdays, or mon,tue,wed'],
    ['weekdays 8am', 'Days: “weekdays 8am” is not days of the week; name them, e.g. daily, weekdays, or mon,tue,wed'],
  ])('%j is asked again', (typed, sentence) => expect(answer(parseDays, typed)).toBe(sentence))
})

describe('a zone', () => {
  test.each([
    ['Asia/Singapore', 'Asia/Singapore'],
    ['asia/singapore', 'Asia/Singapore'],
    ['singapore', 'Asia/Singapore'],
    ['SGT', 'Asia/Singapore'],
    ['America/new york', 'America/New_York'],
    ['Kathmandu', 'Asia/Kathmandu'],
    ['são paulo', 'America/Sao_Paulo'],
    ['Sydney', 'Australia/Sydney'],
    ['Mumbai', 'Asia/Kolkata'],
    ['Japan', 'Asia/Tokyo'],
    ['US/Eastern', 'America/New_York'],
    ['Etc/GMT+5', 'Etc/GMT+5'],
    ['utc', 'UTC'],
    ['GMT', 'UTC'],
    ['+08:00', '+08:00'],
    ['UTC+8', '+08:00'],
    ['gmt −3:30', '-03:30'],
    ['+0', 'UTC'],
  ])('%j is %s', (typed, zone) => expect(parseZone(typed)).toBe(zone))

  test.each([
    ['Mars/Base', 'Time zone: “Mars/Base” is not known; e.g. Asia/Singapore'],
    ['Singapor', 'Time zone: “Singapor” is not known; did you mean Asia/Singapore?'],
    ['CST', 'Time zone: “CST” can be America/Chicago, Asia/Shanghai, America/Havana; say which, e.g. America/Chicago'],
    ['IST', 'Time zone: “IST” can be Asia/Kolkata, Asia/Jerusalem, Europe/Dublin; say which, e.g. Asia/Kolkata'],
    ['BST', 'Time zone: “BST” can be Europe/London, Asia/Dhaka; say which, e.g. Europe/London'],
    ['+15:00', 'Time zone: no place is “+15:00” from UTC; give -12:00 to +14:00, e.g. +08:00'],
    ['', 'Time zone: say which one; e.g. Asia/Singapore'],
  ])('%j is asked again', (typed, sentence) => expect(answer(parseZone, typed)).toBe(sentence))

  test('every zone that Node knows is taken as it is typed', () => {
    const known = Intl.supportedValuesOf('timeZone')
    expect(known.filter((zone) => parseZone(zone.toLowerCase()) !== zone)).toEqual([])
  })
})

test.each(['', 's', 'new', 'asia/', 'SGT', 'zzz', 'a'.repeat(4000)])(
  'what is offered for %j is short, and is a zone as it stands',
  (typed) => {
    const offered = suggestZones(typed)
    expect(offered.length).toBeLessThanOrEqual(25)
    for (const { label, value } of offered) {
      expect(label.length).toBeLessThanOrEqual(100)
      expect(parseZone(value)).toBe(value)
    }
  },
)

test('what is typed finds its zone among the offers', () => {
  expect(suggestZones('sing')[0]).toEqual({ label: 'Singapore: Asia/Singapore', value: 'Asia/Singapore' })
  expect(suggestZones('york').map(({ value }) => value)).toContain('America/New_York')
  expect(suggestZones('')[0]?.value).toBe('Asia/Singapore')
})

test.each([
  ['time', parseTime, /^\d\d:\d\d$/u],
  ['days', parseDays, /^[a-z,]+$/u],
  ['zone', parseZone, /^(?:[+-]\d\d:\d\d|[A-Za-z0-9_/+-]+)$/u],
] as const)('whatever is typed for a %s is understood, or answered in one clean line', (_, parse, right) => {
  const nearly = fc.string({ unit: fc.constantFrom(...Array.from(' +-:.08123amponhdtuesyASGTC/')), maxLength: 12 })
  const anything = fc.oneof(fc.string({ unit: anyCharacter, maxLength: 40 }), nearly)
  fc.assert(
    fc.property(anything, (typed) => {
      const said = answer(parse, typed)
      const understood = /^understood as (.*)$/su.exec(said)?.[1]
      if (understood === undefined) expect(said).not.toMatch(/[\p{Cc}\p{Cf}]/u)
      else expect(understood).toMatch(right)
    }),
    { numRuns: 300 },
  )
})
