import { describe, expect, test } from 'vitest'
import { draftOf, outcomeOf, textOf } from './texts.ts'

const numbered = textOf(
  'Traffic was rerouted within seconds, and most users noticed nothing. It is wrong to say that the cables are weak. The ports are safe. Their fees did not fall.',
)

describe('a claim that calls the text false', () => {
  test.each([
    'It is not true that traffic was rerouted within seconds.',
    'It is false that traffic was rerouted within seconds.',
    'It is untrue that traffic was rerouted within seconds, and most users noticed nothing.',
    'It is a myth that traffic was rerouted within seconds.',
    'There is no truth in the statement that traffic was rerouted within seconds.',
    'It is not the case that traffic was rerouted within seconds.',
    'Traffic was wrongly said to be rerouted within seconds.',
    'That traffic was rerouted within seconds is incorrect.',
  ])('%s', (text) => {
    expect(outcomeOf(draftOf(numbered, 1, { text }), numbered)).toContain('DENIAL_ADDED')
  })

  test('a second denial turns a negation round again', () => {
    const text = 'It is not true that their fees did not fall.'
    expect(outcomeOf(draftOf(numbered, 4, { text }), numbered)).toContain('DENIAL_ADDED')
  })

  test.each([
    [2, 'It is wrong to say that the cables are weak.'],
    [2, 'It is mistaken to say that the cables are weak.'],
    [4, 'It is not true that their fees fell.'],
    [3, 'The author is right to say that the ports are safe.'],
  ])('sentence %i: %s', (sentence, text) => {
    expect(outcomeOf(draftOf(numbered, sentence, { text }), numbered)).not.toContain('DENIAL')
  })
})
