import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { definitions } from '../../src/commands/registry.ts'
import type { Person, Place } from '../../src/commands/port.ts'
import { placeKey } from '../../src/subscriptions/place.ts'
import { appear } from '../delivery/briefed.ts'
import { place } from '../delivery/harness.ts'
import { type Bot, openBot, problem } from './harness.ts'

type Room = {
  readonly where: Place
  /** Open to every member, private, or one person's own. */
  readonly kind: 'open' | 'private' | 'direct'
  readonly members: readonly string[]
  /** Facts that must be hidden from everybody who may not know the place. */
  readonly secret: string
}

const direct = (person: string, tenant: string, platform: 'slack' | 'discord' = 'slack'): Place => ({
  ...place(person, tenant, platform),
  isDirect: true,
})

const people = ['UALICE', 'UBOB', 'UCARL', 'UADMIN'] as const

const rooms: readonly Room[] = [
  { where: place('COPEN', 'T1', 'slack'), kind: 'open', members: ['UALICE'], secret: 'zanzibar' },
  { where: place('CBOARD', 'T1', 'slack'), kind: 'private', members: ['UALICE'], secret: 'extortion' },
  { where: place('CDEAL', 'T1', 'slack'), kind: 'private', members: ['UBOB'], secret: 'merger' },
  {
    where: { ...place('CDEAL', 'T1', 'slack'), thread: '17.5' },
    kind: 'private',
    members: ['UBOB'],
    secret: 'lawsuit',
  },
  { where: direct('UALICE', 'T1'), kind: 'direct', members: ['UALICE'], secret: 'divorce' },
  { where: direct('UBOB', 'T1'), kind: 'direct', members: ['UBOB'], secret: 'lottery' },
  { where: direct('UADMIN', 'T1'), kind: 'direct', members: ['UADMIN'], secret: 'bonus' },
  { where: place('COTHER', 'T2', 'slack'), kind: 'open', members: ['UCARL'], secret: 'submarine' },
  { where: direct('UALICE', 'T2'), kind: 'direct', members: ['UALICE'], secret: 'inheritance' },
  { where: place('COPEN', 'T1', 'discord'), kind: 'open', members: ['UCARL'], secret: 'cobalt' },
  { where: place('CHIDDEN', 'T1', 'discord'), kind: 'private', members: ['UCARL'], secret: 'tungsten' },
]

const isIn = (room: Room, id: string): boolean => room.members.includes(id)
const roomAt = (where: Place): Room | undefined => rooms.find((room) => placeKey(room.where) === placeKey(where))

/** A person according to the platform's answers: who they are, where they are, and which places are open. */
const personAt = (id: string): Person => ({
  id,
  name: `name-of-${id}`,
  mayManage: async () => false,
  mayManageAll: async () => id === 'UADMIN',
  mayRead: async (asked) => {
    const room = roomAt(asked)
    return room !== undefined && (room.kind === 'open' || isIn(room, id))
  },
})

/** The rule, written a second time in a different way. */
const mayLearn = (room: Room, id: string, tenant: Pick<Place, 'platform' | 'tenant'>): boolean => {
  if (room.where.platform !== tenant.platform || room.where.tenant !== tenant.tenant) return false
  if (room.kind === 'direct') return isIn(room, id)
  return room.kind === 'open' || isIn(room, id) || id === 'UADMIN'
}

let bot: Bot

beforeAll(async () => {
  bot = await openBot()
  await appear(bot.db, { id: 'CO26001', title: 'Nothing of it' }, bot.now())
  for (const { where, secret, members } of rooms) {
    const [id = ''] = members
    const person: Person = {
      id,
      name: `by-${secret}`,
      mayManage: async () => true,
      mayManageAll: async () => false,
      mayRead: async () => true,
    }
    await bot.ask(`subscribe both daily 08:00 filter:${secret}`, { place: where, person })
    await bot.ask(`watch add ${secret} harbour`, { place: where, person })
    await bot.owe(where, `held-${secret}`, { commentaryId: 'CO26001' })
    await bot.db
      .updateTable('deliveries')
      .set({ state: 'dead', reason_code: 'gone', reason: `${secret} was deleted` })
      .where('key', '=', `held-${secret}`)
      .execute()
  }
})
afterEach(() => expect(bot.faults).toEqual([]))
afterAll(() => bot.close())

