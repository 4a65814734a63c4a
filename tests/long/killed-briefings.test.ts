import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makePages } from '../../bench/backfill/pages.ts'
import { runProgram } from '../e2e/process.ts'
import { openScene, type Scene } from '../e2e/scene.ts'
import { eventually } from '../eventually.ts'

/** Some seconds of work for the program. */
const pages = 100
const kills = 5
/** The program begins with what is not briefed at a full minute. */
const untilDone = { timeout: 400_000, interval: 500 }

let scene: Scene
beforeEach(async () => {
  scene = await openScene(3)
})
afterEach(() => scene.close())

const unbriefed = (): number =>
  scene.count(`select count(*) from commentaries left join briefings
    on briefings.commentary_id = commentaries.id and briefings.revision = commentaries.revision
    where briefings.commentary_id is null`)

const briefings = (): unknown[] =>
  scene.rows('select commentary_id, revision, briefing_json from briefings order by commentary_id, revision')

test('killed with SIGKILL while it briefs old commentaries, it ends as one that was not, and posts nothing', async () => {
  const folder = join(scene.folder, 'pages')
  mkdirSync(folder)
  let written = 0
  for await (const page of makePages(pages)) {
    writeFileSync(join(folder, `${written}.html`), page)
    written += 1
  }
  expect(await runProgram(scene.settings(), ['backfill', folder])).toMatchObject({ code: 0 })

  let killed = 0
  for (let left = unbriefed(); left > 0 && killed < kills; left = unbriefed()) {
    const running = scene.start()
    await running.url
    await eventually(() => expect(unbriefed()).toBeLessThan(left), { interval: 50 })
    await wait(Math.random() * 500)
    await running.kill()
    killed += 1
    expect(scene.count('select count(*) from briefings')).toBeGreaterThan(0)
  }
  expect(killed).toBe(kills)
  expect(unbriefed()).toBeGreaterThan(0)

  const finish = async (): Promise<unknown[]> => {
    const running = scene.start()
    await eventually(() => expect(unbriefed()).toBe(0), untilDone)
    await running.kill()
    return briefings()
  }
  const ended = await finish()
  expect(ended).toHaveLength(pages + 3)
  scene.change('delete from briefings')
  expect(ended).toEqual(await finish())
  expect(scene.count('select count(*) from posts')).toBe(0)
  expect(scene.count('select count(*) from deliveries')).toBe(0)
}, 1_800_000)
