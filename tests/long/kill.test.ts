import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { postsOf } from '../e2e/answers.ts'
import type { Program } from '../e2e/process.ts'
import { openScene, type Scene } from '../e2e/scene.ts'
import { eventually } from '../eventually.ts'

let scene: Scene

/** Starts the program, waits for the baseline, and breaks the named step from outside, so that the program cannot continue. */
const startWithBaseline = async (trigger: string): Promise<Program> => {
  const running = scene.start()
  await running.url
  await archived(3)
  scene.change(trigger)
  return running
}

const archived = (number: number): Promise<void> => scene.counted('select count(*) from briefings', number)

const restartAndCount = async (id: string): Promise<number> => {
  const url = await scene.start().url
  await eventually(async () => expect((await postsOf(url)).map((post) => post.commentaries)).toContainEqual([id]))
  // Long enough for a second post to appear: two more polls.
  await wait(2500)
  return (await postsOf(url)).filter((post) => post.commentaries.includes(id)).length
}

beforeEach(async () => {
  scene = await openScene(3)
})
afterEach(() => scene.close())

describe('a process killed with SIGKILL', () => {
  test('between briefing and post: after the restart the post is there exactly once', async () => {
    const running = await startWithBaseline(
      `create trigger stall before update of state on deliveries when new.state = 'sending'
       begin select raise(abort, 'stalled'); end`,
    )
    const next = scene.site.publishNext()
    await archived(4)
    await running.kill()
    expect(scene.count('select count(*) from posts')).toBe(0)
    expect(scene.count(`select count(*) from deliveries where state = 'due' and kind = 'post'`)).toBe(1)
    scene.change('drop trigger stall')
    expect(await restartAndCount(next?.id ?? '')).toBe(1)
  })

  test('right after the channel accepted, before it was written down: the post is not repeated', async () => {
    const running = await startWithBaseline(
      `create trigger stall before update of state on deliveries when new.state = 'sent'
       begin select raise(abort, 'stalled'); end`,
    )
    const next = scene.site.publishNext()
    await eventually(() => expect(scene.count('select count(*) from posts')).toBe(1))
    await running.kill()
    expect(scene.count(`select count(*) from deliveries where state = 'sending'`)).toBe(1)
    scene.change('drop trigger stall')
    expect(await restartAndCount(next?.id ?? '')).toBe(1)
  })

  test('at any moment, again and again: nothing lost, nothing twice, in order', async () => {
    const ids: string[] = []
    const first = scene.start()
    await first.url
    await archived(3)
    await first.kill()
    for (let round = 0; round < 8; round += 1) {
      const next = scene.site.publishNext()
      ids.push(next?.id ?? '')
      const running = scene.start()
      // Spread over start-up, poll, reading, briefing and posting.
      await wait(150 + round * 90)
      await running.kill()
    }
    const url = await scene.start().url
    // More than five waiting commentaries come in one post.
    const posted = async () => (await postsOf(url)).flatMap((post) => post.commentaries.toReversed()).reverse()
    await eventually(async () => expect(await posted()).toHaveLength(ids.length))
    await wait(2500)
    expect(await posted()).toEqual(ids)
  })
})

test('SIGTERM ends it in order, with exit code 0', async () => {
  const running = scene.start()
  await running.url
  expect(await running.end('SIGTERM')).toBe(0)
})
