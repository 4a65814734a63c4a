import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makePdf, setLines } from '../commentary/pdf/make-pdf.ts'
import { mailOf, pageOf, warcOf } from '../backfill/saved.ts'
import { type OaiServer, startOaiServer } from '../fakes/oai-server.ts'

const program = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
/** More documents than one transaction handles. */
const texts = 24

let folder = ''
let server: OaiServer
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rsis-brief-killed-backfill-'))
  server = await startOaiServer(30)
  const body = 'The icebreakers came late that winter, and the pilots had to decide alone what they should do. '.repeat(
    5,
  )
  const lines = ['SYNOPSIS', 'Small harbours decide.', 'COMMENTARY', ...(body.match(/.{1,90}/gu) ?? [])]
  const pdf = makePdf([setLines(lines, 760)])
  server.files({
    by: 'ore',
    has: (number) => number % 15 === 1,
    answer: () => ({ status: 200, type: 'application/pdf', body: pdf }),
  })
})
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

const start = (database: string, paths: readonly string[]): ChildProcess =>
  spawn(process.execPath, [program, 'backfill', ...paths], {
    stdio: 'ignore',
    cwd: folder,
    env: { DATABASE_URL: `file:${database}`, OAI_URL: server.url, ALLOW_PRIVATE_FEEDS: 'true' },
  })

const read = (database: string, query: string): unknown[] => {
  try {
    const file = new DatabaseSync(database, { readOnly: true })
    try {
      return file.prepare(query).all()
    } finally {
      file.close()
    }
  } catch {
    return []
  }
}

/** What was archived. Briefings are made later, by the program or on request, and are not part of it. */
const archiveOf = (database: string): unknown[] =>
  read(database, 'select id, hash, extent, provenance from commentaries order by id')
const heldIn = (database: string): number => read(database, 'select id from commentaries').length

const runWhole = async (database: string, paths: readonly string[]): Promise<void> => {
  expect(await once(start(database, paths), 'exit')).toEqual([0, null])
}

/** Kills it at some moment of its run; false if it ended before. */
const runKilled = async (database: string, paths: readonly string[], longestMs: number): Promise<boolean> => {
  const child = start(database, paths)
  const ended = once(child, 'exit')
  await wait(Math.random() * longestMs)
  child.kill('SIGKILL')
  return (await ended)[1] === 'SIGKILL'
}

const killAndCompare = async (name: string, paths: readonly string[], kills: number): Promise<string> => {
  const [whole, killed] = [join(folder, `${name}-whole.db`), join(folder, `${name}-killed.db`)]
  const begun = Date.now()
  await runWhole(whole, paths)
  let longestMs = Date.now() - begun
  let count = 0
  for (let tries = 0; count < kills && tries < 5 * kills; tries += 1) {
    const started = Date.now()
    if (await runKilled(killed, paths, longestMs)) count += 1
    // Documents that are already in the archive take less time.
    else longestMs = Math.min(longestMs, Date.now() - started)
  }
  expect(count).toBe(kills)
  await runWhole(killed, paths)
  expect(archiveOf(killed)).toEqual(archiveOf(whole))
  return killed
}

test.concurrent('files, killed at twelve points, end as if they were not', async () => {
  const files = join(folder, 'files')
  mkdirSync(files)
  for (let index = 0; index < texts; index += 1) {
    if (index % 3 === 0) writeFileSync(join(files, `${index}.eml`), mailOf(index))
    else if (index % 3 === 1) writeFileSync(join(files, `${index}.html`), await pageOf(index))
    else {
      const url = `https://www.rsis.edu.sg/rsis-publication/rsis/${index}/`
      writeFileSync(
        join(files, `${index}.warc.gz`),
        await warcOf([{ url, date: '2021-03-03T00:00:00Z', body: await pageOf(index) }]),
      )
    }
  }
  const killed = await killAndCompare('files', [files], 12)
  expect(heldIn(killed)).toBe(texts)
})

test.concurrent('a repository, killed at eight points, is then asked for changes alone', async () => {
  const killed = await killAndCompare('repository', [], 8)
  const asked = server.requests.length
  const files = server.fileRequests.length
  await runWhole(killed, [])
  expect(server.requests.slice(asked).map((query) => query.get('from'))).toEqual(['2026-11-20', '2026-11-20'])
  expect(server.fileRequests).toHaveLength(files)
})
