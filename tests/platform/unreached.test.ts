import { expect, test } from 'vitest'
import type { Log } from '../../src/log.ts'
import { createTroubleLog, unreached } from '../../src/platform/unreached.ts'

const withCode = (code: string, message = 'words of a library') => Object.assign(new Error(message), { code })
const slack = { name: 'Slack', url: 'https://slack.com/api/', setting: undefined }

test.each([
  [new TypeError('fetch failed', { cause: withCode('ENOTFOUND') }), 'its name is not known'],
  [new TypeError('fetch failed', { cause: withCode('EAI_AGAIN') }), 'its name cannot be looked up now'],
  [withCode('ECONNREFUSED'), 'the connection is refused'],
  [new AggregateError([withCode('ECONNREFUSED'), withCode('ENETUNREACH')]), 'the connection is refused'],
  [new Error('a', { cause: new Error('b', { cause: withCode('ETIMEDOUT') }) }), 'no answer in time'],
  [withCode('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'), 'self-signed certificate'],
  ['a thrown text', 'a thrown text'],
])('an error becomes a sentence that names the server and what to check: %s', (error, reason) => {
  expect(unreached(slack, error)).toEqual({
    problem: `Slack cannot be reached at slack.com: ${reason}`,
    fix: 'check the network, the firewall and the proxy (HTTPS_PROXY) of this machine',
  })
})

test('a lasting trouble is logged once, again when it changes or after a quarter of an hour, and its end once', () => {
  const lines: string[] = []
  const note = (line: string): number => lines.push(line)
  let nowMs = 0
  const troubles = createTroubleLog({ warn: note, info: note } as unknown as Log, 'Slack', () => new Date(nowMs))
  troubles.over()
  for (let tries = 0; tries < 100; tries += 1) troubles.report({ problem: 'a', fix: 'mend it' })
  expect(lines).toEqual(['a; mend it; it is tried again until it works'])
  troubles.report({ problem: 'b', fix: 'mend it' })
  expect(lines).toHaveLength(2)
  nowMs = 15 * 60_000
  troubles.report({ problem: 'b', fix: 'mend it' })
  expect(lines).toHaveLength(3)
  troubles.over()
  troubles.over()
  expect(lines.slice(3)).toEqual(['Slack can be reached again'])
})
