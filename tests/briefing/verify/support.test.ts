import { describe, expect, test } from 'vitest'
import { verifySynopsisSentence } from '../../../src/briefing/verify/index.ts'
import { draftOf, outcomeOf, textOf } from './texts.ts'

const numbered = textOf(
  'The northern ports raised their fees in March to pay for new cranes. The southern ports dredged a deeper channel for the largest tankers.',
  'They expect to earn the money back within ten years. Parliament has never asked how deep the channel is.',
  'It sits in spring. It rises in summer. It rests in autumn.',
)

describe('what a claim may rest on its sentence', () => {
  test.each([
    ['the sentence as it stands', 1, 'The northern ports raised their fees in March to pay for new cranes.'],
    ['part of it', 1, 'The northern ports raised their fees in March.'],
    ['another order', 1, 'To pay for new cranes, the northern ports raised their fees in March.'],
    ['a pronoun told by its noun', 3, 'The southern ports expect to earn the money back within ten years.'],
    [
      'a word or two told otherwise in their place',
      1,
      'The northern ports raised their fees in March to afford better lifting gear.',
    ],
    [
      'a pronoun told by the words before it',
      3,
      'The southern ports with the deeper channel expect money back within ten years.',
    ],
    ['the author’s own frame', 1, 'The author notes that the northern ports raised their fees in March.'],
  ])('%s', (_, sentence, text) => {
    expect(outcomeOf(draftOf(numbered, sentence, { text }), numbered)).toMatch(/^(?:passed|doubted)/u)
  })

  test.each([
    ['another sentence’s claim', 1, 'The southern ports dredged a deeper channel for the largest tankers.', 'SUPPORT'],
    ['a claim of nobody’s', 1, 'Airlines hire thousands of pilots from abroad.', 'SUPPORT'],
    [
      'two sentences joined',
      1,
      'The northern ports raised their fees in March and the southern ports dredged a deeper channel for the largest tankers.',
      'JOINED',
    ],
    [
      'an invention joined on',
      1,
      'The northern ports raised their fees in March, and parliament rejected the annual defence budget.',
      'NOVEL_RUN',
    ],
    ['nothing at all', 1, 'The author argues that.', 'SUPPORT|SHAPE'],
  ])('not %s', (_, sentence, text, code) => {
    expect(outcomeOf(draftOf(numbered, sentence, { text }), numbered)).toMatch(new RegExp(code, 'u'))
  })
})

describe('a synopsis sentence', () => {
  const synopsis = (text: string, ...sentences: number[]): string => {
    const verdict = verifySynopsisSentence({ text, sentences }, numbered)
    return verdict.state === 'passed' ? 'passed' : verdict.rejections.map(({ code }) => code).join(' ')
  }
  const both = 'The northern ports raised their fees in March and the southern ports dredged a deeper channel.'

  test('may join the sentences that it names', () => {
    expect(synopsis(both, 1, 2)).toBe('passed')
    expect(synopsis(both, 2, 1, 2)).toBe('passed')
  })

  test.each<[string, string, number[], string]>([
    ['does not name', both, [1], 'JOINED'],
    ['names none of the text', both, [0, 99, -1, Number.NaN, 1.5], 'SENTENCE'],
    ['names too much of the text', both, Array.from({ length: 7 }, (_, index) => index + 1), 'SENTENCE'],
    ['is two', `${both} They are many.`, [1, 2], 'SHAPE'],
  ])('that %s', (_, text, sentences, expected) => {
    expect(synopsis(text, ...sentences)).toContain(expected)
  })
})
