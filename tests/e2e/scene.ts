import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, vi } from 'vitest'
import { readSamples } from '../../src/demo/samples.ts'
import { startDemoSite } from '../../src/demo/site.ts'
import { type Program, startProgram } from './process.ts'

/** A site that shows `published` samples, and a folder in which the real program can be started, killed and looked into. */
export const openScene = async (published: number) => {
  const folder = mkdtempSync(join(tmpdir(), 'rsis-brief-scene-'))
  const site = await startDemoSite(await readSamples(), published)
  let program: Program | undefined

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

  return {
    site,
    count,
    change: (text: string): void => withDatabase((database) => database.exec(text)),
    start: (): Program => {
      program = startProgram({
        FEED_URLS: site.feedUrl,
        ALLOW_PRIVATE_FEEDS: 'true',
        POLL_CRON: '* * * * * *',
        DATABASE_URL: `file:${join(folder, 'rsis.db')}`,
      })
      return program
    },
    /** Waits until the query counts that many. */
    counted: async (query: string, number: number): Promise<void> =>
      vi.waitFor(() => expect(count(query)).toBe(number), { timeout: 15_000, interval: 50 }),
    close: async (): Promise<void> => {
      await program?.kill()
      await site.close()
      rmSync(folder, { recursive: true })
    },
  }
}

export type Scene = Awaited<ReturnType<typeof openScene>>
