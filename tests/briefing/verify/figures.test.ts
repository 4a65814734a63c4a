import { describe, expect, test } from 'vitest'
import { outcomeFor } from './texts.ts'

describe('a figure keeps the words that belong to it', () => {
  const shares = 'Grain makes up 65% of the tonnage and around 30 per cent of the harbour income.'
  const losses =
    'The bank put the loss of the northern port at 4 per cent; however, the mayor fears that it may reach 9 per cent.'

  test.each([
    ['the share of another', shares, 'Grain brings in 65 per cent of the harbour income.'],
    ['the estimate of another', losses, 'The mayor fears that the loss may reach 4 per cent.'],
    [
      'places exchanged',
      'Some 90 pilots in Oslo and 40 in Bergen have left.',
      'Some 90 pilots in Bergen and 40 in Oslo have left.',
    ],
  ])('%s', (_, sentence, claim) => {
    expect(outcomeFor(claim, sentence)).toMatch(/FIGURE_MOVED/u)
  })

  test.each([
    ['its own share', shares, 'Grain brings in about 30 per cent of what the harbour earns.'],
    ['its own estimate', losses, 'According to the mayor, the loss could reach 9 per cent.'],
    ['a date before its month', 'Calls rose 26 per cent on January 7.', 'On 7 January calls were up by 26 per cent.'],
    [
      'a unit for two figures',
      'Fees rose by 5 to 8 per cent.',
      'Fees went up by at least 5 per cent and 8 per cent at most.',
    ],
    ['a bound behind it', 'Ferries carry at least 90 people.', 'Ferries carry 90 people or more.'],
  ])('not %s', (_, sentence, claim) => {
    expect(outcomeFor(claim, sentence)).not.toMatch(/FIGURE_(?:MOVED|UNIT)/u)
  })

  test.each([
    [
      'places exchanged in front of the figures',
      'The new crane cut the wait by 25% and the cost by 15%.',
      'The new crane cut the cost by 25% and the wait by 15%.',
      'FIGURE_MOVED',
    ],
    [
      'a rank told as a number',
      'Ranked 19th in 2019, the port is now the first of the coast.',
      'The port has climbed 19 ranks since 2019.',
      'FIGURE_MEANING',
    ],
    [
      'a change told as what it led to',
      'The debt of the port has risen by 35% since the strike.',
      'The debt of the port has risen to 35% of its income.',
      'FIGURE_MEANING',
    ],
  ])('%s: %s', (_, sentence, claim, code) => {
    expect(outcomeFor(claim, sentence).split(' ')).toContain(code)
  })

  test.each([
    ['a change', 'Fees rose by about 5 per cent in May.', 'In May fees went up by some 5 per cent.'],
    ['places kept', 'Wages grew by 25% and fees by 15%.', 'Fees grew by 15% and wages by 25%.'],
  ])('%s is not another', (_, sentence, claim) => {
    expect(outcomeFor(claim, sentence)).not.toMatch(/FIGURE/u)
  })

  test('each country’s dollar is a separate unit', () => {
    const sentence = 'The desk costs less than S$4 million a year.'
    expect(outcomeFor('The desk costs less than US$4 million a year.', sentence)).toContain('FIGURE_UNIT')
    expect(outcomeFor('The desk costs under S$4 million a year.', sentence)).not.toContain('FIGURE')
  })
})
