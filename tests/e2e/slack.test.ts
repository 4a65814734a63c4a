import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { samplePage } from '../../src/demo/page.ts'
import { readSamples } from '../../src/demo/samples.ts'
import { type Program, runProgram } from './process.ts'
import { openSlackScene, type SlackScene } from './slack-scene.ts'
import { startTank } from './tank.ts'
import { eventually } from '../eventually.ts'

let scene: SlackScene
let running: Program
beforeAll(async () => {
  scene = await openSlackScene({ channels: ['C1', 'C2'] })
  running = await scene.startConnected()
  await scene.counted('select count(*) from commentaries', 3)
})
afterAll(() => scene.close())

test('what a backfill added while the program ran is found by a command typed in a channel', async () => {
  const old = (await readSamples())[10] ?? expect.fail('no sample')
  expect(await scene.say(`search ${old.title}`, 'C1', 'U1')).not.toContain(old.id)
  const pages = join(scene.folder, 'pages')
  mkdirSync(pages)
  writeFileSync(join(pages, 'old.html'), await samplePage(old))
  writeFileSync(join(pages, 'none.txt'), 'too few words')
  const before = scene.messagesIn('C1').length
  const { code, output } = await runProgram(scene.settings(), ['backfill', pages])
  expect({ code, output }).toMatchObject({
    code: 0,
    output: expect.stringMatching(/Done: of 2 documents 1 was added, 0 were in the archive already, 1 was skipped/u),
  })
  expect(await scene.say(`search ${old.title}`, 'C1', 'U1')).toContain(old.id)
  expect(await scene.say(`show ${old.id}`, 'C1', 'U1')).toContain('rich_text_quote')
  expect(scene.messagesIn('C1')).toHaveLength(before)
})

test('a feed that a manager adds is posted where it is named, and no more once it is removed', async () => {
  const tank = await startTank()
  try {
    expect(await scene.say(`feeds add ${tank.address}`, 'C1', 'U1')).toContain('Permission')
    expect(await scene.say(`feeds add ${tank.address}`)).toContain('Added: Tank')
    await scene.say('subscribe instant', 'C2')
    await scene.say('watch add feed:tank')
    tank.publish('second')
    const about = (channel: string, name: string): number =>
      scene.postsAbout({ title: `The ${name} question` }, channel)
    await eventually(() => expect(about('C1', 'second')).toBe(1))

    expect(await scene.say('feeds remove tank')).toContain('Removed: Tank')
    const sample = scene.publish()
    tank.publish('third')
    const polls = tank.polls()
    await eventually(() => expect(scene.postsAbout(sample, 'C2')).toBe(1))
    expect(tank.polls()).toBeLessThanOrEqual(polls + 1)
    expect([about('C1', 'first'), about('C1', 'third'), about('C2', 'second'), about('C2', 'third')]).toEqual([
      0, 0, 0, 0,
    ])
  } finally {
    await tank.close()
  }
})

test('the program serves a workspace: subscribed, posted, searched, and ended in order', async () => {
  expect(await scene.say('subscribe instant', 'C1', 'U1')).not.toContain('is set up')
  await scene.say('subscribe instant')
  const sample = scene.publish()
  await eventually(() => expect(scene.postsAbout(sample, 'C1')).toBe(1))
  expect(await scene.say(`show ${sample.id}`, 'C1', 'U1')).toContain('rich_text_quote')
  expect(await scene.say('status')).toContain('Socket Mode')
  expect(await running.end('SIGTERM')).toBe(0)
})
