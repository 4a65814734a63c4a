import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { receiveWhileLeading } from '../../src/compose/receiving.ts'
import type { Handler } from '../../src/commands/port.ts'
import { platformTroubles, readiness } from '../../src/ops/health.ts'
import { type Follow, follow } from '../../src/schedule/follow.ts'
import { eventually } from '../eventually.ts'

let calls: string[] = []
let isWanted = false
/** How often the next steps fail. */
let failures = 0

const step = (name: string) => async (): Promise<void> => {
  calls.push(name)
  if (failures === 0) return
  failures -= 1
  throw new Error(`no ${name}`)
}
const steps = { isWanted: () => isWanted, begin: step('begin'), end: step('end') }
let work: Follow

beforeEach(() => {
  ;[calls, isWanted, failures] = [[], true, 0]
  work = follow({ ...steps, onFault: () => {} })
})
afterEach(async () => {
  await work.stop()
})

const look = async (): Promise<void> => {
  work.look()
  await nextTurn()
}

describe('work that runs while it is wanted', () => {
  test('begins once, and ends once', async () => {
    await look()
    await look()
    isWanted = false
    await look()
    await look()
    expect(calls).toEqual(['begin', 'end'])
  })

  test('is tried again with longer waits, and says why meanwhile', async () => {
    failures = 3
    work = follow({ ...steps, firstMs: 10, onFault: () => {} })
    const startedAt = performance.now()
    await look()
    expect(work.fault()).toBe('no begin')
    await eventually(() => expect(calls).toHaveLength(4), { interval: 1 })
    expect(performance.now() - startedAt).toBeGreaterThan(65)
    expect(work.fault()).toBe(undefined)
  })

  test('that began in part is ended at once where it is not wanted any more', async () => {
    failures = 1
    await look()
    isWanted = false
    await look()
    expect([calls, work.fault()]).toEqual([['begin', 'end'], undefined])
  })

  test('begins nothing after a stop, also one during a wait', async () => {
    failures = 1
    await look()
    await work.stop()
    await look()
    expect(calls).toEqual(['begin'])
  })

  test('that changes its mind while it begins is ended after it', async () => {
    const begun = Promise.withResolvers<void>()
    work = follow({ ...steps, begin: () => begun.promise, onFault: () => {} })
    await look()
    isWanted = false
    await look()
    begun.resolve()
    await nextTurn()
    expect(calls).toEqual(['end'])
  })
})

test('a leader whose platform cannot be started says so, is not ready, and tries again', async () => {
  const errors: unknown[] = []
  const platform = {
    platform: 'discord' as const,
    start: steps.begin,
    stopReceiving: steps.end,
    status: () => ({ platform: 'discord' as const, state: 'good' as const, detail: '3 servers' }),
  }
  const options = {
    handler: () => ({}) as Handler,
    isLeading: () => isWanted,
    log: { error: (what: unknown) => errors.push(what) },
  }
  const receiving = receiveWhileLeading(platform, options)
  const reason = () => readiness(platformTroubles([receiving.status()])).reason
  failures = 2
  receiving.look()
  await nextTurn()
  expect(reason()).toBe('discord cannot be used: commands are not received: no begin; the program tries again')
  expect(errors).toEqual([{ platform: 'discord', error: 'no begin' }])
  // Another process leads meanwhile, and then this one again.
  isWanted = false
  receiving.look()
  expect(receiving.status().detail).toBe('posts; another process receives commands')
  await nextTurn()
  isWanted = true
  receiving.look()
  await nextTurn()
  expect([receiving.status().detail, reason()]).toEqual(['3 servers', undefined])
  expect(calls).toEqual(['begin', 'end', 'begin'])
  await receiving.stop()
})
