import { assert, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { authorsOfBiographies, isAccountName, looksLikeByline, splitAuthors } from '../../src/commentary/authors.ts'

describe('a byline', () => {
  test.each([
    ['Chris Cheang', ['Chris Cheang']],
    ['By Mirela Tanase', ['Mirela Tanase']],
    ['Authors: Mirela Tanase', ['Mirela Tanase']],
    ['Byron Andrews', ['Byron Andrews']],
    ['Alexandra Andrada and Sandy Brandt', ['Alexandra Andrada', 'Sandy Brandt']],
    ['Alexandra Andrada AND Sandy Brandt', ['Alexandra Andrada', 'Sandy Brandt']],
    ['A. One, B. Two and C. Three', ['A. One', 'B. Two', 'C. Three']],
    ['A. One, B. Two, and C. Three', ['A. One', 'B. Two', 'C. Three']],
    ['A. One & B. Two', ['A. One', 'B. Two']],
    ['A. One, & B. Two; C. Three / D. Four', ['A. One', 'B. Two', 'C. Three', 'D. Four']],
    ['Jose M.L. Montesclaros', ['Jose M.L. Montesclaros']],
    ['Leonard C. Sebastian,\u{a0}Nguyễn Thị Hạnh', ['Leonard C. Sebastian', 'Nguyễn Thị Hạnh']],
    ['Dr Norma Held, PhD and Prof. Ian Vost, Jr.', ['Dr Norma Held, PhD', 'Prof. Ian Vost, Jr.']],
    ['AT&T Policy Desk', ['AT&T Policy Desk']],
    ['A. One and A. One', ['A. One']],
    [' , and , ', []],
    ['', []],
  ])('%o names %j', (byline, expected) => {
    expect(splitAuthors(byline)).toEqual(expected)
  })

  test.each([18, 40])('of %i people names them all, however long it is', (count) => {
    const names = Array.from(
      { length: count },
      (_, at) => `Alexandra Andersson-Okafor ${String.fromCodePoint(65 + (at % 26))}. ${at < 26 ? 'One' : 'Two'}`,
    )
    const byline = `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
    expect(looksLikeByline(byline)).toBe(true)
    expect(splitAuthors(byline)).toEqual(names)
  })

  test('is not a long text that says more than names', () => {
    const text = `Una Oakes, ${'who has written on harbours, pilots and tugs since she left the board, '.repeat(6)}`
    expect(looksLikeByline(text)).toBe(false)
    expect(splitAuthors(text)).toEqual([])
  })

  test('of any text gives no empty and no double name', () => {
    assert(
      property(string(), (text) => {
        const authors = splitAuthors(text)
        expect(new Set(authors).size).toBe(authors.length)
        expect(authors.every((author) => author.trim() === author && author !== '')).toBe(true)
      }),
    )
  })

  test.each([
    ['Chris Cheang', true],
    ['Mohd Faizal bin Abdul Rahman', true],
    ['Ludo van der Berg and Teresa de la Cruz', true],
    ['Jean d’Arcy & Wee Ah Kow', true],
    ['Adaeze Nwosu (NTS Centre)', true],
    ['王小明', true],
    ['王 小明 and Wee Ah Kow', true],
    ['Institute of Defence and Strategic Studies', false],
    ['download pdf', false],
    ['Print', false],
    ['RSIS Commentary', false],
    ['What Next?', false],
    ['US Sanctions on Iran:', false],
    ['The last liner called in March', false],
    ['18 December 2020', false],
  ])('%o can be one: %s', (line, expected) => {
    expect(looksLikeByline(line)).toBe(expected)
  })
})

test.each([
  ['rsis-admin', true],
  ['jsmith', true],
  ['editor@site.example', true],
  ['Web Desk', true],
  ['Administrator', true],
  ['Chris Cheang', false],
  ['Suharto', false],
])('%o is an account: %s', (name, expected) => {
  expect(isAccountName(name)).toBe(expected)
})

test.each([
  [['Chris Cheang is a Senior Fellow with RSIS.'], ['Chris Cheang']],
  [
    ['Dr Ana Ruiz and Wee Ah Kow are with the Health Desk.', 'Sandy Brandt was a pilot.'],
    ['Dr Ana Ruiz', 'Wee Ah Kow', 'Sandy Brandt'],
  ],
  [['The authors are with RSIS.'], []],
  [['He is a Senior Fellow.'], []],
  [['Since 2019 the programme has grown.'], []],
  [[], []],
])('the biographies %j begin with %j', (biographies, expected) => {
  expect(authorsOfBiographies(biographies)).toEqual(expected)
})
