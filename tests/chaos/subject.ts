import { appendFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SQLInputValue } from 'node:sqlite'
import { type Program, startProgram } from '../e2e/process.ts'
import type { Clock } from './clock.ts'
import { countIn, type Database } from './database.ts'
import type { Platform } from './platforms/port.ts'
import type { Site } from './site.ts'

/** Variables in addition to those of every start. */
type Env = Readonly<Record<string, string>>

/** The tested program: one process, or several replicas, on one database. */
export type Subject = {
  /** The path of its database, if it is a file. */
  readonly path: string
  readonly replicas: number
  /** Whether all processes run. */
  readonly isRunning: () => boolean
  /** The result of a counting query on its database. */
  count(query: string, ...values: readonly SQLInputValue[]): Promise<number>
  /** Starts the processes that do not run. */
  start(changes?: Env): void
  /** Its address, when all processes answer. */
  url(): Promise<string>
  /** Kills all processes, or one replica. */
  kill(replica?: number): Promise<void>
  /** Suspends the replica, or lets it continue. */
  pause(replica: number, isPaused: boolean): void
  /** SIGTERM. @returns the exit code, the worst of several. */
  stop(): Promise<number | null>
  /** Waits until it has ended by itself. */
  ended(): Promise<void>
  /** Another process with the same settings except for these; the caller must end it. */
  beside(command: readonly string[], changes?: Env): Program
}

export type SubjectOptions = {
  readonly folder: string
  readonly database: Database
  readonly replicas: number
  readonly clock: Clock
  readonly site: Site
  readonly platform: Platform
  readonly env: Env
  readonly swaps: readonly (readonly [end: string, replacement: string])[]
}

const preloaded = (name: string): string => new URL(`preload/${name}.ts`, import.meta.url).href
const preload = (name: string): string => `--import=${preloaded(name)}`
/** Compiled code is shared between processes: a kill costs a fifth less. */
const compiled = join(tmpdir(), 'rsis-brief-chaos-compiled')
const limits = ['/src/limits.ts', preloaded('limits')] as const

export const createSubject = (options: SubjectOptions): Subject => {
  const { folder, database, replicas, clock, site, platform, env, swaps } = options
  const programs = new Map<number, Program>()
  const all = Array.from({ length: replicas }, (_, index) => index)

  const forget = (replica: number): void => {
    const log = join(folder, `program${replicas === 1 ? '' : `-${replica}`}.log`)
    appendFileSync(log, `${programs.get(replica)?.output() ?? ''}\n—\n`)
    programs.delete(replica)
  }
  const beside = (command: readonly string[], changes: Env = {}): Program =>
    startProgram(
      {
        FEED_URLS: site.feedUrl,
        ALLOW_PRIVATE_FEEDS: 'true',
        DATABASE_URL: database.address,
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
  /** Restarts a replica that ended because its server was away during the start, as a supervisor does. */
  const supervise = async (replica: number, program: Program, changes: Env | undefined): Promise<void> => {
    await program.ended
    if (database.network === undefined || program.child.exitCode !== 1 || programs.get(replica) !== program) return
    forget(replica)
    begin(replica, changes)
  }
  const begin = (replica: number, changes: Env | undefined): void => {
    const program = beside([], changes)
    programs.set(replica, program)
    void supervise(replica, program, changes)
  }
  const kill = async (replica: number): Promise<void> => {
    if (!programs.has(replica)) return
    await programs.get(replica)?.kill()
    forget(replica)
  }

  return {
    path: join(folder, 'rsis.db'),
    replicas,
    isRunning: () => programs.size === replicas,
    count: (query, ...values) => countIn(database, query, ...values),
    beside,
    start(changes) {
      site.forgetAsker()
      for (const replica of all) if (!programs.has(replica)) begin(replica, changes)
    },
    async url() {
      for (;;) {
        const running = [...programs.values()]
        try {
          const [first] = await Promise.all(running.map(({ url }) => url))
          if (first === undefined) throw new Error('the program is not running')
          return first
        } catch (error) {
          await Promise.all(running.filter(({ child }) => child.exitCode !== null).map(({ ended }) => ended))
          if (running.every((program) => [...programs.values()].includes(program))) throw error
        }
      }
    },
    kill: async (replica) => void (await Promise.all(replica === undefined ? all.map(kill) : [kill(replica)])),
    pause: (replica, isPaused) => void programs.get(replica)?.child.kill(isPaused ? 'SIGSTOP' : 'SIGCONT'),
    async stop() {
      const codes = await Promise.all([...programs.values()].map((program) => program.end('SIGTERM')))
      all.forEach(forget)
      return codes.find((code) => code !== 0) ?? codes[0] ?? null
    },
    async ended() {
      await Promise.all([...programs.values()].map(({ ended }) => ended))
      all.forEach(forget)
    },
  }
}
