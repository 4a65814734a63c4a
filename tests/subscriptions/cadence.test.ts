import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Cadence, weekdays, workdays } from '../../src/subscriptions/cadence.ts'
import { type Due, latestDue, nextDue, nextInstant } from '../../src/subscriptions/due.ts'
import { clockChanges, localDates, wallClock } from './wall-clock.ts'

const daily = (zone: string, time: string): Cadence => ({ days: weekdays, times: [time], zone })
const at = (text: string): Date => new Date(text)

/** Every change of the clock in 2026 and 2027, in UTC. */
const changes: Readonly<Record<string, readonly string[]>> = {
  'America/New_York': ['2026-03-08T07:00Z', '2026-11-01T06:00Z', '2027-03-14T07:00Z', '2027-11-07T06:00Z'],
  'Europe/London': ['2026-03-29T01:00Z', '2026-10-25T01:00Z', '2027-03-28T01:00Z', '2027-10-31T01:00Z'],
  'Australia/Lord_Howe': ['2026-04-04T15:00Z', '2026-10-03T15:30Z', '2027-04-03T15:00Z', '2027-10-02T15:30Z'],
  'Asia/Singapore': [],
  'Asia/Kathmandu': [],
  'America/Sao_Paulo': [],
  'Pacific/Apia': [],
}

/** What a day's 00:00, 01:30 and 02:30 fall on. */
const days: readonly (readonly [zone: string, date: string, midnight: string, half1: string, half2: string])[] = [
  // Forward at 02:00 to 03:00: 02:30 does not exist.
  ['America/New_York', '2026-03-08', '2026-03-08T05:00Z', '2026-03-08T06:30Z', '2026-03-08T07:00Z'],
  ['America/New_York', '2027-03-14', '2027-03-14T05:00Z', '2027-03-14T06:30Z', '2027-03-14T07:00Z'],
  // Back at 02:00 to 01:00: 01:30 exists twice.
  ['America/New_York', '2026-11-01', '2026-11-01T04:00Z', '2026-11-01T05:30Z', '2026-11-01T07:30Z'],
  ['America/New_York', '2027-11-07', '2027-11-07T04:00Z', '2027-11-07T05:30Z', '2027-11-07T07:30Z'],
  // Forward at 01:00 to 02:00: 01:30 does not exist.
  ['Europe/London', '2026-03-29', '2026-03-29T00:00Z', '2026-03-29T01:00Z', '2026-03-29T01:30Z'],
  ['Europe/London', '2027-03-28', '2027-03-28T00:00Z', '2027-03-28T01:00Z', '2027-03-28T01:30Z'],
  // Back at 02:00 to 01:00.
  ['Europe/London', '2026-10-25', '2026-10-24T23:00Z', '2026-10-25T00:30Z', '2026-10-25T02:30Z'],
  ['Europe/London', '2027-10-31', '2027-10-30T23:00Z', '2027-10-31T00:30Z', '2027-10-31T02:30Z'],
  // Back at 02:00 to 01:30, by half an hour.
  ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00Z', '2026-04-04T14:30Z', '2026-04-04T16:00Z'],
  ['Australia/Lord_Howe', '2027-04-04', '2027-04-03T13:00Z', '2027-04-03T14:30Z', '2027-04-03T16:00Z'],
  // Forward at 02:00 to 02:30.
  ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T13:30Z', '2026-10-03T15:00Z', '2026-10-03T15:30Z'],
  ['Australia/Lord_Howe', '2027-10-03', '2027-10-02T13:30Z', '2027-10-02T15:00Z', '2027-10-02T15:30Z'],
  // No change in these years.
  ['Asia/Singapore', '2026-03-29', '2026-03-28T16:00Z', '2026-03-28T17:30Z', '2026-03-28T18:30Z'],
  ['Asia/Kathmandu', '2026-03-29', '2026-03-28T18:15Z', '2026-03-28T19:45Z', '2026-03-28T20:45Z'],
  ['America/Sao_Paulo', '2026-10-18', '2026-10-18T03:00Z', '2026-10-18T04:30Z', '2026-10-18T05:30Z'],
  ['Pacific/Apia', '2026-09-27', '2026-09-26T11:00Z', '2026-09-26T12:30Z', '2026-09-26T13:30Z'],
]

