import { beforeEach, expect, test } from 'vitest'
import { findCommentary } from '../../src/archive/store/commentaries.ts'
import { parseQuery } from '../../src/archive/query/parse.ts'
import { search } from '../../src/archive/search/search.ts'
import type { Place } from '../../src/subscriptions/place.ts'
import { addSubscription } from '../../src/subscriptions/store.ts'
import type { Source } from '../../src/feed/source.ts'
import { everything, type Running, startJourney } from './harness.ts'

const dayMs = 86_400_000

let running: Running
beforeEach(async () => {
  running = await startJourney()
})

const subscribe = async (channel: string, filter: string): Promise<unknown> =>
  addSubscription(running.db, { ...everything, place: { ...everything.place, channel }, filter }, running.now())

const found = async (query: string): Promise<string[]> =>
  (await search(running.db, parseQuery(query), { limit: 10, offset: 0 })).hits.map(({ commentary }) => commentary.id)

test('each feed goes to its channel, and a search in a feed finds what it contained', async () => {
  const sources: Source[] = [
    { id: 'https://www.straits.example/feed/', steps: [{ kind: 'feed', url: `${running.server.origin}/feed/` }] },
    { id: 'https://other.example/rss', steps: [{ kind: 'feed', url: `${running.server.origin}/other/` }] },
  ]
  await subscribe('straits', 'feed:straits.example')
  await subscribe('others', 'feed:other.example')
  await subscribe('neither', 'feed:nowhere.example')
  await subscribe('no straits', '-feed:straits')
  const [first, second] = [running.sample('CO26221'), running.sample('CO26222')]
  await running.publish([first])
  await running.poll(60_000, { sources })
  await running.publish([first, second])
  await running.poll(60_000, { sources })

  const places = (await running.rows())
    .filter(({ kind }) => kind === 'post')
    .map(({ place_json: json }) => (JSON.parse(json) as Place).channel)
  expect(places.toSorted()).toEqual(['briefings', 'straits'])
  expect(await found('feed:straits.example')).toEqual(['CO26222', 'CO26221'])
  expect(await found('feed:other.example')).toEqual([])

  // The second feed shows it as well; it belongs to both when its page is read again.
  const answer = await (await fetch(`${running.server.origin}/feed/`)).text()
  running.server.answer('/other/', { headers: { 'content-type': 'application/rss+xml' }, body: answer })
  await running.poll(60_000, { sources })
  await running.poll(dayMs, { sources })
  expect((await findCommentary(running.db, 'CO26222'))?.commentary.feeds?.toSorted()).toEqual(
    sources.map(({ id }) => id).toSorted(),
  )
  expect(await found('feed:other.example')).toEqual(['CO26222', 'CO26221'])
  expect(await found('feed:straits.example')).toEqual(['CO26222', 'CO26221'])
})
