import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'

/** How long a process may settle after its start before its memory is read. */
const settleMs = 1500

/** The memory that a process has in use, in MB. */
export const residentMb = (child: ChildProcess): number => {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1]) / 1024
}

export type StartFigures = { readonly readyMs: number; readonly idleMb: number }

/** Runs the script until it says something, and reads its memory once it has settled. */
export const measureStart = async (script: string, env: Readonly<Record<string, string>>): Promise<StartFigures> => {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  await once(child.stdout, 'data')
  const readyMs = performance.now() - startedAt
  await wait(settleMs)
  const idleMb = residentMb(child)
  child.kill('SIGTERM')
  await once(child, 'exit')
  return { readyMs, idleMb }
}
