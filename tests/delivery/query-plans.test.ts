import { CompiledQuery, type KyselyPlugin, type QueryId, type RootOperationNode } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type Delivery,
  leaseHeads,
  openPlaces,
  recoverInterrupted,
  writeNextState,
} from '../../src/delivery/store-lease.ts'
import { deliveriesOf, endOpen, findDelivery, findTarget, messagesOf } from '../../src/delivery/store.ts'
import { mentionsOf } from '../../src/delivery/store-mentions.ts'
import { collectedIn, waitingCatchUps, waitingFor } from '../../src/delivery/store-digest.ts'
import { postsThatNeedAPerson } from '../../src/ops/store-health.ts'
import type { Db, Store } from '../../src/store/connection.ts'
import { dueDigests, subscriptionsOf } from '../../src/subscriptions/store.ts'
import { place } from './harness.ts'
import { openInMemory } from '../fakes/store.ts'

let store: Store

beforeAll(async () => {
  store = await openInMemory()
})
afterAll(() => store.close())

/** How SQLite runs the queries that `look` makes, one line for each table that it reads. */
const plansOf = async (look: (db: Db) => Promise<unknown>): Promise<string[]> => {
  const seen: { node: RootOperationNode; queryId: QueryId }[] = []
  const spy: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      seen.push({ node, queryId })
      return node
    },
    transformResult: async ({ result }) => result,
  }
  await look(store.db.withPlugin(spy))
  const plans = seen.map(async ({ node, queryId }) => {
    const query = store.db.getExecutor().compileQuery(node, queryId)
    const { rows } = await store.db.executeQuery<{ detail: string }>(
      CompiledQuery.raw(`explain query plan ${query.sql}`, [...query.parameters]),
    )
    return rows.map(({ detail }) => detail)
  })
  return (await Promise.all(plans)).flat()
}

const leased = { key: 'a', lease: { owner: 'o', fence: 1 } } as Delivery
const gone = { code: 'gone', reason: 'gone' }

// Each of these queries runs for every post, poll or command, on tables that only grow.
const looks: readonly [name: string, look: (db: Db) => Promise<unknown>][] = [
  ['the next of some places', (db) => leaseHeads(db, { owner: 'o', placeKeys: ['a', 'b'], now: 0, leaseMs: 1 })],
  ['the places with something open', (db) => openPlaces(db, 0)],
  ['what was interrupted', (db) => recoverInterrupted(db, 0, { web: 0, slack: 0, discord: 0 })],
  ['the outcome of a post', (db) => writeNextState(db, leased, { state: 'sent', receipt: 'r' }, 0)],
  ['the message that another belongs to', (db) => findTarget(db, 'a')],
  ['one delivery', (db) => findDelivery(db, 'a')],
  ['what is open in a place that is gone', (db) => endOpen(db, { placeKey: 'a' }, gone)],
  ['what is open in a tenant that is gone', (db) => endOpen(db, { tenantKey: 'a' }, gone)],
  ['the deliveries of a commentary in a place', (db) => deliveriesOf(db, place('a'), 'CO1')],
  ['the messages of a commentary', (db) => messagesOf(db, 'CO1')],
  ['where else a commentary is shown', (db) => mentionsOf(db, 'CO1')],
  ['what waits for a digest', (db) => waitingFor(db, [1], 'digest')],
  ['whom a catch-up waits for', (db) => waitingCatchUps(db)],
  ['where a commentary was collected', (db) => collectedIn(db, 1, 'CO1')],
  ['posts that need a person', (db) => postsThatNeedAPerson(db)],
  ['the digests that are due', (db) => dueDigests(db, new Date(0))],
  ['the subscriptions of a place', (db) => subscriptionsOf(db, place('a'))],
]

test.each(looks)('%s: found by an index, however much was sent before', async (_name, look) => {
  const plans = await plansOf(look)
  expect(plans.length).toBeGreaterThan(0)
  expect(plans.filter((plan) => /^SCAN \w+( AS \w+)?$/u.test(plan))).toEqual([])
})

test('this check finds what it looks for', async () => {
  expect(await plansOf((db) => db.selectFrom('deliveries').select('key').where('reason', '=', 'x').execute())).toEqual([
    'SCAN deliveries',
  ])
})
