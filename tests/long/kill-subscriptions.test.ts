import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { command, postsOf } from '../e2e/answers.ts'
import type { Program } from '../e2e/process.ts'
import { openScene, type Scene } from '../e2e/scene.ts'
import { eventually } from '../eventually.ts'

let scene: Scene

/** Long enough for a second post to appear: two more polls. */
const twoPolls = (): Promise<void> => wait(2500)

const titled = (url: string, title: RegExp) =>
  eventually(async () => {
    const posts = (await postsOf(url)).filter(({ card }) => title.test(JSON.stringify(card['title'] ?? '')))
    expect(posts).not.toEqual([])
    return posts
  })

/** Keeps the program from recording that a delivery of this kind was sent, at the moment right after it was accepted. */
const stallAfter = (kind: string): void =>
  scene.change(
    `create trigger stall before update of state on deliveries when new.state = 'sent' and new.kind = '${kind}'
     begin select raise(abort, 'stalled'); end`,
  )

const killAndRestart = async (running: Program): Promise<string> => {
  await running.kill()
  scene.change('drop trigger if exists stall')
  return scene.start().url
}

afterEach(() => scene.close())

describe('a digest of the running program', () => {
  let running: Program
  let url: string

  beforeEach(async () => {
    scene = await openScene(3)
    running = scene.start()
    url = await running.url
    await scene.counted('select count(*) from briefings', 3)
    expect((await command(url, '/rsis subscribe digest daily 08:00 Asia/Singapore')).title?.text).toBe('Changed')
    scene.site.publishNext()
    scene.site.publishNext()
    await scene.counted('select count(*) from collected', 2)
    expect(await postsOf(url)).toEqual([])
  })

  const missWindow = (): void => scene.change(`update subscriptions set next_digest_at = next_digest_at - 2 * 86400000`)

  test('that fell due while it was away comes late, once, through more restarts', async () => {
    await running.kill()
    missWindow()
    const again = scene.start()
    expect(await titled(await again.url, /^"?.*Daily digest/u)).toMatchObject([
      { commentaries: ['CO26204', 'CO26205'] },
    ])
    const after = await killAndRestart(again)
    await twoPolls()
    expect(await postsOf(after)).toHaveLength(1)
    expect(scene.count(`select count(*) from windows where delivery_key is not null`)).toBe(1)
  })

  test('killed right after the channel accepted it is not repeated', async () => {
    await running.kill()
    missWindow()
    stallAfter('digest')
    const again = scene.start()
    await scene.counted('select count(*) from posts', 1)
    const after = await killAndRestart(again)
    await scene.counted(`select count(*) from deliveries where state = 'sent'`, 1)
    await twoPolls()
    expect(await postsOf(after)).toHaveLength(1)
  })

  test('asked for now is posted, with its last line on the feeds', async () => {
    expect((await command(url, '/rsis digest now')).title?.text).toBe('The digest is on its way')
    const [post] = await titled(url, /Daily digest/u)
    expect(JSON.stringify(post?.card)).toMatch(/1 of 1 feed read, last success \d\d:\d\d/u)
    expect((await command(url, '/rsis digest now')).title?.text).toBe('Nothing waits for the digest')
  })
})

describe('a correction that the running program finds', () => {
  let running: Program

  const lookNow = (): void =>
    scene.change(`update entries set state = 'pending', next_read_at = 0 where commentary_id = 'CO26206'`)

  /** What happens to a recent commentary after a day: its page is read again, and once more if it has changed. */
  const aDayLater = async (): Promise<void> => {
    lookNow()
    await scene.counted(`select count(*) from entries where seen_hash is not null`, 1)
    lookNow()
  }

  beforeEach(async () => {
    scene = await openScene(5)
    running = scene.start()
    await running.url
    await scene.counted('select count(*) from briefings', 5)
    scene.site.publishNext()
    await scene.counted(`select count(*) from deliveries where state = 'sent' and kind in ('post', 'thread')`, 2)
    expect(scene.site.publishCorrection()?.id).toBe('CO26206')
  })

  const check = async (url: string): Promise<void> => {
    const [post, ...more] = await postsOf(url)
    expect(more).toEqual([])
    const text = JSON.stringify(post?.card)
    expect(text).toMatch(/updated by the publisher/u)
    expect(text.match(/The publisher corrected this commentary/gu)).toHaveLength(1)
    expect(text).toMatch(/1,047 foreign boats/u)
  }

  test('edits the post in place, with one note in its thread', async () => {
    await aDayLater()
    await scene.counted(`select count(*) from deliveries where state = 'sent'`, 5)
    await check(await running.url)
  })

  test.each(['edit', 'note'])('killed right after the channel took the %s, does it once', async (kind) => {
    stallAfter(kind)
    await aDayLater()
    await scene.counted(`select count(*) from deliveries where state = 'sending' and kind = '${kind}'`, 1)
    await eventually(() => expect(scene.count(taken[kind] ?? '')).toBe(1))
    const url = await killAndRestart(running)
    await scene.counted(`select count(*) from deliveries where state = 'sent'`, 5)
    await twoPolls()
    await check(url)
  })

  /** How it is known that the channel accepted the post. */
  const taken: Readonly<Record<string, string>> = {
    edit: `select count(*) from posts where card_json like '%updated by the publisher%'`,
    note: `select count(*) from posts where card_json like '%The publisher corrected%'`,
  }
})
