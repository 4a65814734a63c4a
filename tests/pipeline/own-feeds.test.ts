import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeBriefingsIn } from '../archive/old-briefings.ts'
import { cardText } from '../../src/card/plain-text.ts'
import { createHandler } from '../../src/commands/registry.ts'
import type { Handler } from '../../src/commands/port.ts'
import type { Source } from '../../src/feed/source.ts'
import { readStatus } from '../../src/ops/status.ts'
import type { Place } from '../../src/subscriptions/place.ts'
import { feedsOver, manager, member } from '../commands/harness.ts'
import { place } from '../delivery/harness.ts'
import { databaseCaches } from '../../src/store/caches.ts'
import { firstSentences } from '../first-sentences.ts'
import { everything, type Running, startJourney } from './harness.ts'

const ours = place('C1', 'T1', 'slack')
const ourOther = place('C2', 'T1', 'slack')
const theirs = place('C1', 'T2', 'slack')
/** A word that is in no bundled commentary. */
const secret = 'quokkasanctuary'

let running: Running
let handler: Handler
let configured: Source[]
let faults: unknown[]

const say = async (text: string, where: Place = ours, person = manager): Promise<string> =>
  cardText(await handler.answer({ text, place: where, person }))

beforeEach(async () => {
  running = await startJourney(firstSentences)
  configured = [{ id: 'feed', steps: [{ kind: 'feed', url: `${running.server.origin}/feed/` }] }]
  faults = []
  const { db, now } = running
  const caches = databaseCaches(db, now)
  handler = createHandler(
    {
      db,
      caches,
      now,
      makeBriefings: makeBriefingsIn(db),
      readText: async () => '',
      feeds: feedsOver(db, now, { configured, get: running.journey.get }),
      status: (reader) =>
        readStatus(db, {
          version: '0.0.0',
          model: undefined,
          caches,
          platforms: [],
          startedAt: now(),
          sourceIds: configured.map(({ id }) => id),
          reader,
          now: now(),
        }),
      coverage: async () => '',
      onEnqueued: () => {},
    },
    (fault) => faults.push(fault),
  )
  // Nothing in the settings' feed until a test says so.
  await running.publish([running.sample('CO26201')])
  await running.poll()
})
afterEach(async () => {
  expect(faults).toEqual([])
})

/** `of`: the piece whose text it has. */
type Piece = {
  readonly name: string
  readonly day?: number
  readonly title?: string
  readonly number?: string
  readonly of?: string
}

const paragraphs = (name: string): string =>
  Array.from(
    { length: 8 },
    (_, at) =>
      `<p>In the ${name} case the harbour council of the ${secret} district argued at length that point ${at} of its plan would cost the pilots of the port a season, and that nobody had asked them.</p>`,
  ).join('')

/** A site with a feed of these pieces, newest first, and a page of each. */
const publish = (path: string, pieces: readonly Piece[]): string => {
  const { origin } = running.server
  const items = pieces.map(({ name, of = name, day = 29, title = `The ${name} question` }) => {
    running.server.page(
      `${path}/${name}`,
      `<html><head><title>${title}</title></head><body><article><h1>${title}</h1><p class="byline">By Una ${name}</p>${paragraphs(of)}</article></body></html>`,
    )
    const date = new Date(Date.UTC(2026, 9, day, 6)).toUTCString()
    return { title, link: `${path}/${name}`, guid: `${path}-${name}`, date, excerpt: `${secret} ${name}` }
  })
  running.server.feed(`${path}/feed/`, items)
  return `${origin}${path}/feed/`
}

const postsIn = async (where: Place): Promise<string[]> =>
  (await running.rows())
    .filter(({ kind, place_key: key }) => kind === 'post' && key === `slack/${where.tenant}/${where.channel}/`)
    .map(({ card_json: json }) => String((JSON.parse(json) as { title?: { text: string } }).title?.text))

