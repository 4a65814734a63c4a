import { afterEach, beforeEach, expect, test } from 'vitest'
import { newServer } from '../e2e/postgres-scene.ts'
import { runProgram } from '../e2e/process.ts'
import { openScene, type Scene } from '../e2e/scene.ts'
import { hasPostgres, type Server } from '../postgres-server.ts'
import { eventually } from '../eventually.ts'

let server: Server
let scene: Scene

beforeEach(async () => {
  server = await newServer()
  scene = await openScene(3, () => ({ DATABASE_URL: `${server.address.replace('rsis@', 'rsis:hunter2@')}/postgres` }))
})

afterEach(async () => {
  await scene.close()
  await server.stop()
})

test.skipIf(!hasPostgres())('started before its database, it waits, says so, and continues by itself', async () => {
  const port = Number(new URL(server.address).port)
  await server.stop()
  const program = scene.start()
  await eventually(() => expect(program.output()).toMatch(/cannot be reached.*waits for the database/u))
  expect(program.output()).not.toContain('hunter2')
  expect(program.child.exitCode).toBeNull()
  server = await newServer(port)
  const url = await program.url
  expect((await fetch(`${url}/readyz`)).status).toBe(200)

  // Every status that an operator can read says that it is away again.
  await server.stop()
  await eventually(() => expect(program.output()).toMatch(/cannot be reached.*the database cannot be reached/u))
  // A separate check may notice a moment later than the code that wrote the line.
  await eventually(async () => {
    const readyz = await fetch(`${url}/readyz`)
    expect([readyz.status, await readyz.text()]).toEqual([503, expect.stringContaining('cannot be reached')])
  })
  const status = await fetch(`${url}/status`, { headers: { accept: 'application/json' } })
  expect([status.status, await status.text()]).toEqual([503, expect.stringContaining('cannot be reached')])
  const metrics = await (await fetch(`${url}/metrics`)).text()
  expect(metrics).toContain('rsis_trouble{code="storage",stops="true"} 1')
  expect(metrics).toContain('rsis_leading 0')
  expect(await program.end('SIGTERM')).toBe(0)
  server = await newServer()

  // A wrong setting does not become right by waiting, so it is reported at once.
  const wrong = await runProgram({ ...scene.settings(), DATABASE_URL: `${server.address}/nobody` })
  expect(wrong).toMatchObject({ code: 2, output: expect.stringContaining('does not exist on the server') as string })

  // The program can also be stopped while it waits.
  await server.stop()
  const waiting = scene.start()
  await eventually(() => expect(waiting.output()).toContain('waits for the database'))
  expect(await waiting.end('SIGTERM')).toBe(0)
  server = await newServer()
})
