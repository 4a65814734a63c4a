import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { leaseHeads, writeNextState } from '../../src/delivery/store-lease.ts'
import { enqueue } from '../../src/delivery/store.ts'
import { openStore, type Store } from '../../src/store/connection.ts'
import { placeKey } from '../../src/subscriptions/place.ts'
import { createDatabase } from '../open-store.ts'
import { cardOf, place } from './harness.ts'
import { eventually } from '../eventually.ts'

type Posted = { readonly sender: string; readonly channel: string; readonly key: string }

/** More posts than one sender has under way at once, so that both senders work. */
const channels = Array.from({ length: 150 }, (_, index) => `c${index}`)
const turns = [1, 2, 3]

let folder: string
let address: string
let store: Store
const children: ChildProcess[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-senders-'))
  const server = inject('postgres')
  address = server === undefined ? join(folder, 'rsis.db') : await createDatabase(server)
  store = await openStore(address)
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await store.close()
  rmSync(folder, { recursive: true })
})

const startSender = (name: string, posted: Posted[]): ChildProcess => {
  const program = new URL('second-sender.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [program, address, name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  createInterface({ input: child.stdout }).on('line', (line) => {
    const post = JSON.parse(line) as Partial<Posted>
    if (post.key !== undefined) posted.push(post as Posted)
  })
  return child
}

const states = async (): Promise<string[]> => {
  const rows = await store.db.selectFrom('deliveries').select('state').distinct().execute()
  return rows.map(({ state }) => state)
}

test('two processes on one database send each delivery once, and each place’s in order', async () => {
  const owed = turns.flatMap((turn) =>
    channels.map((channel) => ({
      key: `${channel} ${turn}`,
      place: place(channel),
      kind: 'post' as const,
      card: cardOf('one'),
    })),
  )
  const posted: Posted[] = []
  const senders = ['a', 'b'].map((name) => startSender(name, posted))
  await Promise.all(senders.map(async ({ stdout }) => stdout && once(stdout, 'data')))
  await enqueue(store.db, owed, new Date())
  await eventually(async () => expect(await states()).toEqual(['sent']))
  for (const sender of senders) sender.kill('SIGTERM')
  await Promise.all(senders.map(async (sender) => once(sender, 'close')))
  expect(posted.map(({ key }) => key).toSorted()).toEqual(owed.map(({ key }) => key).toSorted())
  // With two processes, a place's second post follows its first, because the first was settled before.
  for (const channel of channels) {
    const rows = await store.db
      .selectFrom('deliveries')
      .select(['key', 'fence', 'attempted_at'])
      .where('place_key', '=', placeKey(place(channel)))
      .orderBy('attempted_at')
      .orderBy('seq')
      .execute()
    expect(rows.map(({ key }) => key)).toEqual(turns.map((turn) => `${channel} ${turn}`))
    expect(rows.map(({ fence }) => fence)).toEqual(turns.map(() => 1))
  }
  expect(new Set(posted.map(({ sender }) => sender)).size, 'both took part').toBe(2)
})

const request = { placeKeys: [placeKey(place('a'))], leaseMs: 1000 }
const oweOne = async (): Promise<void> => {
  await enqueue(store.db, [{ key: 'one', place: place('a'), kind: 'post', card: cardOf('one') }], new Date(0))
}

test('a delivery is leased by one of two, until the lease runs out; then it is looked for, not sent', async () => {
  await oweOne()
  const first = await leaseHeads(store.db, { ...request, owner: 'a', now: 0 })
  expect(first.deliveries).toMatchObject([{ key: 'one', state: 'due', lease: { owner: 'a', fence: 1 } }])
  const second = await leaseHeads(store.db, { ...request, owner: 'b', now: 999 })
  expect(second).toEqual({ deliveries: [], waiting: [{ key: 'one', placeKey: request.placeKeys[0], dueAt: 1000 }] })
  const third = await leaseHeads(store.db, { ...request, owner: 'b', now: 1000 })
  expect(third.deliveries).toMatchObject([{ key: 'one', state: 'uncertain', lease: { owner: 'b', fence: 2 } }])
})

test('a sender that lost the lease writes nothing: not over another’s lease, and not over its own later one', async () => {
  await oweOne()
  const sent = { state: 'sent', receipt: 'late' } as const
  const [early] = (await leaseHeads(store.db, { ...request, owner: 'a', now: 0 })).deliveries
  const [late] = (await leaseHeads(store.db, { ...request, owner: 'a', now: 1000 })).deliveries
  if (early === undefined || late === undefined) expect.fail('it was not leased')
  expect(await writeNextState(store.db, early, sent, 1001)).toBe(false)
  expect(await writeNextState(store.db, { ...late, lease: { ...late.lease, owner: 'b' } }, sent, 1001)).toBe(false)
  expect(await states()).toEqual(['uncertain'])
  expect(await writeNextState(store.db, late, sent, 1002)).toBe(true)
  expect(await states()).toEqual(['sent'])
})
