import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Program, startProgram } from '../e2e/process.ts'
import type { Clock } from './clock.ts'
import type { Platform } from './platforms/port.ts'
import type { Site } from './site.ts'

/** The program that is tried: one process at a time on one database. */
export type Subject = {
  readonly database: string
  readonly isRunning: () => boolean
  start(): void
  /** Where it answers, once it does. */
  url(): Promise<string>
  kill(): Promise<void>
  /** SIGTERM. @returns the exit code. */
  stop(): Promise<number | null>
}

export type SubjectOptions = {
  readonly folder: string
  readonly clock: Clock
  readonly site: Site
  readonly platform: Platform
  readonly env: Readonly<Record<string, string>>
  readonly swaps: readonly (readonly [end: string, replacement: string])[]
}

const preloaded = (name: string): string => new URL(`preload/${name}.ts`, import.meta.url).href
const preload = (name: string): string => `--import=${preloaded(name)}`
const limits = ['/src/limits.ts', preloaded('limits')] as const

export const createSubject = ({ folder, clock, site, platform, env, swaps }: SubjectOptions): Subject => {
  const database = join(folder, 'rsis.db')
  const logFile = join(folder, 'program.log')
  let program: Program | undefined

  const ended = (): void => {
    appendFileSync(logFile, `${program?.output() ?? ''}\n—\n`)
    program = undefined
  }

  return {
    database,
    isRunning: () => program !== undefined,
    start() {
      site.forgetAsker()
      program = startProgram({
        FEED_URLS: site.feedUrl,
        ALLOW_PRIVATE_FEEDS: 'true',
        DATABASE_URL: `file:${database}`,
        NODE_OPTIONS: [preload('clock'), preload('swap')].join(' '),
        CHAOS_CLOCK: JSON.stringify(clock.settings),
        CHAOS_SWAP: JSON.stringify([limits, ...platform.swaps, ...swaps]),
        ...platform.env,
        ...env,
      })
    },
    url: async () => (program === undefined ? Promise.reject(new Error('the program is not running')) : program.url),
    async kill() {
      await program?.kill()
      ended()
    },
    async stop() {
      const code = (await program?.end('SIGTERM')) ?? null
      ended()
      return code
    },
  }
}
