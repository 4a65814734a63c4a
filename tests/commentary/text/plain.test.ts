import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { countWords, foldedText, plainText } from '../../../src/commentary/text/plain.ts'
import { anyCharacter } from '../../any-character.ts'

test.each([
  ['a run of no-break spaces is one space', 'dated \u{a0}\u{a0}16 July', 'dated 16 July'],
  ['line breaks of any kind are one space', 'a\r\nb\u{2028}c\u{85}d\u{b}e', 'a b c d e'],
  ['zero-width and soft hyphens go', 'pro\u{ad}tec\u{200b}tion\u{feff}ism\u{2060}', 'protectionism'],
  ['bidi controls and tag characters go', '\u{202e}abc\u{202c}\u{2066}d\u{2069}\u{e0041}\u{e007f}', 'abcd'],
  ['controls and lone surrogates go', 'a\u{0}b\u{1b}c\u{9b}d\u{d800}e', 'abcde'],
  ['the stroke over struck letters goes', 's\u{336}t\u{336}', 'st'],
  ['letters and accents are composed', 'Jose\u{301}', 'José'],
  ['the box-drawing dash stays', 'salt ─ pepper', 'salt ─ pepper'],
  ['curly quotes and dashes stay', '“x” – ‘y’ — z…', '“x” – ‘y’ — z…'],
  ['a joiner stays where a script needs it', 'می\u{200c}خواهم', 'می\u{200c}خواهم'],
  ['a joiner between Latin letters goes', 'rea\u{200d}der', 'reader'],
])('%s', (_says, given, expected) => {
  expect(plainText(given)).toBe(expected)
})

test('cleaning twice changes nothing more, and leaves no control character', () => {
  assert(
    property(string({ unit: anyCharacter }), (text) => {
      const clean = plainText(text)
      expect(plainText(clean)).toBe(clean)
      expect(clean).not.toMatch(/[\p{Cc}\p{Cs}\u{200b}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{feff}]/u)
      expect(clean).toBe(clean.normalize('NFC'))
    }),
    { numRuns: 500 },
  )
})

test.each([
  ['plainText', plainText],
  ['foldedText', foldedText],
])('%s reads a sign alike in Latin text and in any other', (_name, read) => {
  const codes = Array.from({ length: 0x11_00_00 }, (_, code) => code).filter(
    (code) => code < 0x30_00 || code % 101 === 0,
  )
  const other = codes.flatMap((code) => {
    const text = `One ${String.fromCodePoint(code)} two${String.fromCodePoint(code)}Three`
    return `${read(text)} \u{6f22}` === read(`${text} \u{6f22}`) ? [] : [code.toString(16)]
  })
  expect(other).toEqual([])
})

test.each(['\u{a0}', '\n', ' \t', '\u{2003} ', '\r\n\r\n', '\u{85}', '\u{feff} \u{3000}'])(
  'white space %j is one space',
  (space) => {
    expect(plainText(`${space}one${space}two three${space}`)).toBe('one two three')
  },
)

test('folding keeps letters and figures only, in lower case', () => {
  expect(foldedText('  “Russo–US” Ties: 2020! ')).toBe('russo us ties 2020')
})

test.each([
  ['', 0],
  ['  ', 0],
  ['one', 1],
  [' two  words ', 2],
])('%o has %d words', (text, words) => {
  expect(countWords(text)).toBe(words)
})
