import { afterEach, beforeEach, expect, test } from 'vitest'
import { saveBriefing } from '../../../src/archive/store/briefings.ts'
import { findCommentary } from '../../../src/archive/store/commentaries.ts'
import { saveCommentary } from '../../../src/archive/store/save-commentary.ts'
import {
  addDispute,
  claimKey,
  decideDispute,
  disputedQuotes,
  openDisputes,
  reportsOf,
} from '../../../src/archive/store/disputes.ts'
import type { Claim } from '../../../src/briefing/port.ts'
import type { Store } from '../../../src/store/connection.ts'
import { openTestStore } from '../../open-store.ts'
import { makeCommentary } from '../make-archive.ts'

let store: Store
beforeEach(async () => {
  store = await openTestStore()
})
afterEach(() => store.close())

const now = new Date('2026-11-24T08:00:00Z')
const words = ['Little happened.', 'Much was said.']

const claims = words.map(
  (text, index): Claim => ({
    text,
    origin: 'extract',
    kind: undefined,
    holder: { type: 'author' },
    quote: { text, start: index * 17, end: index * 17 + text.length },
    section: undefined,
  }),
)

const report = async (claim: Claim, person = 'U1'): Promise<number | undefined> =>
  addDispute(
    store.db,
    {
      commentary_id: 'CO26001',
      claim_key: claimKey(claim),
      quote: claim.quote.text,
      claim: claim.text,
      reason: '',
      tenant_key: 'slack/T1',
      place_json: '{}',
      person,
      person_name: 'Ana',
    },
    now,
  )

const shown = async () =>
  (await findCommentary(store.db, 'CO26001'))?.briefing?.claims.map(({ number, text }) => `${number} ${text}`)

test('a reported claim is read by nobody until it is dismissed; the others keep their numbers', async () => {
  const sections = [{ heading: undefined, paragraphs: [words.join(' ')] }]
  await saveCommentary(store.db, { commentary: makeCommentary({ sections }), keys: ['co:CO26001'], now })
  const briefing = { engine: 'extractive', version: '1', synopsis: undefined, claims } as const
  await saveBriefing(store.db, { id: 'CO26001', revision: 1, briefing }, now)
  const [first = expect.fail(), second = expect.fail()] = claims

  expect(await report(first)).toBe(1)
  expect(await report(first, 'U2')).toBe(undefined)
  expect(await shown()).toEqual(['2 Much was said.'])
  expect(await report(second)).toBe(2)
  expect((await findCommentary(store.db, 'CO26001'))?.briefing).toMatchObject({ claims: [], gap: 'disputed' })
  expect(await disputedQuotes(store.db, ['CO26001'])).toEqual(words)
  const asked = { tenantKey: 'slack/T1', person: 'U1', since: new Date(now.getTime() - 1) }
  expect(await reportsOf(store.db, asked)).toEqual({ open: 2, openOfTenant: 2, recent: 2 })

  expect(await decideDispute(store.db, 1, { state: 'dismissed', by: 'Eve' }, now)).toBe(true)
  expect(await decideDispute(store.db, 1, { state: 'upheld', by: 'Eve' }, now)).toBe(false)
  expect(await decideDispute(store.db, 2, { state: 'upheld', by: 'Eve' }, now)).toBe(true)
  expect(await shown()).toEqual(['1 Little happened.'])
  expect(await openDisputes(store.db)).toEqual([])
  expect(await report(second)).toBe(undefined)
})
