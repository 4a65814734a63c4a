import { describe, expect, test } from 'vitest'
import { judge } from './check.ts'
import type { Message } from './platforms/port.ts'
import { correct, createPublication } from './publication.ts'

const published = [0, 1, 2].map((number) => createPublication(number, 1000 * number))

const places = ['north', 'south']

const message = (place: string, number: number, changes: Partial<Message> = {}): Message => ({
  place,
  key: `${place} ${number} ${changes.parent === undefined ? 'post' : 'reply'}`,
  id: `${place} ${number}`,
  parent: undefined,
  about: [number],
  text: '',
  quotes: [],
  at: 5000 + number,
  ...changes,
})

const everything = places.flatMap((place) =>
  published.flatMap(({ number }) => [message(place, number), message(place, number, { parent: 'its post' })]),
)

const verdictOn = (messages: readonly Message[]) =>
  judge({ owed: published, published, places, hasThreads: true, messages })

const firstQuote = (number: number): string => published[number]?.texts[0]?.slice(20, 60) ?? ''

test('a run in which all went well has nothing against it', () => {
  expect(verdictOn(everything)).toEqual({
    owed: 6,
    lost: [],
    duplicated: [],
    outOfOrder: [],
    unverified: [],
    unnamed: [],
    uncorrected: [],
    worstDelayMs: 5000,
  })
})

describe('the checker notices', () => {
  test('a post that a place never got, and then wants no reply to it', () => {
    const without = everything.filter(({ place, about }) => !(place === 'south' && about[0] === 1))
    expect(verdictOn(without).lost).toEqual(['CO30001 in south'])
  })

  test('a reply that one place got and another did not', () => {
    const without = everything.filter(({ key }) => key !== 'south 1 reply')
    expect(verdictOn(without).lost).toEqual(['reply of CO30001 in south'])
  })

  test('and takes a catch-up of one for no post that lacks its reply', () => {
    const listed = everything
      .filter(({ key }) => key !== 'south 1 reply')
      .map((one) => (one.key === 'south 1 post' ? { ...one, text: 'Caught up: 1 commentary meanwhile' } : one))
    expect(verdictOn(listed).lost).toEqual([])
  })

  test('a post that came twice, under another key too', () => {
    const twice = [...everything, message('south', 1, { key: 'another' }), message('south', 1)]
    expect(verdictOn(twice).duplicated).toEqual(['CO30001 in south, 3 times'])
  })

  test('a post of something that was never enqueued, twice', () => {
    const messages = [...everything, ...everything]
    const verdict = judge({ owed: [], published, places, hasThreads: true, messages })
    expect(verdict.duplicated).toContain('CO30000 in north, 2 times')
  })

  test('a reply that came twice', () => {
    expect(verdictOn([...everything, message('north', 2, { parent: 'its post' })]).duplicated).toEqual([
      'reply north 2 reply in north, 2 times',
    ])
  })

  test('a post that overtook an earlier one', () => {
    const [first, ...rest] = everything.filter(({ parent }) => parent === undefined)
    expect(first?.about).toEqual([0])
    const messages = [...rest, ...(first === undefined ? [] : [first])]
    expect(verdictOn(messages).outOfOrder).toEqual(['CO30001 in north', 'CO30002 in north'])
  })

  test('a quote that is not in the text, or in the text of another only', () => {
    const quotes = [firstQuote(0), firstQuote(1), 'Henrik Dalgaard said so.']
    const messages = [...everything, message('south', 0, { parent: 'its post', key: 'more', quotes })]
    expect(verdictOn(messages).unverified).toEqual([
      `“${firstQuote(1)}” in south`,
      '“Henrik Dalgaard said so.” in south',
    ])
  })

  test('a list that names fewer than it counts, its thread included', () => {
    const text = 'Caught up: 3 commentaries that appeared meanwhile'
    const list = message('south', 0, { about: [0, 1], text })
    const page = message('south', 2, { parent: list.id, about: [2] })
    expect(verdictOn([...everything, list, page]).unnamed).toEqual([])
    expect(verdictOn([...everything, list]).unnamed).toEqual(['1 of 3 in south'])
  })

  test('what still shows words that were taken out, and a thread that does not tell of it', () => {
    const words = 'Reading 0 of this series was written'
    const [first, ...others] = published.map((one) => correct(one, one.number === 0 ? words : ''))
    const verdictAfter = (text: string, notes: readonly Message[]) =>
      judge({
        owed: published,
        published: first === undefined ? others : [first, ...others],
        places: ['south'],
        hasThreads: false,
        messages: [message('south', 0, { text }), ...notes],
      }).uncorrected
    const note = message('south', 0, {
      parent: 'south 0',
      text: `The publisher corrected this commentary. Taken out: “${words}”`,
    })
    expect(first?.withdrawn).not.toEqual([])
    expect(verdictAfter(`“${words}”`, [note])).toEqual(['CO30000 in south'])
    expect(verdictAfter('new words', [])).toEqual(['no note of CO30000 in south'])
    expect(verdictAfter('new words', [note])).toEqual([])
  })

  test('how late the latest came', () => {
    const late = everything.map((one) => (one.key === 'north 1 post' ? { ...one, at: 61_000 } : one))
    expect(verdictOn(late).worstDelayMs).toBe(60_000)
  })
})

test('a post that says that it comes late may come after later ones', () => {
  const [first, ...rest] = everything.filter(({ parent }) => parent === undefined)
  const late = first === undefined ? [] : [{ ...first, text: 'Posted late: it was due at 09:00.' }]
  expect(verdictOn([...rest, ...late]).outOfOrder).toEqual([])
})

test('several in one message count for each of them', () => {
  const messages = places.map((place) => message(place, 0, { about: [0, 1, 2] }))
  expect(verdictOn(messages)).toMatchObject({ owed: 6, lost: [], duplicated: [], outOfOrder: [] })
})

test('a quote may show that it begins and ends inside a sentence', () => {
  const quotes = [`… ${firstQuote(0)} …`]
  expect(
    verdictOn([...everything, message('south', 0, { parent: 'its post', key: 'more', quotes })]).unverified,
  ).toEqual([])
})

test('what the thread of a catch-up names by its title is not lost; a thread of quotes without a post does not count', () => {
  const lostWith = (quotes: readonly string[]) =>
    verdictOn(
      places.flatMap((place) => [
        message(place, 1, { about: [1, 2] }),
        message(place, 0, { parent: 'its post', key: `${place} further`, quotes }),
      ]),
    ).lost
  expect(lostWith([])).toEqual([])
  expect(lostWith([firstQuote(0)])).toEqual(['CO30000 in north', 'CO30000 in south'])
})