describe('in 2026 and 2027', () => {
  test.each(Object.entries(changes))('the clock of %s changes when the table says', (zone, expected) => {
    const found = clockChanges(zone, at('2026-01-01T00:00Z'), at('2028-01-01T00:00Z'))
    expect(found).toEqual(expected.map(at))
  })

  test('the table has every day on which a clock changes', () => {
    const changed = Object.entries(changes).flatMap(([zone, instants]) =>
      instants.map((instant) => `${zone} ${wallClock(at(instant), zone).date}`),
    )
    expect(changed.filter((day) => !days.some(([zone, date]) => day === `${zone} ${date}`))).toEqual([])
  })

  test.each(days)('%s %s: 00:00, 01:30 and 02:30 are due once each', (zone, date, ...instants) => {
    for (const [index, time] of ['00:00', '01:30', '02:30'].entries()) {
      const due = { at: at(instants[index] ?? ''), date }
      expect(nextDue(daily(zone, time), new Date(due.at.getTime() - 1))).toEqual(due)
      expect(nextDue(daily(zone, time), due.at).date > date, 'not again that day').toBe(true)
    }
  })
})

test('a time that a gap of half an hour swallows is due where the gap ends', () => {
  const cadence = daily('Australia/Lord_Howe', '02:15')
  expect(nextInstant(cadence, at('2026-10-03T13:30Z'))).toEqual(at('2026-10-03T15:30Z'))
})

test('a date that a zone left out is not due', () => {
  const cadence = daily('Pacific/Apia', '08:00')
  const first = nextDue(cadence, at('2011-12-29T00:00Z'))
  expect(first).toEqual({ at: at('2011-12-29T18:00Z'), date: '2011-12-29' })
  expect(nextDue(cadence, first.at)).toEqual({ at: at('2011-12-30T18:00Z'), date: '2011-12-31' })
  // That Friday was the one: the next is a week later.
  const fridays: Cadence = { ...cadence, days: ['fri'] }
  expect(nextDue(fridays, at('2011-12-29T00:00Z')).date).toBe('2012-01-06')
})

test.each([
  [weekdays, ['2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30', '2026-12-01']],
  [workdays, ['2026-11-27', '2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03']],
  [['mon'], ['2026-11-30', '2026-12-07', '2026-12-14', '2026-12-21', '2026-12-28']],
  [['sun'], ['2026-11-29', '2026-12-06', '2026-12-13', '2026-12-20', '2026-12-27']],
] as const)('%s is due on its days', (days, expected) => {
  const cadence: Cadence = { days, times: ['08:00'], zone: 'Asia/Singapore' }
  let last = at('2026-11-27T07:59:59+08:00')
  for (const date of expected) {
    const due = nextDue(cadence, last)
    expect(due).toEqual({ at: at(`${date}T08:00+08:00`), date })
    last = due.at
  }
})

test('the day is the zone’s, not UTC’s', () => {
  const cadence: Cadence = { days: ['mon'], times: ['07:00'], zone: 'Pacific/Auckland' }
  expect(nextInstant(cadence, at('2026-06-14T00:00Z'))).toEqual(at('2026-06-14T19:00Z'))
})

test('several times of a day are each due, the earliest first, in any written order', () => {
  const cadence: Cadence = { days: ['tue', 'thu'], times: ['17:30', '08:00'], zone: 'Asia/Singapore' }
  const due = ['2026-11-24T00:00Z', '2026-11-24T09:30Z', '2026-11-26T00:00Z', '2026-11-26T09:30Z', '2026-12-01T00:00Z']
  let last = at('2026-11-23T12:00Z')
  for (const next of due) {
    last = nextInstant(cadence, last)
    expect(last).toEqual(at(next))
  }
  expect(latestDue(cadence, at('2026-11-24T09:29Z')).at).toEqual(at('2026-11-24T00:00Z'))
})

