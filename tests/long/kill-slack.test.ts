import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import type { Sample } from '../../src/demo/samples.ts'
import { openSlackScene } from '../e2e/slack-scene.ts'
import { eventually } from '../eventually.ts'

const channels = ['C1', 'C2', 'C3']

test('killed again and again, also right after Slack accepted: nothing lost, nothing twice', async () => {
  const scene = await openSlackScene({ channels })
  onTestFinished(() => scene.close())
  const first = await scene.startConnected()
  await scene.counted('select count(*) from commentaries', 3)
  for (const channel of channels) await scene.say('subscribe instant', channel)
  const welcomed = () => channels.every((channel) => scene.messagesIn(channel).length === 1)
  await eventually(() => expect(welcomed()).toBe(true))
  await first.kill()

  scene.slack.state.historyLagMs = 500
  const published: Sample[] = []
  for (let round = 0; round < 5; round += 1) {
    published.push(scene.publish())
    const posts = scene.slack.callsOf('chat.postMessage').length
    const running = scene.start()
    const deadline = Date.now() + 3000
    // Every other kill is at the worst moment: the post is accepted, and the answer is not yet read.
    if (round % 2 === 0) {
      while (scene.slack.callsOf('chat.postMessage').length === posts && Date.now() < deadline) await wait(1)
    } else {
      await wait(300 + round * 150)
    }
    await running.kill()
  }

  scene.start()
  const all = (): boolean =>
    channels.every((channel) => published.every((sample) => scene.postsAbout(sample, channel) > 0))
  await eventually(() => expect(all()).toBe(true))
  // Long enough to look for uncertain posts, and for a second post to appear.
  await wait(12_000)
  for (const channel of channels) {
    expect(published.map((sample) => scene.postsAbout(sample, channel))).toEqual(published.map(() => 1))
    const keys = scene.messagesIn(channel).map(({ metadata }) => metadata?.event_payload['key'])
    expect(new Set(keys).size).toBe(keys.length)
  }
})
