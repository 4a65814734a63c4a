import { describe, expect, test } from 'vitest'
import { firmnessAt, readText } from '../../../src/briefing/verify/reading.ts'

const operatorsIn = (text: string): string[] => readText(text).operators.map(({ kind, words }) => `${kind} ${words}`)

/** The words that an operator of the text bears on. */
const reachOf = (text: string, operator: string): string => {
  const { operators, terms } = readText(text)
  const found = operators.find(({ words }) => words === operator)
  if (found === undefined) throw new Error(`“${operator}” is no operator of “${text}”`)
  return terms
    .slice(found.from, found.to + 1)
    .map(({ lower }) => lower)
    .join(' ')
}

describe('operators of a text', () => {
  test.each<[text: string, operators: string[]]>([
    ['The port may close.', ['weak may']],
    ['The port closed in May 2019.', []],
    ['There is no need for a port.', ['negator no']],
    ['It is item No. 5 on the list.', []],
    ['Should the levy fail, the port closes.', []],
    ['The port closes should the levy fail.', []],
    ['The levy should rise.', ['duty should']],
    ['The firm used to own the port.', ['negator used to']],
    ['The gauge is used to measure depth.', []],
    ['The plan helps not only farmers.', []],
    ['The tax is not without merit.', []],
    ['Every boundary, whether agreed or pending, is watched.', []],
    ['It is unclear whether the port will close.', ['weak unclear', 'weak whether', 'future will']],
    ['The minister did not, in the end, resign.', ['negator not']],
  ])('“%s” has %j', (text, operators) => {
    expect(operatorsIn(text)).toEqual(operators)
  })
})

describe('what an operator bears on', () => {
  test.each<[text: string, operator: string, words: string]>([
    ['The port may close and the dock will stay.', 'may', 'close and the dock'],
    ['No regulator can inspect every ship.', 'no', 'regulator can inspect every ship'],
    ['It is likely that the fleet will grow.', 'likely', 'that the fleet will grow'],
    ['The reactor is unlikely to open.', 'unlikely', 'the reactor is unlikely to open'],
  ])('in “%s” “%s” bears on “%s”', (text, operator, words) => {
    expect(` ${reachOf(text, operator)} `).toContain(` ${words} `)
  })

  test.each<[text: string, word: string, firmness: number]>([
    ['The port closes.', 'closes', 4],
    ['The port will close.', 'close', 5],
    ['The port would close.', 'close', 3.5],
    ['The port is expected to close.', 'close', 3],
    ['The port might close.', 'close', 2],
    ['It is likely that the port will close.', 'close', 3],
  ])('“%s” asserts “%s” with firmness %d', (text, word, firmness) => {
    const reading = readText(text)
    const at = reading.terms.findIndex(({ lower }) => lower === word)
    expect(firmnessAt(reading, at)).toBe(firmness)
  })
})
