import { afterEach, beforeEach, expect, test } from 'vitest'
import { enqueueAlerts } from '../../src/ops/alerts.ts'
import { createHealth, readiness } from '../../src/ops/health.ts'
import type { PlatformStatus, Trouble } from '../../src/ops/port.ts'
import { forgetProcess } from '../../src/ops/store-processes.ts'
import { readStatus } from '../../src/ops/status.ts'
import { databaseCaches } from '../../src/store/caches.ts'
import type { Store } from '../../src/store/connection.ts'
import { addOperatorPlace } from '../../src/subscriptions/store-operators.ts'
import { place } from '../delivery/harness.ts'
import { openTestStore } from '../open-store.ts'

const secondMs = 1000
let store: Store
let at = 0
const now = (): Date => new Date(at)
const good: PlatformStatus = { platform: 'slack', state: 'good', detail: 'Socket Mode' }
const refused: PlatformStatus = { platform: 'slack', state: 'bad', detail: 'Slack refuses the token' }

beforeEach(async () => {
  store = await openTestStore()
  at = Date.parse('2026-11-29T08:00:00Z')
})
afterEach(() => store.close())

/** What a process of this name, whose platform is so, finds wrong. */
const look = (processName: string, platform: PlatformStatus): Promise<readonly Trouble[]> =>
  createHealth({
    db: store.db,
    databasePath: 'postgres://db/rsis',
    findFault: () => undefined,
    sourceIds: [],
    platforms: () => [platform],
    caches: databaseCaches(store.db, now),
    processName,
    pollPeriodMs: 3_600_000,
    startedAt: now(),
    now,
  })()
const statusOf = async (processName: string) =>
  (
    await readStatus(store.db, {
      version: '0',
      model: undefined,
      caches: databaseCaches(store.db, now),
      platforms: [good],
      processName,
      startedAt: now(),
      sourceIds: [],
      reader: 'web local',
      now: now(),
    })
  ).elsewhere

test('what one process sees reaches the others, and stops only that one', async () => {
  const own = await look('b:3000', refused)
  const others = await look('a:3000', good)
  const detail = 'slack cannot be used: Slack refuses the token (on b:3000)'
  expect(own).toEqual([{ code: 'platform slack', detail, isStopping: true }])
  expect(others).toEqual([{ code: 'platform slack', detail, isStopping: false }])
  expect(readiness(own)).toEqual({ ready: false, reason: detail })
  expect(readiness(others)).toEqual({ ready: true })
  expect(await statusOf('a:3000')).toMatchObject([
    { process: 'b:3000', detail: 'slack cannot be used: Slack refuses the token' },
  ])
  expect(await statusOf('b:3000')).toEqual([])
})

test('a trouble of several is one trouble that names them, whoever asks', async () => {
  await look('b:3000', refused)
  await look('c:3000', refused)
  const found = await look('a:3000', refused)
  expect(found.map(({ code }) => code)).toEqual(['platform slack'])
  expect(found[0]?.detail).toMatch(/ \(on a:3000, b:3000, c:3000\)$/u)
})

test('the alert begins with the first that has it, and is over with the last, whichever process leads', async () => {
  await addOperatorPlace(store.db, place('C1'), 'U1', now())
  const alert = async (troubles: readonly Trouble[]): Promise<number> => enqueueAlerts(store.db, troubles, now())
  await look('b:3000', refused)
  expect(await alert(await look('a:3000', good))).toBe(1)
  expect(await alert(await look('b:3000', refused)), 'the troubled one leads now').toBe(0)
  expect(await alert(await look('a:3000', refused))).toBe(0)
  await look('b:3000', good)
  expect(await alert(await look('a:3000', refused))).toBe(0)
  expect(await alert(await look('a:3000', good))).toBe(1)
})

test('a process that says nothing any more is missed, until it is back, has ended in order, or a day is over', async () => {
  await look('b:3000', good)
  at += 89 * secondMs
  expect(await look('a:3000', good)).toEqual([])
  at += 2 * secondMs
  const [missed] = await look('a:3000', good)
  expect(missed).toMatchObject({ code: 'process b:3000', isStopping: false })
  expect(missed?.detail).toContain(
    'a process has reported nothing since 2026-11-29T08:00:00.000Z: it hangs, was killed',
  )
  await look('b:3000', good)
  expect(await look('a:3000', good)).toEqual([])
  await forgetProcess(store.db, 'b:3000')
  at += 3600 * secondMs
  expect(await look('a:3000', good), 'it ended in order').toEqual([])
  await look('c:3000', refused)
  at += 3600 * secondMs
  expect(
    (await look('a:3000', good)).map(({ code }) => code),
    'what it said last is out of date',
  ).toEqual(['process c:3000'])
  at += 24 * 3600 * secondMs
  await look('a:3000', good)
  expect(await look('a:3000', good)).toEqual([])
})