/** The typed texts: every command alone, with each of its examples, and every list. */
const typed = [
  'list',
  'list all',
  'status',
  'why CO26001',
  'watch list',
  'digest show',
  'filter',
  'subscribe',
  ...definitions.flatMap(({ verb, synonyms, examples }) => [verb, ...synonyms, ...examples]),
]

/** Words that would reveal a place, its person or its filter. */
const tracesOf = ({ where, secret }: Room): string[] => [secret, `by-${secret}`, where.channel]

/** `CDEAL` is also the channel of its thread, and a person's own id is no secret to them. */
const isTold = (trace: string, others: readonly Room[]): boolean =>
  others.some((room) => tracesOf(room).includes(trace))

describe('no answer', () => {
  test('shows a person what a place receives that they may not see', async () => {
    const asked = fc.record({
      text: fc.constantFrom(...typed),
      id: fc.constantFrom(...people),
      room: fc.constantFrom(...rooms),
    })
    await fc.assert(
      fc.asyncProperty(asked, async ({ text, id, room }) => {
        const answer = JSON.stringify(await bot.ask(text, { place: room.where, person: personAt(id) }))
        const [known, hidden] = [true, false].map((may) => rooms.filter((one) => mayLearn(one, id, room.where) === may))
        for (const trace of (hidden ?? []).flatMap(tracesOf)) {
          if (trace !== id && !isTold(trace, known ?? [])) expect(answer, `${id} ${text}`).not.toContain(trace)
        }
      }),
      { numRuns: 1500 },
    )
  })

  test('opens a form of a place for somebody who may not know or change it', async () => {
    for (const { where, secret } of rooms) {
      for (const id of people) {
        const opened = await bot.handler.form('subscribe', { place: where, person: personAt(id) })
        expect(JSON.stringify(opened)).not.toContain(secret)
        expect('refusal' in opened ? problem(opened.refusal) : '').toMatch(/not open to you|only those who manage/u)
      }
    }
  })
})

const listed = async (where: Place, id: string): Promise<string[]> => {
  const answer = JSON.stringify(await bot.ask('list all', { place: where, person: personAt(id) }))
  return rooms.filter(({ secret }) => answer.includes(secret)).map(({ secret }) => secret)
}

describe('“list all”', () => {
  const board = place('CBOARD', 'T1', 'slack')
  const table: readonly (readonly [who: string, from: string, where: Place, sees: readonly string[]])[] = [
    ['UALICE', 'her private channel', board, ['zanzibar', 'extortion', 'divorce']],
    ['UBOB', 'the open channel', place('COPEN', 'T1', 'slack'), ['zanzibar', 'merger', 'lawsuit', 'lottery']],
    ['UCARL', 'the open channel', place('COPEN', 'T1', 'slack'), ['zanzibar']],
    ['UALICE', 'her App Home', direct('UALICE', 'T1'), ['zanzibar', 'extortion', 'divorce']],
    [
      'UADMIN',
      'the open channel',
      place('COPEN', 'T1', 'slack'),
      ['zanzibar', 'extortion', 'merger', 'lawsuit', 'bonus'],
    ],
    ['UCARL', 'a server of Discord', place('COPEN', 'T1', 'discord'), ['cobalt', 'tungsten']],
  ]
  test.each(table)('shows %s in %s what they may know', async (id, _from, where, sees) => {
    expect(await listed(where, id)).toEqual(sees)
  })

  test('shows the operator every place, and no person', async () => {
    const pages = ['list all', 'list all page:2'].map(async (text) => bot.ask(text, { person: personAt('web') }))
    const answer = JSON.stringify(await Promise.all(pages))
    const told = rooms.filter(({ secret }) => answer.includes(secret)).map(({ kind }) => kind)
    expect(new Set(told)).toEqual(new Set(['open', 'private']))
    expect(told).toHaveLength(rooms.filter(({ kind }) => kind !== 'direct').length)
  })
})
