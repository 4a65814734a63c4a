// Runs npm scripts at the same time. The last one shows its output as it comes; what another one says is shown when it fails.
// The others get the processor when the last one leaves it, so that they make no test late.
// Run: node .ci/side-by-side.ts lint typecheck. The first that fails ends the others, and gives the exit code.
import { type ChildProcess, spawn } from 'node:child_process'
import { setPriority } from 'node:os'
import { text } from 'node:stream/consumers'

const names = process.argv.slice(2)
const running = new Map<string, ChildProcess>()

/** Each has its own process group, because npm does not pass a signal on to what its script has started. */
const endAll = (): void => {
  for (const { pid } of running.values()) if (pid !== undefined) process.kill(-pid, 'SIGTERM')
}

const run = async (name: string): Promise<void> => {
  const stdio = name === names.at(-1) ? 'inherit' : 'pipe'
  const child = spawn('npm', ['run', '--silent', name], { stdio: ['ignore', stdio, stdio], detached: true })
  running.set(name, child)
  if (child.pid !== undefined && name !== names.at(-1)) setPriority(child.pid, 10)
  const said = Promise.all([child.stdout, child.stderr].map((stream) => (stream === null ? '' : text(stream))))
  const code = await new Promise<number>((resolve, reject) =>
    child.on('error', reject).on('close', (exit) => resolve(exit ?? 1)),
  )
  running.delete(name)
  if (code === 0 || process.exitCode !== undefined) return
  process.exitCode = code
  process.stderr.write(`${(await said).join('')}npm run ${name} failed\n`)
  endAll()
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    process.exitCode = 1
    endAll()
  })
}
await Promise.all(names.map(run))
