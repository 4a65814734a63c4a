import { afterEach, beforeEach, expect, test } from 'vitest'
import { hasPostgres, type Server } from '../postgres-server.ts'
import { hasRedis, type RedisServer, startRedis } from '../redis-server.ts'
import { newServer, openPostgresScene, posted, subscribe } from './postgres-scene.ts'
import { runProgram } from './process.ts'
import type { SlackScene } from './slack-scene.ts'

let server: Server
let redis: RedisServer | undefined
let scene: SlackScene

beforeEach(async () => {
  server = await newServer()
  redis = hasRedis() ? await startRedis(undefined, 'hunter3') : undefined
  scene = await openPostgresScene(() => server, redis && { KEYV_URL: redis.address })
})

afterEach(async () => {
  await scene.close()
  await server.stop()
  await redis?.stop()
})

test.skipIf(!hasPostgres())('on a server, the whole program works, and ends in order', async () => {
  const program = await scene.startConnected()
  await subscribe(scene)
  const sample = scene.publish()
  await posted(scene, [sample])
  expect(await scene.say(`search "${sample.title}"`)).toContain(sample.title)
  // The cache server stops: the program continues without it, and says so.
  if (redis !== undefined) {
    expect(await scene.say('status')).toContain('Redis 127.0.0.1')
    await redis.stop()
    const next = scene.publish()
    await posted(scene, [sample, next])
    expect(await scene.say('status')).toContain('does not answer')
    expect(program.output()).toContain('the program works without it')
    expect(program.output()).not.toMatch(/unhandled|hunter3/u)
  }
  const answer = await fetch(`${await program.url}/readyz`)
  expect(answer.status).toBe(200)
  expect(await program.end('SIGTERM')).toBe(0)

  const doctor = await runProgram(scene.settings(), ['doctor'])
  expect(doctor.output).toMatch(/storage.*PostgreSQL 127\.0\.0\.1:\d+\/postgres, [45] commentaries/u)
  if (redis !== undefined)
    expect(doctor.output).toMatch(/! cache .*Redis 127\.0\.0\.1:\d+ does not answer: .*ECONNREFUSED/u)
  expect(doctor.output).not.toMatch(/hunter[23]/u)
  expect((await runProgram(scene.settings(), ['backup'])).output).toMatch(/pg_dump/u)
  expect((await runProgram(scene.settings(), ['restore'])).output).toMatch(/is now marked as a restored copy/u)
})
