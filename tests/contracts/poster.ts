import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Card, Place, Poster } from '../../src/delivery/port.ts'
import { RetryableError } from '../../src/errors.ts'

export type PosterUnderTest = {
  readonly poster: Poster
  /** A place where posts are possible. */
  readonly place: Place
  /** The texts of the messages that a person sees there, oldest first, including threads. */
  readonly texts: () => Promise<readonly string[]>
  readonly stop: () => Promise<void>
}

const cardOf = (title: string): Card => ({
  context: 'RSIS Commentary',
  title: { text: title, url: 'https://www.rsis.edu.sg/x' },
  blocks: [{ type: 'text', text: [`Text of ${title}.`] }],
})

/** What the outbox relies on, for every platform. */
export const describePoster = (name: string, start: () => Promise<PosterUnderTest>): void => {
  describe(`${name} keeps the outbox’s contract`, () => {
    let under: PosterUnderTest

    beforeEach(async () => {
      under = await start()
    })
    afterEach(async () => under.stop())

    test('what was posted is found under its key, and what was not is not', async () => {
      const { poster, place } = under
      const first = await poster.post(place, cardOf('First'), 'k'.repeat(24))
      expect(await poster.find(place, 'k'.repeat(24))).toEqual(first)
      expect(await poster.find(place, 'n'.repeat(24))).toBeUndefined()
      expect(await under.texts()).toEqual([expect.stringContaining('First')])
    })

    test('nothing is posted by a sender whose lease ended before its request', async () => {
      const { poster, place } = under
      const ended = new RetryableError('held-up', 'held up', { notAccepted: true })
      const checkLease = (): never => {
        throw ended
      }
      await expect(poster.post(place, cardOf('Late'), 'l'.repeat(24), undefined, checkLease)).rejects.toBe(ended)
      expect(await under.texts()).toEqual([])
    })

    test('a reply is found in its thread, under its own key', async () => {
      const { poster, place } = under
      const parent = await poster.post(place, cardOf('Parent'), 'p'.repeat(24))
      const reply = await poster.post(place, cardOf('Reply'), 'r'.repeat(24), parent)
      expect(reply).not.toEqual(parent)
      expect(await poster.find(place, 'r'.repeat(24), parent)).toEqual(reply)
      expect(await poster.find(place, 'x'.repeat(24), parent)).toBeUndefined()
    })

    test('an edit takes the place of the card, however often it is made, and keeps its key', async () => {
      const { poster, place } = under
      const receipt = await poster.post(place, cardOf('Before'), 'e'.repeat(24))
      await poster.edit(place, receipt, cardOf('After'), 'e'.repeat(24))
      await poster.edit(place, receipt, cardOf('After'), 'e'.repeat(24))
      expect(await under.texts()).toEqual([expect.stringContaining('After')])
      expect(await poster.find(place, 'e'.repeat(24))).toEqual(receipt)
    })
  })
}
