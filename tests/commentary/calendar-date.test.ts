import { assert, date, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { parseCalendarDate } from '../../src/commentary/calendar-date.ts'

test.each([
  ['18 December 2020', '2020-12-18'],
  ['09 June 2023', '2023-06-09'],
  ['9 Sept 2023', '2023-09-09'],
  ['1st Jan. 2024', '2024-01-01'],
  ['Friday, 18 December 2020', '2020-12-18'],
  ['Published on 18 December 2020', '2020-12-18'],
  ['December 18, 2020', '2020-12-18'],
  ['24/12/2020', '2020-12-24'],
  ['2025-03-14T23:30:00-05:00', '2025-03-14'],
  ['29 February 2024', '2024-02-29'],
  ['29 February 2023', undefined],
  ['31/04/2020', undefined],
  ['12/24/2020', undefined],
  ['18 Decembers 2020', undefined],
  ['18 December 1820', undefined],
  ['18 December', undefined],
  ['On 18 December 2020 the office', undefined],
  ['', undefined],
])('%o is the date %s', (text, expected) => {
  expect(parseCalendarDate(text)).toBe(expected)
})

test('every day that is written out comes back', () => {
  const days = date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  assert(
    property(days, (day) => {
      const written = day.toLocaleDateString('en-GB', {
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        timeZone: 'UTC',
      })
      expect(parseCalendarDate(written)).toBe(day.toISOString().slice(0, 10))
    }),
  )
})

test('any other string is no date and no error', () => {
  assert(
    property(string(), (text) => {
      expect(parseCalendarDate(text) ?? '2000-01-01').toMatch(/^\d{4}-\d{2}-\d{2}$/u)
    }),
  )
})
