import { beforeEach, describe, expect, test } from 'vitest'
import { held } from '../../src/commands/held.ts'
import { cardText } from '../../src/card/plain-text.ts'
import { samplePath } from '../../src/demo/feed.ts'
import { samplePage } from '../../src/demo/page.ts'
import type { Sample } from '../../src/demo/samples.ts'
import { addKeys } from '../../src/feed/store-keys.ts'
import { findGaps, idsOf, narrowGaps, recordGap } from '../../src/feed/store-gaps.ts'
import { firstSentences } from '../first-sentences.ts'
import { type Running, startJourney } from './harness.ts'

let running: Running
let samples: readonly Sample[]

/** A sample under another number, at an address that begins with it. */
const numbered = (sample: Sample, number: number): Sample => {
  const id = `CO26${String(number).padStart(3, '0')}`
  return { ...sample, id, centre: 'rsis', slug: `${id.toLowerCase()}-${sample.slug}`, title: `${sample.title} ${id}` }
}

beforeEach(async () => {
  running = await startJourney(firstSentences)
  samples = running.samples.map((sample, index) => numbered(sample, 201 + index))
})

const part = (from: number, to: number): Sample[] => samples.slice(from - 201, to - 200)

/** The feed shows only these; the pages of all exist. */
const show = async (shown: readonly Sample[]): Promise<void> => {
  await running.publish(shown)
}

const addPage = async (sample: Sample, path = samplePath(sample)): Promise<void> =>
  running.server.page(path, await samplePage(sample))

const listing = (shown: readonly Sample[]): string =>
  `<main>${shown.map((one) => `<p class="title title-box"><a class="link" href="${samplePath(one)}">${one.id} | ${one.title}</a></p>`).join('')}</main>`

const addListing = (path: string, shown: readonly Sample[]): void => running.server.page(path, listing(shown))

const withListing = () => {
  const [source] = running.journey.sources
  if (source === undefined) throw new Error('there is no source')
  const steps = [...source.steps, { kind: 'listing' as const, url: `${running.server.origin}/commentaries/` }]
  return { sources: [{ ...source, steps }] }
}

const named = async (): Promise<string[]> =>
  (await running.deliveries())
    .filter(({ kind }) => kind === 'post' || kind === 'catch-up')
    .flatMap(({ card }) => card.commentaries ?? [])
    .toSorted()
const gaps = async (): Promise<string[]> =>
  (await findGaps(running.db)).map(({ firstId, lastId }) => `${firstId} to ${lastId ?? 'the end'}`)

const overflow = async (changes = {}): Promise<void> => {
  await show(part(201, 203))
  await running.poll(60_000, changes)
  for (const sample of part(204, 212)) await addPage(sample)
  await show(part(213, 215))
  await running.poll(60_000, changes)
}

describe('numbers that a window overflowed past', () => {
  test('are found on the pages of the listing, and named in one catch-up with what the window showed', async () => {
    addListing('/commentaries/', part(211, 215).toReversed())
    addListing('/commentaries/page/2/', part(206, 210).toReversed())
    addListing('/commentaries/page/3/', part(201, 205).toReversed())
    await overflow(withListing())
    expect(await named()).toEqual(part(204, 215).map(({ id }) => id))
    expect((await running.deliveries()).filter(({ kind }) => kind === 'catch-up')).toHaveLength(1)
    expect(await gaps()).toEqual([])
    expect(running.server.requests.map(({ path }) => path)).not.toContain('/commentaries/page/4/')
  })

  test('are found by number if there is no listing; missing ones stay listed, and are not requested at every poll', async () => {
    await show(part(201, 203))
    await running.poll()
    const atNumber = ({ id }: Sample): string => `/rsis-publication/rsis/${id.toLowerCase()}/`
    for (const sample of part(204, 212)) {
      await addPage(sample)
      const body = { status: 301, headers: { location: samplePath(sample) } }
      if (sample.id !== 'CO26207') running.server.answer(atNumber(sample), body)
    }
    await show(part(213, 215))
    await running.poll()
    expect(await named()).toEqual(
      part(204, 215)
        .map(({ id }) => id)
        .filter((id) => id !== 'CO26207'),
    )
    expect(await gaps()).toEqual(['CO26207 to CO26207'])
    const asked = () => running.server.requests.filter(({ path }) => path.endsWith('/co26207/')).length
    expect(asked()).toBe(1)
    await running.poll()
    expect(asked()).toBe(1)
    const [missing] = part(207, 207)
    if (missing !== undefined)
      running.server.answer(atNumber(missing), { status: 301, headers: { location: samplePath(missing) } })
    await running.poll(7 * 3_600_000)
    expect(await gaps()).toEqual([])
    expect(await named()).toContain('CO26207')
  })

  test('are taken out of the gap when a feed shows them after all', async () => {
    await overflow()
    expect(await gaps()).toEqual(['CO26204 to CO26212'])
    await show([...part(207, 208), ...part(213, 215)])
    await running.poll()
    expect(await gaps()).toEqual(['CO26204 to CO26206', 'CO26209 to CO26212'])
  })
})

describe('a change of year', () => {
  const known = async (key: string) => addKeys(running.db, 1, [key])
  const record = (...keys: string[]) => recordGap(running.db, 'feed', keys, running.now())
  beforeEach(async () => {
    await show(part(201, 202))
    await running.poll()
    await known('co:CO26260')
  })

  test('leaves the end of the old one open, also where the new one begins with its first number', async () => {
    await record('co:CO27001', 'co:CO27002')
    expect(await gaps()).toEqual(['CO26261 to the end'])
  })

  test('of several years ago names nothing', async () => {
    await record('co:CO30001')
    expect(await gaps()).toEqual([])
  })

  test('with numbers missing in the new year names those, and leaves the end of the old one open', async () => {
    await record('co:CO27004')
    expect(await gaps()).toEqual(['CO26261 to the end', 'CO27001 to CO27003'])
    const list = cardText(
      await held.run('', { db: running.db } as Parameters<typeof held.run>[1], {} as Parameters<typeof held.run>[2]),
    )
    expect(list).toContain('Missing: CO26261 and later numbers of 2026')
    expect(idsOf((await findGaps(running.db))[0] ?? expect.fail('no gap'), 3)).toEqual([
      'CO26261',
      'CO26262',
      'CO26263',
    ])
    await known('co:CO26261')
    await narrowGaps(running.db)
    expect(await gaps()).toEqual(['CO26262 to the end', 'CO27001 to CO27003'])
  })
})
