import { expect, test } from 'vitest'
import { isPageTurn, withoutName } from '../../src/platform/typed-command.ts'

test.each([
  ['/rsis latest', 'latest'],
  ['  /RSIS   search  sea ', 'search  sea'],
  ['/rsis', ''],
  ['/rsis\nlatest', 'latest'],
  ['/rsis-admin held', 'held'],
  ['/rsis-brief latest', '/rsis-brief latest'],
  ['rsis director', 'rsis director'],
  ['who is /rsis', 'who is /rsis'],
  ['/rsisx', '/rsisx'],
  ['/rsis search sea\uD83D', 'search sea\uFFFD'],
  ['/rsis search sea\0port', 'search sea port'],
])('“%s” says “%s”', (line, text) => {
  expect(withoutName(line)).toBe(text)
})

test.each([
  ['search sea page:2', true],
  ['page:0 a-hash', true],
  ['search homepage:2', false],
  ['search page', false],
])('“%s” turns a page: %s', (command, isTurn) => {
  expect(isPageTurn(command)).toBe(isTurn)
})
