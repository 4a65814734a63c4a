import { describe, expect, test } from 'vitest'
import { UserError } from '../../../src/errors.ts'
import { parseSchedule } from '../../../src/subscriptions/schedule/parse-schedule.ts'
import { phrases } from './cadence-phrases.ts'

/** What a phrase means, or the sentence that refuses it. */
const meaning = (typed: string): string => {
  try {
    const { days, times, zone } = parseSchedule(typed)
    return [days?.join(',') ?? '-', times?.join(',') ?? '-', zone ?? '-'].join(' ')
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
}

describe('a phrase', () => {
  test.each(phrases)('“%s”', (typed, means) => {
    if (typeof means === 'string') expect(meaning(typed)).toBe(means)
    else expect(meaning(typed)).toMatch(means)
  })
})
