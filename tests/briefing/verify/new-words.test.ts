import { describe, expect, test } from 'vitest'
import { draftOf, outcomeFor, outcomeOf, textOf } from './texts.ts'

describe('a word of the claim’s own', () => {
  test.each([
    [
      'that says another thing is left to a judge',
      'The students who built it broke all the rules on launches.',
      'The students built it, and met all the rules on launches.',
      'doubted WORD_NEW',
    ],
    [
      'that puts a time in is left to a judge',
      'The undertaking should permanently cover spares and charges.',
      'The undertaking should cover spares and charges.',
      'doubted WORD_NEW',
    ],
    [
      'of the same meaning stands',
      'The state bought nine vessels from the yard.',
      'The state purchased nine ships from the yard.',
      'passed',
    ],
    [
      'with the root of another stands',
      'Indebted workers fear the heat of the day.',
      'Workers in debt fear the heat of the day.',
      'passed',
    ],
    [
      'that is a number is looked at with the numbers',
      'A dozen ships lie in the northern harbour.',
      '12 ships lie in the northern harbour.',
      'passed',
    ],
  ])('%s', (_, claim, sentence, expected) => {
    expect(outcomeFor(claim, sentence)).toBe(expected)
  })

  test('stands where it names what a pronoun means, and is left to a judge where it only stands near', () => {
    const text = textOf(
      'The tanker waited off the coast through a peaceful night. It reached the harbour before the storm of the morning.',
    )
    const claimed = (claim: string): string => outcomeOf(draftOf(text, 2, { text: claim }), text)
    expect(claimed('The tanker reached the harbour before the storm of the morning.')).toBe('passed')
    expect(claimed('It reached the peaceful harbour before the storm of the morning.')).toBe('doubted WORD_NEW')
  })
})
