import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { createSecretBox } from '../../src/platform/secret-box.ts'

const [older, newer, foreign] = Array.from({ length: 3 }, () => randomBytes(32).toString('base64'))

test('a key is replaced: the first one seals, all of them open, and what an old one sealed is known', () => {
  const sealed = createSecretBox(`${older}`).seal('xoxb-1', 'T1')
  const both = createSecretBox(`${newer}, ${older}`)
  expect(both.open(sealed, 'T1')).toEqual({ text: 'xoxb-1', isOldKey: true })
  const again = both.seal('xoxb-1', 'T1')
  expect(createSecretBox(`${newer}`).open(again, 'T1')).toEqual({ text: 'xoxb-1', isOldKey: false })
  expect(createSecretBox(`${older}`).open(again, 'T1')).toBe(undefined)
})

test('neither another owner nor another key opens it', () => {
  const sealed = createSecretBox(`${older}`).seal('xoxb-1', 'T1')
  expect(createSecretBox(`${older}`).open(sealed, 'T2')).toBe(undefined)
  expect(createSecretBox(`${foreign},${newer}`).open(sealed, 'T1')).toBe(undefined)
})

test('a key of another length is refused', () => {
  expect(() => createSecretBox(`${older},AAAA`)).toThrow(/^ENCRYPTION_KEY: is not 32 bytes in base64; make one with/u)
})