test('two times that one gap swallows are due once', () => {
  const cadence: Cadence = { days: ['sun'], times: ['02:15', '02:45'], zone: 'America/New_York' }
  const first = nextDue(cadence, at('2026-03-08T00:00Z'))
  expect(first.at).toEqual(at('2026-03-08T07:00Z'))
  expect(nextDue(cadence, first.at).date).toBe('2026-03-15')
})

test('a fixed offset is a zone too', () => {
  expect(nextInstant(daily('+05:45', '00:00'), at('2026-01-01T00:00Z'))).toEqual(at('2026-01-01T18:15Z'))
})

const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'), '+08:00', '-03:30')
const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
const years = fc.integer({ min: 1950, max: 2099 })

/** At its time; or, where a gap holds that time, at the gap's end. */
const isRight = (due: Due, { times: [time = ''], zone }: Cadence): boolean => {
  const show = (instant: Date): string => Object.values(wallClock(instant, zone)).join(' ')
  const wanted = `${due.date} ${time}`
  return show(due.at) === wanted || (show(new Date(due.at.getTime() - 1)) < wanted && wanted < show(due.at))
}

describe('whatever the year, zone and time', () => {
  test('a daily cadence is due exactly once for each date that the zone has, at its time or where the gap ends', () => {
    fc.assert(
      fc.property(years, zones, times, (year, zone, time) => {
        const cadence = daily(zone, time)
        const end = `${year}-12-30`
        const dates: string[] = []
        const faults: string[] = []
        for (let due = nextDue(cadence, new Date(Date.UTC(year, 0, 3))); due.date <= end; ) {
          dates.push(due.date)
          const next = nextDue(cadence, due.at)
          if (!isRight(due, cadence)) faults.push(`${due.date} at ${due.at.toISOString()}`)
          if (next.at <= due.at) faults.push(`${next.date} is not after ${due.date}`)
          if (latestDue(cadence, new Date(next.at.getTime() - 1)).date !== due.date)
            faults.push(`not back to ${due.date}`)
          due = next
        }
        expect(faults).toEqual([])
        expect(dates).toEqual(localDates(zone, dates[0] ?? end, end))
      }),
      { numRuns: 25 },
    )
  })

  test('a time that comes twice is due the first time', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('America/New_York', 'Europe/London', 'Australia/Lord_Howe'),
        years,
        times,
        (...is) => {
          const [zone, year, time] = is
          for (const change of clockChanges(zone, new Date(Date.UTC(year, 0)), new Date(Date.UTC(year + 1, 0)))) {
            const due = nextInstant(daily(zone, time), new Date(change.getTime() - 4 * 3_600_000))
            for (const minutes of [30, 60]) {
              const earlier = new Date(due.getTime() - minutes * 60_000)
              expect(wallClock(earlier, zone)).not.toEqual(wallClock(due, zone))
            }
          }
        },
      ),
      { numRuns: 10 },
    )
  })

  test('every cadence moves on, and keeps to its days', () => {
    fc.assert(
      fc.property(
        fc.record({
          days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }),
          times: fc.uniqueArray(times, { minLength: 1, maxLength: 4 }),
          zone: zones,
        }),
        fc.date({ min: at('1950-01-01T00:00Z'), max: at('2099-01-01T00:00Z'), noInvalidDate: true }),
        (cadence, after) => {
          const due = nextDue(cadence, after)
          expect(due.at > after).toBe(true)
          const day = new Date(`${due.date}T00:00Z`).getUTCDay()
          expect(cadence.days).toContain(weekdays[(day + 6) % 7])
          expect(latestDue(cadence, due.at)).toEqual(due)
        },
      ),
      { numRuns: 1000 },
    )
  })
})

test.each([
  { days: weekdays, times: ['08:00'], zone: 'Mars/Base' },
  { days: weekdays, times: ['25:99'], zone: 'Asia/Singapore' },
])('a cadence that cannot be is an error: $times $zone', (cadence) => {
  expect(() => nextInstant(cadence, at('2026-01-01T00:00Z'))).toThrow(RangeError)
})
