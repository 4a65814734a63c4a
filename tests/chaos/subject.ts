import { appendFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { type Program, startProgram } from '../e2e/process.ts'
import type { Clock } from './clock.ts'
import type { Platform } from './platforms/port.ts'
import type { Site } from './site.ts'

/** Variables beside those of every start. */
type Env = Readonly<Record<string, string>>

/** The program that is tried: one process at a time on one database. */
export type Subject = {
  readonly database: string
  readonly isRunning: () => boolean
  /** What a query of its database counts. */
  count(query: string, ...values: readonly SQLInputValue[]): number
  start(changes?: Env): void
  /** Where it answers, once it does. */
  url(): Promise<string>
  kill(): Promise<void>
  /** SIGTERM. @returns the exit code. */
  stop(): Promise<number | null>
  /** Waits until it has ended by itself. */
  ended(): Promise<void>
  /** Another process beside it, with the same settings but for these: it is the caller's to end. */
  beside(command: readonly string[], changes?: Env): Program
}

export type SubjectOptions = {
  readonly folder: string
  readonly clock: Clock
  readonly site: Site
  readonly platform: Platform
  readonly env: Env
  readonly swaps: readonly (readonly [end: string, replacement: string])[]
}

const preloaded = (name: string): string => new URL(`preload/${name}.ts`, import.meta.url).href
const preload = (name: string): string => `--import=${preloaded(name)}`
/** What one process compiled need not be compiled again by the next: a kill costs a fifth less. */
const compiled = join(tmpdir(), 'rsis-brief-chaos-compiled')
const limits = ['/src/limits.ts', preloaded('limits')] as const

export const createSubject = ({ folder, clock, site, platform, env, swaps }: SubjectOptions): Subject => {
  const database = join(folder, 'rsis.db')
  const logFile = join(folder, 'program.log')
  let program: Program | undefined

  const forget = (): void => {
    appendFileSync(logFile, `${program?.output() ?? ''}\n—\n`)
    program = undefined
  }
  const beside = (command: readonly string[], changes: Env = {}): Program =>
    startProgram(
      {
        FEED_URLS: site.feedUrl,
        ALLOW_PRIVATE_FEEDS: 'true',
        DATABASE_URL: `file:${database}`,
        NODE_OPTIONS: ['clock', 'swap', 'statements'].map(preload).join(' '),
        NODE_COMPILE_CACHE: compiled,
        CHAOS_CLOCK: JSON.stringify(clock.settings),
        CHAOS_SWAP: JSON.stringify([limits, ...platform.swaps, ...swaps]),
        ...platform.env,
        ...env,
        ...changes,
      },
      command,
    )

  return {
    database,
    isRunning: () => program !== undefined,
    count(query, ...values) {
      const file = new DatabaseSync(database, { readOnly: true, timeout: 5000 })
      try {
        return Number(Object.values(file.prepare(query).get(...values) ?? {})[0])
      } finally {
        file.close()
      }
    },
    beside,
    start(changes) {
      site.forgetAsker()
      program = beside([], changes)
    },
    url: async () => (program === undefined ? Promise.reject(new Error('the program is not running')) : program.url),
    async kill() {
      await program?.kill()
      forget()
    },
    async stop() {
      const code = (await program?.end('SIGTERM')) ?? null
      forget()
      return code
    },
    async ended() {
      await program?.ended
      forget()
    },
  }
}
