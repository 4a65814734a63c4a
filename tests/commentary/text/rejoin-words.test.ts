import { array, assert, constantFrom, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinLines, rejoinWords, vocabularyOf } from '../../../src/commentary/text/rejoin-words.ts'

const mended = (text: string, elsewhere = ''): string => rejoinWords(text, vocabularyOf([text, elsewhere]))

describe('words that a PDF has split', () => {
  test.each([
    ['the joined word stands elsewhere', 'a protec tionist mood', 'protectionist parties', 'a protectionist mood'],
    ['its tail can be no word', 'new protec tionism, again', '', 'new protectionism, again'],
    ['its tail can be no word', 'the govern ment’s view', '', 'the government’s view'],
    ['a piece has no vowel', 'the gr owth of mon ths', '', 'the growth of months'],
    ['a name before its hyphen', 'the COVID -19 wave', '', 'the COVID-19 wave'],
    [
      'a hyphenated word stands elsewhere',
      'a well -known US- China rift',
      'well-known US-China',
      'a well-known US-China rift',
    ],
    ['an apostrophe', 'Mr Trump ’s view', '', 'Mr Trump’s view'],
    ['a comma and a full stop', 'ships , quays .', '', 'ships, quays.'],
    ['a name', 'in Singa pore today', 'Singapore', 'in Singapore today'],
  ])('are joined: %s', (_says, text, elsewhere, expected) => {
    expect(mended(text, elsewhere)).toBe(expected)
  })

  test.each([
    ['both pieces are words', 'a result in stability', 'instability'],
    ['an article and a noun', 'drew a cross on it', 'across'],
    ['a verb and its particle', 'they set up a camp', 'setup'],
    ['two nouns', 'the sea bed is flat', 'seabed'],
    ['two nouns', 'its work force grew', 'workforce'],
    ['an adverb', 'it may be late', 'maybe'],
    ['every day', 'on every day of it', 'everyday'],
    ['a piece stands elsewhere by itself', 'a free lance rider, a lance', 'freelance'],
    ['a capital begins the second', 'in South East Asia', 'Southeast'],
    ['a number below zero', 'down to -19 degrees', ''],
    ['a number below zero behind a name', 'GDP fell: UK -2 per cent', ''],
    ['a dash between words', 'here - there', 'here-there'],
    ['a hanging hyphen', 'long- and short-term plans', ''],
    ['an abbreviation', 'the 5 th and the ltd company', ''],
    ['figures', 'from 20 000 tons', '20000'],
    ['a sentence ends between them', 'in the pro. Tection', 'protection'],
    ['nothing is known', 'xylo phonist quar tette', ''],
  ])('stay as they are: %s', (_says, text, elsewhere) => {
    expect(mended(text, elsewhere)).toBe(text)
  })

  test('are never more, and their letters never change', () => {
    const pieces = constantFrom(
      'the',
      'in',
      'stability',
      'protec',
      'tionism',
      'gr',
      'owth',
      'COVID',
      '-19',
      'US',
      'ment',
      'sea',
      'bed',
      ',',
      '’s',
      'across',
    )
    assert(
      property(array(pieces, { maxLength: 12 }), array(pieces, { maxLength: 6 }), (words, others) => {
        const text = words.join(' ')
        const result = mended(text, others.join(''))
        expect(result.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        expect(result.split(' ').length).toBeLessThanOrEqual(text.split(' ').length)
      }),
    )
  })
})

describe('lines that end in a hyphen', () => {
  const joined = (lines: readonly string[], elsewhere = ''): string =>
    joinLines(lines, vocabularyOf([...lines, elsewhere]))

  test.each([
    ['the word stands elsewhere', ['the coun-', 'tries agreed'], 'countries', 'the countries agreed'],
    ['the tail can be no word', ['new protec-', 'tionism'], '', 'new protectionism'],
    ['a soft hyphen', ['the har\u{ad}', 'bour'], '', 'the harbour'],
  ])('lose it: %s', (_says, lines, elsewhere, expected) => {
    expect(joined(lines, elsewhere)).toBe(expected)
  })

  test.each([
    ['the hyphenated word stands elsewhere', ['a long-', 'term plan'], 'long-term and longterm', 'a long-term plan'],
    ['a capital follows', ['the Indo-', 'Pacific'], 'IndoPacific', 'the Indo-Pacific'],
    ['a figure follows', ['the COVID-', '19 wave'], '', 'the COVID-19 wave'],
    ['nothing is known', ['a short-', 'lived peace'], '', 'a short-lived peace'],
  ])('keep it: %s', (_says, lines, elsewhere, expected) => {
    expect(joined(lines, elsewhere)).toBe(expected)
  })

  test('are joined by a space if there is no hyphen', () => {
    expect(joined(['one ', ' two', '', 'three –', 'four', '2019–', '2020'])).toBe('one two three – four 2019–2020')
  })
})
