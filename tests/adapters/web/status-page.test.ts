import { expect, test } from 'vitest'
import { htmlText } from '../../../adapters/web/render/html.ts'
import { renderStatus } from '../../../adapters/web/render/pages/status.ts'
import type { Status } from '../../../src/ops/port.ts'
import { type Place, placeKey } from '../../../src/subscriptions/place.ts'
import { statusCard } from '../../../src/commands/status.ts'
import { place } from './harness.ts'
import { emptyStatus } from './samples.ts'

const at = new Date('2026-11-02T08:00:00Z')

const pageOf = async (where: Place, platforms: Status['platforms'] = []): Promise<string> => {
  const held = {
    key: 'k',
    place: where,
    kind: 'post',
    commentary: { id: 'CO26001', title: 'One' },
    state: 'dead',
    code: 'gone',
    reason: 'channel is archived',
    dueAt: at,
    attempts: 2,
  } as const
  const status: Status = { ...emptyStatus, platforms, outbox: { due: 0, sent: 0, skipped: 0, held: [held] } }
  return htmlText(renderStatus(status, statusCard(status, [held], place), at))
}

const places: readonly [place: Place, words: string][] = [
  [{ platform: 'slack', tenant: 'T1', channel: 'C1' }, 'channel C1 (Slack, workspace T1)'],
  [{ platform: 'discord', tenant: '80', channel: '90', thread: '95' }, 'channel 95 (Discord, server 80)'],
  [
    { platform: 'slack', tenant: 'T1', channel: 'U1', isDirect: true },
    'the direct messages of U1 (Slack, workspace T1)',
  ],
  [{ platform: 'web', tenant: 'page', channel: 'policy & law' }, 'policy &amp; law: given up'],
]
test.each(places)('what is held for %o names the place in words', async (where, words) => {
  const page = await pageOf(where)
  expect(page).toContain(words)
  expect(page).not.toContain(placeKey(where))
})

test('a platform is named with its state and what is wrong with it; without platforms there is nothing of them', async () => {
  const where: Place = { platform: 'web', tenant: 'page', channel: 'c' }
  const page = await pageOf(where, [
    { platform: 'slack', state: 'good', detail: 'Socket Mode' },
    { platform: 'discord', state: 'bad', detail: 'set <DISCORD_TOKEN>' },
  ])
  expect(page).toContain(
    '<dt>Slack</dt><dd><span class="state good"><span class="unseen">Works: </span></span>Socket Mode</dd>',
  )
  expect(page).toMatch(/<dt>Discord<\/dt><dd><span class="state bad">.*<\/span>set &lt;DISCORD_TOKEN&gt;<\/dd>/u)
  expect(await pageOf(where)).not.toMatch(/<dt>(?:Slack|Discord)</u)
})
