import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { migrations } from '../../src/store/migrations.ts'
import { type Cadence, weekdays } from '../../src/subscriptions/cadence.ts'
import { nextInstant } from '../../src/subscriptions/due.ts'
import { databaseAsOf, fillEarlier } from '../store/earlier.ts'
import type { Scope } from './platforms/port.ts'
import type { Random } from './random.ts'
import type { Subject } from './subject.ts'
import type { Columns } from './database.ts'
import { until, untilReady } from './wait-for.ts'
import type { World } from './world.ts'

export const hourMs = 3_600_000

/** Publishes `count` commentaries, `everyMs` real milliseconds apart. */
export const publishSome = async (world: World, count: number, everyMs: number): Promise<void> => {
  for (let published = 0; published < count; published += 1) {
    world.publish()
    await wait(world.random.int(everyMs / 2, everyMs * 1.5))
  }
}

/** Publishes this many, each when the one before is briefed, posted or not. */
export const publishBriefed = async (world: World, count: number): Promise<void> => {
  for (let published = 0; published < count; published += 1) await world.briefed(world.publish())
}

/** Publishes this many, each when the one before is posted everywhere. */
export const publishAndPost = async (world: World, count: number): Promise<void> => {
  for (let published = 0; published < count; published += 1) await world.posted(world.publish().number)
}

const everyMorning: Cadence = { days: weekdays, times: ['08:00'], zone: 'America/New_York' }

/** Every place gets one post a day. */
export const dailyDigest = (now: Date): Columns => ({
  instant: 0,
  cadence_json: JSON.stringify(everyMorning),
  next_digest_at: nextInstant(everyMorning, now).getTime(),
})

const jumpHours = [1, 1, -1, -3, 6, 24, -24, 30] as const

/**
 * Waits until all is briefed, and sets the clock beyond the time of every digest, which may be far away after it was
 * set back.
 */
const endTheDay = async (world: World): Promise<void> => {
  for (const publication of world.site.publications) await world.briefed(publication)
  const latest = await world.subject.count('select coalesce(max(next_digest_at), 0) from subscriptions')
  world.clock.jump(Math.max(2 * 24 * hourMs, latest - world.clock.now() + hourMs))
}

export const setClockAtRandom = async (world: World): Promise<void> => {
  for (let round = 0; round < 12; round += 1) {
    await publishSome(world, 1, 600)
    world.clock.jump(world.random.pick(jumpHours) * hourMs)
    await wait(world.random.int(100, 2500))
  }
  await endTheDay(world)
}

/** The first place, or the tenant with the token, accepts nothing for a time in which some commentaries appear. */
export const shutAndReopen = async (world: World, scope: Scope): Promise<void> => {
  for (let round = 0; round < 2; round += 1) {
    world.platform.shut(scope)
    await publishBriefed(world, 3)
    await wait(world.random.int(500, 3000))
    await world.platform.reopen(scope)
    await publishAndPost(world, 1)
  }
}

const killsInUpdate = 6
const mostStatements = 60

/** The database is of an earlier version, and every start except the last is killed while it upgrades the file. */
export const killInUpdates = async (subject: Subject, random: Random): Promise<void> => {
  const version = random.pick(Object.keys(migrations).slice(0, -1))
  const database = await databaseAsOf(subject.path, version)
  fillEarlier(database, version)
  database.close()
  for (let kill = 0; kill < killsInUpdate; kill += 1) {
    subject.start({ CHAOS_DIE_AT: String(random.int(1, mostStatements)) })
    await subject.ended()
  }
}

/** Runs a command of the program to its end. @throws Error if it fails. */
const runCommand = async (subject: Subject, ...command: readonly string[]): Promise<void> => {
  const { ended, child, output } = subject.beside(command)
  await ended
  if (child.exitCode !== 0) throw new Error(`${command.join(' ')}: ${output()}`)
}

/** The restored database does not know what was posted after the backup. */
export const restoreEarlier = async (world: World): Promise<void> => {
  const { subject } = world
  for (let round = 0; round < 2; round += 1) {
    const backup = join(world.folder, `backup-${round}.db`)
    await publishAndPost(world, 2)
    await runCommand(subject, 'backup', backup)
    await publishAndPost(world, 3)
    await subject.kill()
    await runCommand(subject, 'restore', backup)
    subject.start()
    await publishAndPost(world, 1)
  }
}

/** A second process on the same file must end at once; meanwhile the first posts, is killed, and starts again. */
export const secondProcess = async (world: World): Promise<void> => {
  const { subject } = world
  const link = join(world.folder, 'link.db')
  symlinkSync(subject.path, link)
  for (let round = 0; round < 2; round += 1) {
    const second = subject.beside([], { DATABASE_URL: `file:${link}` })
    world.publish()
    world.publish()
    await until(() => second.child.exitCode !== null, 'the end of the second process', world.patienceMs)
    if (second.child.exitCode === 0) throw new Error(`two processes on one database: ${second.output()}`)
    await world.posted(world.site.publications.length - 1)
    await subject.kill()
    await untilReady(subject)
  }
}

/** Many more commentaries than fit in a message wait for it; it is killed while it collects and posts them. */
export const comeBackToMany = async (world: World): Promise<void> => {
  const { subject, random } = world
  for (let round = 0; round < 2; round += 1) {
    await subject.kill()
    for (let count = 0; count < 25; count += 1) world.publish()
    for (let kill = 0; kill < 3; kill += 1) {
      subject.start()
      await wait(random.int(world.startMs, world.startMs + 10_000))
      await subject.kill()
    }
    subject.start()
    await world.posted(world.site.publications.length - 1)
  }
}

/** The publisher removes what was shown; the program is killed while it applies the correction. */
export const correctAndKill = async (world: World): Promise<void> => {
  const { subject, site } = world
  await publishBriefed(world, 3)
  if (!world.isInstant) await endTheDay(world)
  await world.posted(site.publications.length - 1)
  for (const { number } of site.publications.slice(-3)) await world.correct(number)
  for (let kill = 0; kill < 3; kill += 1) {
    // A changed page is read again after ten minutes.
    await wait(world.random.int(1000, 12_000))
    await subject.kill()
    subject.start()
  }
}
