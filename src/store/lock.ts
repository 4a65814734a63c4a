import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { UserError } from '../errors.ts'

const retryMs = 50
const lockedCode = 5

/** @returns a function that releases the lock; undefined if another process has it. */
const tryLock = (lockPath: string): (() => void) | undefined => {
  const lock = new DatabaseSync(lockPath, { timeout: 0 })
  try {
    lock.exec('begin exclusive')
    return () => lock.close()
  } catch (error) {
    lock.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === lockedCode) return undefined
    throw error
  }
}

/**
 * Makes this process the only one that runs on the database, or that updates its tables. It is a lock of the operating
 * system on a file beside the database, and ends with the process in any case.
 * @param realPath of the database, without symbolic links.
 * @param waitMs how long to wait for another process that has it.
 * @returns a function that releases the lock; undefined if another process has it.
 */
export const lockFile = async (realPath: string, waitMs: number): Promise<(() => void) | undefined> => {
  const waitUntil = performance.now() + waitMs
  for (;;) {
    const unlock = tryLock(`${realPath}.lock`)
    if (unlock !== undefined || performance.now() >= waitUntil) return unlock
    await sleep(retryMs)
  }
}

/** Another process has the database. @param fix what to do, if stopping that one is not all. */
export const inUse = (name: string, fix = 'stop that one first'): UserError =>
  new UserError('DATABASE_URL', `${name} is in use by another running rsis-brief`, fix)
