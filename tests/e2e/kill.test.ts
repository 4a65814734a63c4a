import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readSamples } from '../../src/demo/samples.ts'
import { type DemoSite, startDemoSite } from '../../src/demo/site.ts'
import { postsOf } from './answers.ts'
import { type Program, startProgram } from './process.ts'

let folder = ''
let site: DemoSite
let program: Program | undefined

const start = (): Program => {
  program = startProgram({
    FEED_URLS: site.feedUrl,
    ALLOW_PRIVATE_FEEDS: 'true',
    POLL_CRON: '* * * * * *',
    DATABASE_URL: `file:${join(folder, 'rsis.db')}`,
  })
  return program
}

/** A look into the database from outside, as an operator would take it. */
const withDatabase = <Value>(look: (database: DatabaseSync) => Value): Value => {
  const database = new DatabaseSync(join(folder, 'rsis.db'), { timeout: 5000 })
  try {
    return look(database)
  } finally {
    database.close()
  }
}

const count = (query: string): number =>
  withDatabase((database) => Number(Object.values(database.prepare(query).get() ?? { count: 0 })[0]))

const archived = async (number: number): Promise<void> =>
  vi.waitFor(() => expect(count('select count(*) from briefings')).toBe(number), { timeout: 10_000, interval: 50 })

/** Starts, lets the baseline settle, and breaks the named step from outside so that the program gets no further. */
const startWithBaseline = async (trigger: string): Promise<Program> => {
  const running = start()
  await running.url
  await archived(3)
  withDatabase((database) => database.exec(trigger))
  return running
}

const restartAndCount = async (id: string): Promise<number> => {
  const url = await start().url
  await vi.waitFor(async () => expect((await postsOf(url)).map((post) => post.commentaries)).toContainEqual([id]), {
    timeout: 15_000,
    interval: 100,
  })
  // Long enough for a second one to show itself: two more polls.
  await wait(2500)
  return (await postsOf(url)).filter((post) => post.commentaries.includes(id)).length
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-kill-'))
  site = await startDemoSite(await readSamples(), 3)
})

afterEach(async () => {
  await program?.kill()
  await site.close()
  rmSync(folder, { recursive: true })
})

describe('a process killed with SIGKILL', () => {
  test('between briefing and post: after the restart the post is there exactly once', async () => {
    const running = await startWithBaseline(
      `create trigger stall before update of state on deliveries when new.state = 'sending'
       begin select raise(abort, 'stalled'); end`,
    )
    const next = site.publishNext()
    await archived(4)
    await running.kill()
    expect(count('select count(*) from posts')).toBe(0)
    expect(count(`select count(*) from deliveries where state = 'due'`)).toBe(1)
    withDatabase((database) => database.exec('drop trigger stall'))
    expect(await restartAndCount(next?.id ?? '')).toBe(1)
  }, 60_000)

  test('right after the channel accepted, before it was written down: the post is not repeated', async () => {
    const running = await startWithBaseline(
      `create trigger stall before update of state on deliveries when new.state = 'sent'
       begin select raise(abort, 'stalled'); end`,
    )
    const next = site.publishNext()
    await vi.waitFor(() => expect(count('select count(*) from posts')).toBe(1), { timeout: 10_000, interval: 50 })
    await running.kill()
    expect(count(`select count(*) from deliveries where state = 'sending'`)).toBe(1)
    withDatabase((database) => database.exec('drop trigger stall'))
    expect(await restartAndCount(next?.id ?? '')).toBe(1)
  }, 60_000)

  test('at any moment, again and again: nothing lost, nothing twice, in order', async () => {
    const ids: string[] = []
    await start().url
    await archived(3)
    await program?.kill()
    for (let round = 0; round < 8; round += 1) {
      const next = site.publishNext()
      ids.push(next?.id ?? '')
      const running = start()
      // Spread over start-up, poll, reading, briefing and posting.
      await wait(150 + round * 90)
      await running.kill()
    }
    const url = await start().url
    await vi.waitFor(async () => expect(await postsOf(url)).toHaveLength(ids.length), {
      timeout: 30_000,
      interval: 200,
    })
    await wait(2500)
    const posted = (await postsOf(url)).map((post) => post.commentaries[0]).reverse()
    expect(posted).toEqual(ids)
  }, 90_000)
})

test('SIGTERM ends it in order, with exit code 0', async () => {
  const running = start()
  await running.url
  expect(await running.end('SIGTERM')).toBe(0)
  program = undefined
})
