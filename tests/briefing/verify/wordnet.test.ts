import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compile } from '../../../bench/wordnet/compile.ts'
import { isOpposite } from '../../../src/briefing/verify/opposites.ts'
import { isDescriptive, oppositionOf, relationOf } from '../../../src/briefing/verify/wordnet.ts'

const pairs = (list: string): [string, string][] =>
  list
    .trim()
    .split(/\s+/u)
    .map((pair) => pair.split('/'))
    .map(([a = '', b = '']) => [a, b])

describe('opposites that WordNet knows', () => {
  test.each(
    pairs(`
      rise/fall increase/decrease accept/reject permit/forbid win/lose include/exclude encourage/discourage succeed/fail
      begin/end import/export lend/borrow attack/defend unite/divide simplify/complicate persuade/dissuade
      majority/minority victory/defeat success/failure asset/liability presence/absence stability/instability peace/war
      strong/weak cheap/expensive public/private guilty/innocent adequate/inadequate lawful/unlawful central/marginal`),
  )('“%s” and “%s” directly, either way round', (a, b) => {
    expect([oppositionOf(a, b), oppositionOf(b, a)]).toEqual(['direct', 'direct'])
  })

  test.each(
    pairs(`
      rose/fell rises/falling accepted/rejects strengthened/weakens strength/weakness buyers/sellers imported/exporting
      higher/lower cheapest/dearest largest/smallest winning/lost majorities/minority evenly/unevenly easily/hard`),
  )('“%s” and “%s” in whatever form they stand', (a, b) => {
    expect(oppositionOf(a, b)).toBeDefined()
  })

  test.each(
    pairs(`
      slump/rise allow/prohibit acknowledge/deny approve/reject rapid/slow dear/cheap reluctant/eager
      temporary/permanent plentiful/scarce sluggish/fast`),
  )('“%s” and “%s” through a word that one of them is like', (a, b) => {
    expect(oppositionOf(a, b)).toBe('indirect')
  })

  test.each(
    pairs(`
      rise/increase rise/rise accept/approve cheap/cheap buy/purchase news/old number/sensitive strict/stern
      port/harbour treaty/war member/leader help/aid price/cost ship/boat minister/judge`),
  )('“%s” and “%s” are none', (a, b) => {
    expect(oppositionOf(a, b)).toBeUndefined()
  })
})

describe('opposites, with those by hand', () => {
  test.each(
    pairs(`
      increase/fall gain/lose approve/refuse support/oppose voluntary/compulsory surplus/deficit confirm/deny reveal/conceal
      attracted/deterred harmed/benefits grew/shrank ratified/unratified`),
  )('“%s” and “%s”', (a, b) => {
    expect(isOpposite(a, b)).toBe(true)
  })

  test.each(pairs('take/mistake lead/mislead debt/indebted some/no any/no dependent/depend tend/intend form/inform'))(
    '“%s” and “%s” are none: letters in front are no negation of themselves',
    (a, b) => {
      expect(isOpposite(a, b)).toBe(false)
    },
  )
})

describe('words that may stand for one another', () => {
  test.each(
    pairs(
      `buy/purchase breach/violate denied/refused held/kept closest/nearest trim/cut decided/settled cause/reason aid/help`,
    ),
  )('“%s” and “%s” share a meaning', (a, b) => {
    expect(relationOf(a, b)).toBe('synonym')
  })

  test.each(
    pairs(
      `decide/decision negotiate/negotiations prohibit/prohibition inspect/inspection quick/swift quickly/rapid accuse/accusation`,
    ),
  )('“%s” and “%s” are derived from one another, or from their likes', (a, b) => {
    expect(relationOf(a, b)).toBe('derivation')
  })

  test.each(pairs('destroyer/warship interpret/read'))('one of “%s” and “%s” is the class of the other', (a, b) => {
    expect(relationOf(a, b)).toBe('class')
  })

  test.each(
    pairs(
      `early/late rise/fall ship/treaty minister/river patchy/complete standing/temporary genuine/imaginary frobnicate/frobnicates`,
    ),
  )('“%s” and “%s” may not', (a, b) => {
    expect(relationOf(a, b)).toBeUndefined()
  })
})

test('a word that WordNet does not know, or that is none, has neither opposites nor likes', () => {
  for (const word of ['', ' ', '|', '\n', 'zzzz', '~', 'constructor', 'é', 'a'.repeat(10_000)]) {
    expect([oppositionOf(word, 'rise'), relationOf(word, 'rise')]).toEqual([undefined, undefined])
  }
})

test('adjectives and adverbs are told from other words', () => {
  expect(['patchy', 'graver', 'separately', 'genuine'].filter(isDescriptive)).toHaveLength(4)
  expect(['remove', 'satisfaction', 'argues', 'able-bodied'].filter(isDescriptive)).toEqual([])
})

// Reads all of WordNet, which takes seconds where many tests run at once.
test('the file is what is made from the package', { timeout: 120_000 }, () => {
  const file = readFileSync(new URL('../../../src/briefing/verify/lexicon/wordnet.txt', import.meta.url), 'latin1')
  expect(compile() === file).toBe(true)
})
