import { expect, test } from 'vitest'
import { checkSource, formatChecks } from '../../src/ops/doctor.ts'

const polled = {
  failures: 0,
  lastPollAt: undefined,
  lastSuccessAt: undefined,
  nextPollAt: undefined,
  newestPublishedAt: undefined,
}
const unknown = 'the name www.rsis.edu.sg is not known'

test('a feed is one row: its fault once, every step below it, and one fix', () => {
  const steps = [
    { kind: 'feed' as const, url: 'https://www.rsis.edu.sg/feed/', state: 'unreachable', detail: unknown },
    { kind: 'listing' as const, url: 'https://www.rsis.edu.sg/all/', state: 'not tried', detail: undefined },
    { kind: 'repository' as const, url: 'https://dr.ntu.edu.sg/oai', state: 'not tried', detail: undefined },
  ]
  const source = { ...polled, id: 'RSIS', state: 'unreachable', detail: unknown, steps }
  expect(formatChecks([checkSource(source), { name: 'page', state: 'good', detail: 'free' }]).split('\n')).toEqual([
    '✗ feed: RSIS  unreachable',
    `              feed https://www.rsis.edu.sg/feed/: unreachable: ${unknown}`,
    '              listing https://www.rsis.edu.sg/all/: not tried',
    '              repository https://dr.ntu.edu.sg/oai: not tried',
    '              → check the network and the proxy of the machine that runs rsis-brief',
    '✓ page        free',
  ])
})

test('a feed of one step has its fault in its row', () => {
  const url = 'https://nowhere.invalid/feed'
  const detail = 'the name nowhere.invalid is not known'
  const steps = [{ kind: 'feed' as const, url, state: 'unreachable', detail }]
  const check = checkSource({ ...polled, id: url, state: 'unreachable', detail, steps })
  expect(check).toMatchObject({ detail: `unreachable: ${detail}`, parts: [] })
  expect(check.fix).toMatch(/^check its spelling, and the network/u)
})