describe('a feed that people added', () => {
  test('leaves nothing unread in the status once it is removed, nor does one that the settings no longer name', async () => {
    const url = publish('/slow', [{ name: 'old' }])
    running.server.answer('/slow/old', { status: 503 })
    await say(`feeds add ${url}`)
    const gone: Source = { id: 'gone', steps: [{ kind: 'feed', url: publish('/gone', [{ name: 'lost' }]) }] }
    running.server.answer('/gone/lost', { status: 503 })
    await running.poll(60_000, { sources: [...configured, gone] })
    configured.push(gone)
    expect(await say('status')).toMatch(
      /The old question[\s\S]*The lost question|The lost question[\s\S]*The old question/u,
    )
    configured.pop()
    expect(await say('status')).toContain('The old question')
    expect(await say('status')).not.toContain('The lost question')
    await say(`feeds remove ${url}`)
    expect(await say('status')).not.toMatch(/The (?:old|lost) question/u)
  })

  test('heads its posts and answers with its title, and shows ids to nobody', async () => {
    const url = publish('/tank', [{ name: 'old' }])
    await say(`feeds add ${url}`)
    await say('subscribe instant filter:feed:127.0.0.1')
    await running.poll()
    publish('/tank', [{ name: 'new' }, { name: 'old' }])
    await running.poll()
    await running.poll()
    const post = (await running.rows()).find(({ kind }) => kind === 'post')
    expect(String(post?.card_json)).toContain('Tank · Una new')
    expect(await say(`search ${secret}`)).toContain('Tank · Una new')
    expect(await say('cite The new question')).toContain('“The new question”, Tank, 29 October 2026')
    const answers = ['why The new question', 'related The new question', 'latest', 'status', 'why nothing']
    for (const answer of await Promise.all(answers.map((text) => say(text)))) {
      expect(answer).not.toMatch(/\bX[\da-v]{11}\b(?!")/u)
    }
    expect(await say(`feeds remove ${url}`)).toContain('Removed: Tank')
  })

  test('says of an entry that it was taken for an earlier one', async () => {
    const url = publish('/tank', [{ name: 'old' }])
    await say(`feeds add ${url}`)
    await say('subscribe instant')
    await say('watch add feed:127.0.0.1')
    await running.poll()
    publish('/tank', [{ name: 'again', of: 'old', title: 'The Old Harbour Again', day: 30 }])
    await running.poll()
    await running.poll()
    expect(await postsIn(ours)).toEqual([])
    const told = /“The Old Harbour Again”, seen .*, was taken for another version of it and is not posted again/u
    expect(await say('why The Old Harbour Again')).toMatch(told)
    expect(await say('show The Old Harbour Again')).toContain('The old question')
    expect(await say('why The Old Harbour Again', theirs)).not.toContain('The old question')
    expect(await say(`why ${running.server.origin}/tank/again`)).toMatch(told)
    expect(await say('why The Old Harbour Again')).toContain(
      'It came with a feed that this subscription does not name.',
    )
    expect(await say('status')).toContain('“The Old Harbour Again” was taken for another version of “The old question”')
    expect(await say('status', theirs)).not.toContain('The Old Harbour Again')
  })

  test('is found from its site, posted in the channel that names it, and no more once it is removed', async () => {
    const url = publish('/tank', [{ name: 'old' }])
    running.server.page(
      '/tank',
      `<html><head><link rel="alternate" type="application/rss+xml" title="Tank comments" href="/tank/comments/feed/"><link rel="alternate" type="application/rss+xml" title="Tank" href="/tank/feed/"></head><body>…</body></html>`,
    )
    expect(await say(`feeds add ${running.server.origin}/tank`)).toMatch(/Added: Tank[\s\S]*1 item now; none/u)
    await say('subscribe instant', ourOther)
    await say('watch add feed:127.0.0.1')
    await running.poll()
    expect(await postsIn(ours)).toEqual([])

    publish('/tank', [{ name: 'new' }, { name: 'old' }])
    await running.poll()
    await running.poll()
    expect(await postsIn(ours)).toEqual(['The new question'])
    expect(await postsIn(ourOther)).toEqual([])
    expect(await running.owed()).toHaveLength(1)
    expect(await say('feeds list')).toContain(url)
    expect(await say(`search ${secret}`)).toContain('The new question')

    expect(await say('feeds remove tank')).toMatch(/Removed: Tank[\s\S]*still names it: feed:127\.0\.0\.1/u)
    const asked = running.server.requests.length
    publish('/tank', [{ name: 'newer' }, { name: 'new' }])
    await running.poll()
    expect(await postsIn(ours)).toEqual(['The new question'])
    expect(running.server.requests.slice(asked).filter(({ path }) => path.startsWith('/tank'))).toEqual([])
    // Those who got the post may still know the commentary.
    expect(await say(`search ${secret}`)).toContain('The new question')
  })

  test('owes a workspace what another has had for long, although its page cannot be read any more', async () => {
    const [first, second] = ['/first', '/second'].map((path) => publish(path, [{ name: 'old' }]))
    await say(`feeds add ${first}`)
    await say(`feeds add ${second}`, theirs)
    await say('watch add feed:127.0.0.1', theirs)
    await running.poll()
    publish('/first', [{ name: 'new' }, { name: 'old' }])
    await running.poll()
    await running.poll(20 * 86_400_000)
    const { origin } = running.server
    const date = new Date(Date.UTC(2026, 9, 29, 6)).toUTCString()
    running.server.feed('/second/feed/', [{ title: 'The new question', link: `${origin}/first/new`, date }])
    running.server.answer('/first/new', { status: 503 })
    await running.poll()
    await running.poll()
    expect(await postsIn(theirs)).toEqual(['The new question'])
  })

  test('is asked once for all the workspaces that have it, and posted in each', async () => {
    const url = publish('/tank', [{ name: 'old' }])
    for (const where of [ours, theirs]) {
      await say(`feeds add ${url}`, where)
      await say('watch add feed:127.0.0.1', where)
    }
    publish('/tank', [{ name: 'new' }, { name: 'old' }])
    const asked = running.server.requests.length
    await running.poll()
    const requests = running.server.requests.slice(asked).map(({ path }) => path)
    expect(requests.filter((path) => path === '/tank/feed/')).toHaveLength(1)
    expect(requests.filter((path) => path === '/tank/new')).toHaveLength(1)
    expect(await postsIn(ours)).toEqual(['The new question'])
    expect(await postsIn(theirs)).toEqual(['The new question'])

    await say('feeds remove 127', theirs)
    publish('/tank', [{ name: 'newer' }, { name: 'new' }])
    await running.poll()
    expect(await postsIn(ours)).toEqual(['The new question', 'The newer question'])
    expect(await postsIn(theirs)).toEqual(['The new question'])
    // It is not visible that somebody else still has it.
    expect(await say(`search newer ${secret}`, theirs)).not.toContain('The newer question')
  })

  test('is not mentioned to a workspace that does not have it, whatever it asks', async () => {
    const url = publish('/tank', [{ name: 'old' }])
    await say(`feeds add ${url}`)
    publish('/tank', [{ name: 'new' }, { name: 'old' }])
    await running.poll()
    const { id } = await running.db
      .selectFrom('commentaries')
      .select('id')
      .where('title', '=', 'The new question')
      .executeTakeFirstOrThrow()
    expect(await say(`show ${id}`)).toContain('The new question')
    const asked = [
      `search ${secret}`,
      `search ${secret.slice(0, -1)}`,
      'search feed:127.0.0.1',
      'search author:una',
      'latest',
      `show ${id}`,
      `show ${running.server.origin}/tank/new`,
      'show the new question',
      `cite ${id}`,
      `related ${id}`,
      `why ${id}`,
      `claims ${secret}`,
      `timeline ${secret}`,
      'quote "of its plan would cost the pilots of the port a season, and that nobody had asked them"',
      'status',
      'feeds list',
      'feeds export',
      'feeds remove 127',
      'held',
      'help feeds',
      'filter feed:127.0.0.1',
      'test',
    ]
    const nowhere = `${running.server.origin}/never/there`
    const words = new RegExp(`${secret}|new question|old question|/tank/feed|${id} is not`, 'iu')
    for (const text of asked) {
      const said = await say(text, theirs)
      // The answer may repeat what the person typed.
      expect(said.replaceAll(text.replace(/^\w+ /u, ''), ''), text).not.toMatch(words)
    }
    expect((await say(`show ${running.server.origin}/tank/new`, theirs)).replace('/tank/new', '/X')).toBe(
      (await say(`show ${nowhere}`, theirs)).replace('/never/there', '/X'),
    )
    const asker = { place: theirs, person: manager }
    expect(await handler.suggest('commentary', 'question', asker)).toEqual([])
    expect(await handler.suggest('author', 'una', asker)).toEqual([])
    expect(await handler.suggest('author', 'una', { place: ours, person: manager })).toHaveLength(2)
    expect(await say('search feed:127.0.0.1')).toContain('The new question')
  })

  test('goes to no subscription that does not name it', async () => {
    const url = publish('/tank', [{ name: 'old' }])
    await say(`feeds add ${url}`)
    await say('subscribe instant')
    await say(`watch add ${secret}`, ourOther)
    await say(`watch add -feed:straits ${secret}`, ourOther)
    await say(`watch add feed:straits OR ${secret}`, ourOther)
    publish('/tank', [{ name: 'new' }, { name: 'old' }])
    await running.poll()
    expect(await postsIn(ours)).toEqual([])
    expect(await postsIn(ourOther)).toEqual([])
  })

  test('may be changed only by managers, and a direct message makes nobody a manager of the workspace', async () => {
    const url = publish('/tank', [{ name: 'old' }])
    expect(await say(`feeds add ${url}`, ours, member)).toMatch(/only those who manage/u)
    const alone: Place = { platform: 'slack', tenant: 'T1', channel: 'U2', isDirect: true }
    const owner = { ...member, mayManage: async () => true }
    expect(await say(`feeds add ${url}`, alone, owner)).toMatch(/only those who manage the workspace/u)
    expect(await say('feeds list', alone, owner)).toMatch(/has added no feeds/u)
  })

  test('is one of at most twenty', async () => {
    const urls = Array.from({ length: 21 }, (_, at) => publish(`/tank${at}`, [{ name: 'old' }]))
    const outlines = urls.map((url) => `<outline text="a" xmlUrl="${url}"/>`).join('')
    running.server.answer('/all.opml', {
      headers: { 'content-type': 'text/x-opml' },
      body: `<opml version="2.0"><body><outline text="folder">${outlines}</outline></body></opml>`,
    })
    expect(await say(`feeds import ${running.server.origin}/all.opml`)).toMatch(
      /20 of 21 feeds[\s\S]*1 could not be added/u,
    )
    expect(await say(`feeds add ${urls[20]}`)).toMatch(/this workspace has 20/u)
    expect((await say('feeds export')).match(/xmlUrl/gu)).toHaveLength(20)
    expect(await say(`feeds add ${urls[20]}`, theirs)).toMatch(/Added/u)
  })

  test('that fails for good is reported to its workspace only', async () => {
    const url = publish('/tank', [{ name: 'old' }])
    await say(`feeds add ${url}`)
    running.server.answer('/tank/feed/', { status: 410 })
    await running.poll()
    expect(await say('status')).toMatch(/tank\/feed\/[\s\S]*gone/u)
    expect(await say('feeds list')).toMatch(/gone/u)
    expect(await say('status', theirs)).not.toContain('tank')
  })

  test('and a restart between its poll and its pages: each is posted once', async () => {
    const url = publish('/tank', [{ name: 'old' }])
    await say(`feeds add ${url}`)
    await say('watch add feed:127.0.0.1')
    publish('/tank', [{ name: 'two' }, { name: 'one' }, { name: 'old' }])
    const stop = new AbortController()
    const engine: typeof running.journey.engine = async (commentary, signal) => {
      const briefing = await running.journey.engine(commentary, signal)
      stop.abort()
      return briefing
    }
    await running.poll(60_000, { engine }, stop.signal)
    await running.poll()
    await running.poll()
    expect((await postsIn(ours)).toSorted()).toEqual(['The one question', 'The two question'])
  })

  test('cannot take the place of what the settings’ feeds show', async () => {
    const truth = running.sample('CO26222')
    // It gives its own piece the number and the address of the next commentary.
    publish('/tank', [{ name: 'old' }])
    await say(`feeds add ${running.server.origin}/tank/feed/`)
    publish('/tank', [{ name: 'fake', title: 'CO26222 | A forgery' }, { name: 'old' }])
    await running.poll()
    await running.publish([running.sample('CO26201'), truth])
    await running.poll()
    expect(await running.owed()).toEqual(['CO26222'])
    expect(await say('show CO26222', theirs)).toContain(truth.title)
    expect(await say('show CO26222')).toContain(truth.title)
  })

  test('that showed a commentary first leaves it to everybody when the settings’ feed shows it', async () => {
    const truth = running.sample('CO26222')
    await running.publish([running.sample('CO26201')])
    const own = running.server
    own.feed('/own/feed/', [
      { title: 'Before', link: '/own/before', date: new Date(Date.UTC(2026, 9, 1)).toUTCString() },
    ])
    await say(`feeds add ${own.origin}/own/feed/`)
    await say('watch add feed:127.0.0.1/own')
    await running.publish([running.sample('CO26201'), truth])
    const feed = await (await fetch(`${own.origin}/feed/`)).text()
    own.answer('/own/feed/', { headers: { 'content-type': 'application/rss+xml' }, body: feed })
    await running.poll(60_000, { sources: [] })
    expect(await say(`search "${truth.title}"`, theirs)).not.toContain('Number 1')
    expect(await running.owed()).toHaveLength(0)
    await running.poll()
    const posts = (await running.rows()).filter(({ kind }) => kind === 'post')
    expect(posts.map(({ place_key: key }) => key)).toContain(`web/local/${everything.place.channel}/`)
    expect(await say('show CO26222', theirs)).toContain(truth.title)
  })
})
