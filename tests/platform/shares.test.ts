import { pino } from 'pino'
import { expect, test } from 'vitest'
import type { Card } from '../../src/card/card.ts'
import type { Place } from '../../src/commands/port.ts'
import { RetryableError } from '../../src/errors.ts'
import { createShares } from '../../src/platform/shares.ts'
import { createMemory } from '../../src/store/memory.ts'
import { member } from '../commands/harness.ts'
import { openInMemory } from '../fakes/store.ts'

const place: Place = { platform: 'slack', tenant: 'T1', channel: 'C1' }
const now = (): Date => new Date('2026-11-24T08:00:00Z')

/** Shares one answer with `otherwise` or, with a place, through the outbox. */
const open = async () => {
  const { db, close } = await openInMemory()
  const shares = createShares({ memory: createMemory(db, 'slack', now), now, log: pino({ level: 'silent' }) })
  const card: Card = { blocks: [{ type: 'text', text: ['Found.'] }] }
  const id = (await shares.offer({ text: 'search x', place, person: member }, card)) ?? expect.fail('not kept')
  const shown = (await shares.find(id)) ?? expect.fail('not kept')
  const posted: string[] = []
  const share = (fails?: Error, at?: Place) => {
    const post = async ({ byline }: Card): Promise<void> => {
      if (fails !== undefined) throw fails
      posted.push(byline ?? '')
    }
    const handler = { share: async (_place: Place, sharedAs: Card) => post(sharedAs) }
    return shares.share({ shown, id, message: 'm1', name: async () => 'Ana', place: at, handler, otherwise: post })
  }
  return { share, posted, close }
}

test.each([undefined, place])('an answer is shared once, by whoever is first (%o)', async (at) => {
  const { share, posted, close } = await open()
  expect(await Promise.all([share(undefined, at), share(undefined, at)])).toEqual(['shared', 'known'])
  expect(posted).toEqual(['Shared by Ana · /rsis search x · as of 24 Nov, 08:00 UTC'])
  await close()
})

test('what was surely not shared may be shared again; what may have been is not', async () => {
  const { share, posted, close } = await open()
  expect(await share(new RetryableError('busy', 'busy', { notAccepted: true }))).toBe('refused')
  expect(await share(new RetryableError('lost', 'lost'))).toBe('unclear')
  expect(await share()).toBe('known')
  expect(posted).toEqual([])
  await close()
})
