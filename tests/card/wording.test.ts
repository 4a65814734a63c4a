import { expect, test } from 'vitest'
import { countWithDates } from '../../src/card/count.ts'
import { formatDates } from '../../src/card/dates.ts'
import { creditOf } from '../../src/card/text.ts'
import { asSentence, UserError } from '../../src/errors.ts'

test.each([
  ['did you mean Asia/Singapore?', 'Zone: “x” is not known; did you mean Asia/Singapore?'],
  ['give one.', 'Zone: “x” is not known; give one.'],
  ['e.g. UTC', 'Zone: “x” is not known; e.g. UTC.'],
  ['wait …', 'Zone: “x” is not known; wait …'],
])('a sentence that ends “%s” ends in one mark', (fix, sentence) => {
  expect(new UserError('Zone', '“x” is not known', fix).sentence).toBe(sentence)
})

test('a clause becomes a sentence with a capital', () => {
  expect(asSentence('nothing was read from rsis for a day')).toBe('Nothing was read from rsis for a day.')
})

test.each([
  ['2020-12-18', '2020-12-18', '18 December 2020'],
  ['2020-12-18', '2020-12-19', '18 December 2020 to 19 December 2020'],
  [undefined, '2020-12-19', ''],
])('%s to %s', (first, last, shown) => {
  expect(formatDates(first, last)).toBe(shown)
})

test('one commentary has one date', () => {
  expect(countWithDates({ commentaries: 1, oldest: '2020-12-18', newest: '2020-12-18' })).toBe(
    '1 commentary, 18 December 2020',
  )
  expect(countWithDates({ commentaries: 0, oldest: undefined, newest: undefined })).toBe('0 commentaries')
})

test('the subhead of a section loses its colon beside the holder', () => {
  const claim = {
    type: 'claim',
    number: 1,
    text: undefined,
    quote: 'x',
    label: undefined,
    holder: 'Lim',
    url: undefined,
  } as const
  const shown = (section: string) => creditOf({ ...claim, section })
  expect(shown('Sale of Javelin to Ukraine:')).toEqual(['Lim', 'Sale of Javelin to Ukraine'])
  expect(shown(':')).toEqual(['Lim'])
})
