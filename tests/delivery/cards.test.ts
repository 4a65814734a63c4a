import { afterEach, beforeEach, expect, test } from 'vitest'
import { dropUnusedCards } from '../../src/delivery/store-cards.ts'
import { appear } from './briefed.ts'
import { cardOf, openOutbox, type Outbox, place } from './harness.ts'

let outbox: Outbox
beforeEach(async () => {
  outbox = await openOutbox()
})
afterEach(() => outbox.close())

const kept = async (): Promise<number> => (await outbox.db.selectFrom('cards').select('id').execute()).length

test('a commentary’s cards are kept once for each locale, however many places get them', async () => {
  for (let index = 0; index < 20; index += 1) {
    await outbox.subscribe(place(`c${index}`), { locale: index % 2 === 0 ? 'en-GB' : 'en-US' })
  }
  await appear(outbox.db, { id: 'CO26001' }, outbox.now())
  const rows = await outbox.rows()
  const perPlace = rows.length / 20
  expect(perPlace).toBeGreaterThan(0)
  expect(new Set(rows.map(({ card_json }) => card_json)).size).toBe(await kept())
  expect(await kept()).toBeLessThanOrEqual(2 * perPlace)
})

test('a card that nothing shows any more is deleted, and no other', async () => {
  await outbox.owe('a', 'one', { card: cardOf('shared') })
  await outbox.owe('b', 'two', { card: cardOf('shared') })
  await outbox.owe('b', 'three', { card: cardOf('alone') })
  expect(await kept()).toBe(2)
  await outbox.db.deleteFrom('deliveries').where('key', 'in', ['one', 'three']).execute()
  await dropUnusedCards(outbox.db)
  expect((await outbox.rows()).map(({ key, card_json }) => [key, card_json])).toEqual([
    ['two', JSON.stringify(cardOf('shared'))],
  ])
  expect(await kept()).toBe(1)
})
