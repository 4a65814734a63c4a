import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { families, parseRules, rules } from '../../../src/briefing/rules/load.ts'
import { checks, layOut } from '../../../src/briefing/verify/index.ts'
import { textOf } from '../verify/texts.ts'

/** The checks that compare the cues of a family. Statements of what ought to be are not certain either. */
const checksOf = (family: string): string[] => (family === 'duty' ? ['certainty'] : [family])

const findingsFor = (family: string, { source, claim }: { source: string; claim: string }): string[] => {
  const numbered = textOf(source)
  const pair = layOut(claim, numbered.sentences, numbered)
  return checksOf(family)
    .flatMap((name) => checks[name]?.(pair) ?? [])
    .map(({ code }) => code)
}

const table = readFileSync(new URL('../../../src/briefing/rules/cues.tsv', import.meta.url), 'utf8')
const [head = '', first = ''] = table.split('\n')

/** The first row with one of its cells changed. */
const withCell = (name: string, value: string): string => {
  const at = head.split('\t').indexOf(name)
  return `${head}\n${first.split('\t').with(at, value).join('\t')}\n`
}

describe.each(rules.map((rule) => [rule.cues.slice(0, 3).join(', '), rule] as const))('the cue %s', (_, rule) => {
  test('catches its example', () => {
    expect(findingsFor(rule.family, rule.caught)).not.toEqual([])
  })

  test('allows its example', () => {
    expect(findingsFor(rule.family, rule.allowed)).toEqual([])
  })
})

describe('the table of cues', () => {
  test('has a rule for every family', () => {
    expect(new Set(rules.map(({ family }) => family))).toEqual(new Set(families))
  })

  test.each([
    ['an example that is caught', 'caught', ''],
    ['an example that is allowed', 'allowed', ''],
    ['two sides to an example', 'caught', 'The ports publish their lists.'],
    ['a known family', 'family', 'mood'],
    ['a known reach', 'reach', 'far'],
    ['a cue', 'cues', ''],
  ])('refuses a row without %s', (_, name, value) => {
    expect(() => parseRules(withCell(name, value))).toThrow(/cues\.tsv, row 1/u)
  })

  test('reads the same row when nothing is missing', () => {
    expect(parseRules(withCell('family', 'negation'))).toHaveLength(1)
  })
})
