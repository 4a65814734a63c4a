import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  clip,
  footLines,
  inQuotationMarks,
  piecesOf,
  plainText,
  safeUrl,
  shorten,
  quoteText,
  visibleLine,
  visibleText,
} from '../../src/card/text.ts'
import { anyCharacter } from '../any-character.ts'

describe('what is visible', () => {
  const hidden = [
    0x00, 0x07, 0x1b, 0x7f, 0x9b, 0xad, 0x34f, 0x61c, 0x115f, 0x180e, 0x200b, 0x200e, 0x200f, 0x202a, 0x202e, 0x2060,
    0x2062, 0x2064, 0x2066, 0x2069, 0x206a, 0x3164, 0xfeff, 0xfff9, 0xfffb, 0x1d173, 0xe0001, 0xe0041, 0xe007f,
  ]
  test.each(hidden.map((code): [string, number] => [code.toString(16), code]))('U+%s is not', (_, code) => {
    expect(visibleText(`a${String.fromCodePoint(code)}b`)).toBe('ab')
  })

  test.each(['é', 'é', 'क्‍ष', '👩‍👩‍👧', '❤️', 'می‌خواهم', 'Tiếng Việt', '𝒜', '習近平'])('%s stays as it is', (text) => {
    expect(visibleText(text)).toBe(text)
  })

  test('white space of every kind is a space or a line feed, half a character is removed', () => {
    expect(visibleText('a\tb\r\nc\u2028d\rE\uD800')).toBe('a b\nc\nd\nE\uFFFD')
    expect(visibleLine(' a\n\n b\u00A0\tc ')).toBe('a b c')
  })

  test('is the same when it is asked again', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        expect(visibleText(visibleText(text))).toBe(visibleText(text))
        expect(visibleText(text).isWellFormed()).toBe(true)
      }),
    )
  })
})

describe('a label', () => {
  test.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abcde…'],
    ['👩‍👩‍👧 family', 9, '👩‍👩‍👧…'],
    ['ab👩‍👩‍👧', 6, 'ab…'],
    ['word word', 6, 'word…'],
  ])('%s in %i', (text, limit, expected) => expect(clip(text, limit)).toBe(expected))

  test('never takes more than it may, and never half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, limit) => {
        const cut = clip(text, limit)
        expect(cut.length).toBeLessThanOrEqual(limit)
        expect(cut.isWellFormed()).toBe(true)
      }),
    )
  })
})

describe('running text that is too long', () => {
  const sentence = 'This sentence is one of a great many that nobody will ever read to the end. '
  const of = (text: string, limit: number): string => plainText(shorten([text], limit))

  test('ends with a sentence where it can, and outside any quotation', () => {
    expect(of(sentence.repeat(5), 170)).toBe(`${sentence}${sentence.trim()} …`)
    expect(of(`First sentence. “${sentence.repeat(3)}” Last.`, 150)).toBe('First sentence. …')
    expect(of('Mr. Tan met Dr. Lim of the U.S. Navy in St. Petersburg. Then he left for home again.', 70)).toBe(
      'Mr. Tan met Dr. Lim of the U.S. Navy in St. Petersburg. …',
    )
  })

  test('else with a word, else with what fits; a quotation that is cut is closed', () => {
    expect(of('one two three four five six', 16)).toBe('one two three …')
    expect(of('x'.repeat(50), 20)).toMatch(/^x{10,17} …$/u)
    expect(of(`“${sentence.repeat(3)}”`, 100)).toMatch(/^“This sentence .*\w …”$/u)
  })

  test('keeps its styles and links up to the cut', () => {
    expect(shorten(['Keep. ', { text: 'Bold words here that go on and on', style: 'strong' }], 20)).toEqual([
      'Keep.',
      ' …',
    ])
  })

  test('is never empty, and never longer than it may', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.integer({ min: 8, max: 60 }), (text, limit) => {
        const cut = of(text, limit)
        expect(cut.length).toBeLessThanOrEqual(limit)
        expect(cut).not.toBe('')
      }),
    )
  })
})

describe('an address', () => {
  test.each([
    ['https://a.example/x y', 'https://a.example/x%20y'],
    ['HTTP://A.example', 'http://a.example/'],
    [`https://a.example/x#${'y'.repeat(2000)}`, 'https://a.example/x'],
    [`https://a.example/${'y'.repeat(2000)}`, undefined],
    ['javascript:alert(1)', undefined],
    ['java\nscript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['//a.example', undefined],
    ['mailto:a@b.example', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s', (address, expected) => expect(safeUrl(address)).toBe(expected))
})

describe('quotation marks', () => {
  test.each([
    ['plain words', '“plain words”'],
    ['“We will share it,” she said', '“‘We will share it,’ she said”'],
    ['"We will share it," she said, "soon"', '“‘We will share it,’ she said, ‘soon’”'],
    ['the author’s “own” view', '“the author’s ‘own’ view”'],
    ['a first- mover with pre- and post-war rules', '“a first-mover with pre- and post-war rules”'],
  ])('in a line, %s', (words, expected) => expect(inQuotationMarks(words)).toBe(expected))

  test('of a quote with a bracket: the outer ones always, and single ones within', () => {
    const claim = { quote: 'They call it “all politics”.', brackets: [{ at: 4, text: 'the ports' }] }
    expect(plainText(quoteText(claim))).toBe('“They [the ports] call it ‘all politics’.”')
    const printed = { quote: 'A pro- active port may tax it in two- thirds.', brackets: [{ at: 29, text: 'the levy' }] }
    expect(plainText(quoteText(printed))).toBe('“A pro-active port may tax it [the levy] in two-thirds.”')
  })
})

test('lines that are too many are joined on the last one', () => {
  expect(footLines(['a', ' ', 'b', 'c', 'd'], 3)).toEqual(['a', 'b', 'c · d'])
})

test('pieces contain everything, in order', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii', maxLength: 300 }), fc.integer({ min: 1, max: 40 }), (text, size) => {
      const pieces = piecesOf(text, size)
      expect(pieces.join('')).toBe(text)
      expect(pieces.every((piece) => piece.length <= size && piece !== '')).toBe(true)
    }),
  )
})
