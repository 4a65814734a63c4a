import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'

const sync = (path: string): void => {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/**
 * Writes a whole copy of the database, as of one moment, also while it is written to. The copy gets its name when it is
 * complete and on the disk; a copy of that name is replaced.
 */
export const copyDatabase = (database: DatabaseSync, target: string): void => {
  const unfinished = `${target}.unfinished`
  rmSync(unfinished, { force: true })
  closeSync(openSync(unfinished, 'w', 0o600))
  try {
    database.prepare('vacuum into ?').run(unfinished)
    sync(unfinished)
    renameSync(unfinished, target)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
  sync(dirname(target))
}
