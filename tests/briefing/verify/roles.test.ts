import { describe, expect, test } from 'vitest'
import { draftOf, outcomeOf, textOf } from './texts.ts'

const outcome = (source: string, text: string): string => {
  const numbered = textOf(source)
  return outcomeOf(draftOf(numbered, 1, { text }), numbered)
}

describe('words that change places', () => {
  test.each([
    [
      'The law obliges agencies to register their contracts with the ministry.',
      'The law obliges the ministry to register its contracts with agencies.',
    ],
    [
      'A treaty that governs gates while it ignores pumps will fail.',
      'A treaty that governs pumps while it ignores gates will fail.',
    ],
    ['The run is 38 units for trucks and 46 for boats.', 'The run is 38 units for boats and 46 for trucks.'],
    [
      'A cargo of oil from Hanoi to Jakarta was paid for in seconds.',
      'A cargo of oil from Jakarta to Hanoi was paid for in seconds.',
    ],
  ])('“%s” is not told by “%s”', (source, text) => {
    expect(outcome(source, text)).toContain('ROLES')
  })

  test.each([
    [
      'In spring the ministry registers contracts with agencies.',
      'The ministry registers contracts with agencies in spring.',
    ],
    [
      'Armed forces need to move human control to the start.',
      'Human control needs to be moved to the start by armed forces.',
    ],
    ['Hanoi and Jakarta signed the treaty.', 'Jakarta and Hanoi signed the treaty.'],
    ['To pay for cranes, the ports raised their fees.', 'The ports raised their fees to pay for cranes.'],
    ['In March the flow that reaches Hanoi fell by half.', 'The flow that reaches Hanoi fell by half in March.'],
  ])('“%s” may be told in another order: “%s”', (source, text) => {
    expect(outcome(source, text)).toBe('passed')
  })
})
