import { assert, date, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { otherReading, parseCalendarDate } from '../../src/commentary/calendar-date.ts'

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
  ['12/24/2020', '2020-12-24'],
  ['02/25/2020 10:00 AM', '2020-02-25'],
  ['Thứ Hai, 29/12/2025', '2025-12-29'],
  ['28-12-2025', '2025-12-28'],
  ['28. Dezember 2025', '2025-12-28'],
  ['le 28 décembre 2025', '2025-12-28'],
  ['5 января 2025', '2025-01-05'],
  ['5 января 2025 г.', '2025-01-05'],
  ['Воскресенье, 28 декабря 2025 года, 10:00', '2025-12-28'],
  ['28 ธันวาคม 2568', '2025-12-28'],
  ['28 ธ.ค. 2568', '2025-12-28'],
  ['วันอาทิตย์ที่ 28 ธันวาคม พ.ศ. 2568', '2025-12-28'],
  ['๒๘ ธันวาคม ๒๕๖๘', '2025-12-28'],
  ['28/12/2568', '2025-12-28'],
  ['1766880000', '2025-12-28'],
  ['1766880000000', '2025-12-28'],
  ['٢٨ ديسمبر ٢٠٢٥', '2025-12-28'],
  ['۲۸ دسامبر ۲۰۲۵', '2025-12-28'],
  ['٢٠٢٥/١٢/٢٨', '2025-12-28'],
  ['Ahad, 28 Disember 2025', '2025-12-28'],
  ['17 Ogos 2025', '2025-08-17'],
  ['Minggu, 17 Agustus 2025', '2025-08-17'],
  ['Jumat, 5 Nopember 2021 10:00 WIB', '2021-11-05'],
  ['ngày 28 tháng 12 năm 2025', '2025-12-28'],
  ['28 Tháng Mười Hai, 2025', '2025-12-28'],
  ['Ika-28 ng Disyembre 2025', undefined],
  ['28 Disyembre 2025', '2025-12-28'],
  ['2025年12月28日', '2025-12-28'],
  ['二〇二五年十二月二十八日', '2025-12-28'],
  ['2025년 12월 28일', '2025-12-28'],
  ['２０２５年１２月２８日', '2025-12-28'],
  ['2025-W52-7', '2025-12-28'],
  ['2025W527', '2025-12-28'],
  ['2025-362', '2025-12-28'],
  ['2025-366', undefined],
  ['2025-W53-1', undefined],
  ['28 December 2025 10:00 Asia/Singapore', '2025-12-28'],
  ['2025-12-28T10:00:00+08:00[Asia/Singapore]', '2025-12-28'],
  ['28 December 2025, 10:00 am Singapore Time', '2025-12-28'],
  ['Sun Dec 28 2025 10:00:00 GMT+0800 (Singapore Standard Time)', '2025-12-28'],
  ['10:00 AM SGT, 28 December 2025', '2025-12-28'],
  ['Date: 28 December 2025', '2025-12-28'],
  ['Publié le 28 décembre 2025', '2025-12-28'],
  ['Veröffentlicht am 28. Dezember 2025', '2025-12-28'],
  ['发布时间：2025-12-28 10:00', '2025-12-28'],
  ['Last updated: December 28th, 2025', '2025-12-28'],
  ['28 de diciembre de 2025', '2025-12-28'],
  ['25/30/2020', undefined],
  ['5550123456', undefined],
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

test.each<[string, boolean]>([
  ['01/07/2025', true],
  ['7.1.2025', false],
  ['07-01-2025', true],
  ['01/07/2025 10:00 AM', true],
  ['13/07/2025', false],
  ['07/13/2025', false],
  ['07/07/2025', false],
  ['2025/07/01', false],
  ['1 July 2025', false],
])('of %o day and month could be the other way round: %s', (text, isOpen) => {
  expect(otherReading(text) !== undefined).toBe(isOpen)
  if (isOpen)
    expect(new Set([parseCalendarDate(text), otherReading(text)])).toEqual(new Set(['2025-01-07', '2025-07-01']))
})
