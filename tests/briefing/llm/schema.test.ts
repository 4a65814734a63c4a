import { describe, expect, test } from 'vitest'
import { choiceShape, draftShape, judgementShape } from '../../../src/briefing/llm/schema.ts'

const claim = { text: 'Ports pay.', sentence: 3, quote: 'Ports pay', holder: 'author' }
const draft = (...claims: unknown[]): string => JSON.stringify({ synopsis: [], claims })

describe('what compatible servers do to an answer', () => {
  test.each<[string, Record<string, unknown>]>([
    ['a number as a string', { sentence: '3' }],
    ['a number as it stands in the prompt', { sentence: '[3]' }],
    ['a number in a list', { sentence: [3] }],
    ['no holder', { holder: undefined }],
  ])('%s is read', (_, change) => {
    const parsed = draftShape.parse(draft({ ...claim, ...change }))
    expect(parsed).toMatchObject({ state: 'parsed', value: { claims: [claim] } })
  })

  test('a claim without a quote is read: its sentence is found by the number', () => {
    const parsed = draftShape.parse(draft({ ...claim, quote: undefined }))
    expect(parsed).toMatchObject({ state: 'parsed', value: { claims: [{ ...claim, quote: '' }] } })
  })

  test.each<[string, unknown]>([
    ['no sentence', { ...claim, sentence: undefined }],
    ['no text', { ...claim, text: undefined }],
    ['nothing', null],
    ['words for a number', { ...claim, sentence: 'the third' }],
  ])('a claim with %s costs that claim and not the draft', (_, broken) => {
    const parsed = draftShape.parse(draft(broken, claim))
    expect(parsed).toMatchObject({ state: 'parsed', value: { claims: [claim] } })
  })

  test('a missing synopsis is an empty one', () => {
    expect(draftShape.parse(JSON.stringify({ claims: [claim] }))).toMatchObject({ value: { synopsis: [] } })
  })

  test('numbers of chosen sentences are read in each of these forms', () => {
    expect(choiceShape.parse('{"sentences": ["3", "[12]", 7]}')).toMatchObject({ value: { sentences: [3, 12, 7] } })
  })

  test('a bracket that cannot be read is left out, and a missing list of brackets is allowed', () => {
    const bracket = { sentence: 3, after: 'It', words: 'the reserve' }
    const answer = { sentences: [3], brackets: [bracket, { sentence: 3 }, 'It'] }
    expect(choiceShape.parse(JSON.stringify(answer))).toMatchObject({ value: { brackets: [bracket] } })
    expect(choiceShape.parse('{"sentences": [3]}')).toMatchObject({ value: { brackets: [] } })
    expect(draftShape.parse(draft(claim))).toMatchObject({ value: { brackets: [] } })
  })

  test('a verdict with a number for its claim and a word in capitals is read; one without a verdict costs itself', () => {
    const hints = [{ id: 'h1', holds: true, why: 'so' }]
    const answer = { verdicts: [{ claim: 1, verdict: 'Supported', hints }, { claim: '2' }] }
    expect(judgementShape.parse(JSON.stringify(answer))).toEqual({
      state: 'parsed',
      value: { verdicts: [{ claim: '1', verdict: 'supported', hints }] },
    })
  })
})
