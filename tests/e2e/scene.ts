import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect } from 'vitest'
import { readSamples, type Sample } from '../../src/demo/samples.ts'
import { startDemoSite } from '../../src/demo/site.ts'
import { type Program, startProgram } from './process.ts'
import { eventually } from '../eventually.ts'
import { patience } from '../patience.ts'

/**
 * A site that shows `published` samples, and a folder in which the real program can be started, killed and inspected.
 * @param env its settings when the program is started.
 */
export const openScene = async (published: number, env: () => Readonly<Record<string, string>> = () => ({})) => {
  const folder = mkdtempSync(join(tmpdir(), 'rsis-brief-scene-'))
  const site = await startDemoSite(await readSamples(), published)
  const programs: Program[] = []

  /** Reads the database from outside, like an operator. */
  const withDatabase = <Value>(look: (database: DatabaseSync) => Value): Value => {
    const database = new DatabaseSync(join(folder, 'rsis.db'), { timeout: patience.timeout })
    try {
      return look(database)
    } finally {
      database.close()
    }
  }
  const settings = (): Readonly<Record<string, string>> => ({
    FEED_URLS: site.feedUrl,
    ALLOW_PRIVATE_FEEDS: 'true',
    POLL_CRON: '* * * * * *',
    DATABASE_URL: `file:${join(folder, 'rsis.db')}`,
    ...env(),
  })
  const rows = (query: string) => withDatabase((database) => database.prepare(query).all())
  const count = (query: string): number => Number(Object.values(rows(query)[0] ?? { count: 0 })[0])

  return {
    folder,
    site,
    publish: (): Sample => site.publishNext() ?? expect.fail('no sample is left'),
    rows,
    count,
    change: (text: string): void => withDatabase((database) => database.exec(text)),
    settings,
    /** Starts one more process of the program. */
    start: (more: Readonly<Record<string, string>> = {}): Program => {
      const program = startProgram({ ...settings(), ...more })
      programs.push(program)
      return program
    },
    /** Waits until the query gives that count. */
    counted: async (query: string, number: number): Promise<void> =>
      eventually(() => expect(count(query)).toBe(number)),
    close: async (): Promise<void> => {
      await Promise.all(programs.map((program) => program.kill()))
      await site.close()
      rmSync(folder, { recursive: true })
    },
  }
}

export type Scene = Awaited<ReturnType<typeof openScene>>
