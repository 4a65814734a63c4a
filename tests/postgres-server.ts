import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from './free-port.ts'
import { isInstalled } from './installed.ts'

/** A PostgreSQL server for tests, in a temporary folder and on a free port. */
export type Server = {
  /** Its address without the name of a database. */
  readonly address: string
  /** The id of the running process. */
  readonly pid: number
  /** Kills it immediately, and starts it again on the same data and port. */
  readonly restart: () => Promise<void>
  readonly stop: () => Promise<void>
}

const debian = '/usr/lib/postgresql'

/** The folder with the programs of the newest server; undefined if none is installed. */
const programs = (): string | undefined => {
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : []
  return versions.map((version) => join(debian, version, 'bin')).find((folder) => existsSync(join(folder, 'initdb')))
}

/** Whether a server can be started. */
export const hasPostgres = (): boolean => isInstalled('PostgreSQL', programs() !== undefined, 'postgresql')

const idOf = (kind: '-u' | '-g'): number => Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }))

/** The server refuses to run as root, so it runs as Debian's user for it. */
const ordinaryUser = (): { readonly uid: number; readonly gid: number } | undefined =>
  process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : undefined

const isReady = async (address: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: `${address}/postgres` })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

const run = (folder: string, bin: string, port: number, user: ReturnType<typeof ordinaryUser>): ChildProcess => {
  const settings = ['fsync=off', 'jit=off', `port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=']
  const options = settings.map((setting) => `-c ${setting}`).join(' ')
  // It ends with the tests in any case, because its standard input is closed then.
  const script = `"${bin}/postgres" -D "${folder}" ${options} >/dev/null 2>&1 & server=$!; echo $server; cat >/dev/null; kill -INT $server 2>/dev/null; wait $server`
  return spawn('sh', ['-c', script], { stdio: ['pipe', 'pipe', 'inherit'], cwd: tmpdir(), ...user })
}

/** Starts a server, on a free port unless one is given. @returns undefined if PostgreSQL is not installed. */
export const startServer = async (atPort?: number): Promise<Server | undefined> => {
  const bin = programs()
  if (bin === undefined) return undefined
  const user = ordinaryUser()
  const folder = mkdtempSync(join(tmpdir(), 'rsis-brief-postgres-'))
  if (user !== undefined) chownSync(folder, user.uid, user.gid)
  const options = ['-D', folder, '-U', 'rsis', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']
  execFileSync(join(bin, 'initdb'), options, { stdio: 'ignore', cwd: tmpdir(), ...user })
  const port = atPort ?? (await freePort())
  const address = `postgres://rsis@127.0.0.1:${port}`
  const begin = async (): Promise<{ shell: ChildProcess; pid: number }> => {
    const shell = run(folder, bin, port, user)
    const [line] = (await once(shell.stdout ?? shell, 'data')) as [Buffer]
    while (!(await isReady(address))) {
      if (shell.exitCode !== null) throw new Error('PostgreSQL did not start')
      await sleep(20)
    }
    return { shell, pid: Number(line.toString()) }
  }
  const end = async (shell: ChildProcess): Promise<void> => {
    shell.stdin?.end()
    if (shell.exitCode === null) await once(shell, 'exit')
  }
  let running = await begin()
  return {
    address,
    get pid() {
      return running.pid
    },
    async restart() {
      process.kill(running.pid, 'SIGQUIT')
      await end(running.shell)
      running = await begin()
    },
    async stop() {
      await end(running.shell)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
