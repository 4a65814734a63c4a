import { DatabaseSync } from 'node:sqlite'
import { describeError, UserError } from '../errors.ts'

/**
 * Makes this process the only one that runs on the database file. The lock is the operating system's, on a file beside
 * the database: it ends with the process, however that ends.
 * @returns what gives the lock back.
 * @throws UserError when another process has it.
 */
export const lockStore = (path: string): (() => void) => {
  const lockPath = `${path}.lock`
  const lock = new DatabaseSync(lockPath, { timeout: 0 })
  try {
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    if (!/locked/u.test(describeError(error))) throw error
    throw new UserError(
      'DATABASE_URL',
      `${path} is in use by another running rsis-brief`,
      'stop that one, or give this one a file of its own',
    )
  }
  return () => lock.close()
}
