import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

export type Program = {
  readonly child: ChildProcess
  readonly output: () => string
  /** Resolves with the page's address when the program prints it. */
  readonly url: Promise<string>
  /** Resolves when it has ended, for any reason. */
  readonly ended: Promise<unknown>
  kill(): Promise<void>
  /** Sends the signal and gives the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** The real program as a separate process, with only the given environment. */
export const startProgram = (env: Readonly<Record<string, string>>, arguments_: readonly string[] = []): Program => {
  const child = spawn(process.execPath, ['src/start.mjs', ...arguments_], {
    cwd: root,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      PORT: '0',
      SEARCH_FOLDER: join(tmpdir(), 'rsis-brief-tests-search'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const url = new Promise<string>((resolve, reject) => {
    const hear = (data: Buffer): void => {
      text += data.toString()
      const found = /http:\/\/127\.0\.0\.1:\d+(?=\/?\s)/u.exec(text)
      if (found !== null) resolve(found[0])
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', (data: Buffer) => (text += data.toString()))
    child.on('exit', (code) => reject(new Error(`ended with ${code}: ${text}`)))
  })
  url.catch(() => {})
  const ended = once(child, 'exit')
  return {
    child,
    output: () => text,
    url,
    ended,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async end(signal) {
      child.kill(signal)
      const [code] = (await ended) as [number | null]
      return code
    },
  }
}

/** Runs the program to its end. */
export const runProgram = async (
  env: Readonly<Record<string, string>>,
  arguments_: readonly string[] = [],
): Promise<{ code: number | null; output: string }> => {
  const program = startProgram(env, arguments_)
  const [code] = (await once(program.child, 'close')) as [number | null]
  return { code, output: program.output() }
}
