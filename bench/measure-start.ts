import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'

/** Memory is read when it has changed by less than this share for this time; that may take long on a busy machine. */
const settled = { share: 0.01, forMs: 3000, longestMs: 60_000 } as const
const lookEveryMs = 250

/** The memory that a process uses, in MB. */
export const residentMb = (child: ChildProcess): number => {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1]) / 1024
}

/** The stable memory of the process after its start, in MB. */
const settledMb = async (child: ChildProcess): Promise<number> => {
  const endsAt = performance.now() + settled.longestMs
  let [seen, since] = [residentMb(child), performance.now()]
  while (performance.now() < endsAt && performance.now() - since < settled.forMs) {
    await wait(lookEveryMs)
    const mb = residentMb(child)
    if (Math.abs(mb - seen) > settled.share * seen) [seen, since] = [mb, performance.now()]
  }
  return seen
}

export type StartFigures = { readonly readyMs: number; readonly idleMb: number }

/** Runs the script until it prints something, and reads its memory when that is stable. */
export const measureStart = async (script: string, env: Readonly<Record<string, string>>): Promise<StartFigures> => {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  await once(child.stdout, 'data')
  const readyMs = performance.now() - startedAt
  const idleMb = await settledMb(child)
  child.kill('SIGTERM')
  await once(child, 'exit')
  return { readyMs, idleMb }
}
