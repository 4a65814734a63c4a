import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { nameOf } from '../../store/address.ts'
import type { Db } from '../../store/connection.ts'
import { installationName } from '../../store/installation.ts'
import { lockFile } from '../../store/lock.ts'

/** Where the index of an archive on a server is, without its ending. */
const claimed = new WeakMap<Db, string>()

/** Nobody runs so many processes of one installation on one machine. */
const mostProcesses = 64

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

type Wish = {
  /** The address of the server's database: it names the file, so that a later start finds it. */
  readonly address: string
  readonly folder: string
}

/**
 * Keeps the search index of an archive on a server in a file of the folder. Each of several processes that share the folder has a
 * file of its own, and a later start goes on with one of them.
 * @returns what gives the file back; the end of the process does so, too.
 * @throws the system's error where no file can be made there.
 */
export const keepIndexIn = async (archive: Db, { address, folder }: Wish): Promise<() => void> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // After a restore the archive may have fewer changes than the index has followed, or others.
  const copy = shortHash(await installationName(archive))
  for (let number = 1; number <= mostProcesses; number += 1) {
    const place = join(realpathSync(folder), `rsis-${shortHash(nameOf(address))}-${number}`)
    const unlock = await lockFile(place, 0)
    if (unlock === undefined) continue
    removeOthers(`${place}-`, copy)
    claimed.set(archive, `${place}-${copy}`)
    return () => {
      claimed.delete(archive)
      unlock()
    }
  }
  throw new Error(`${mostProcesses} processes use ${folder}`)
}

/** Removes the indexes of the same place that are not of this copy of the database. */
const removeOthers = (start: string, copy: string): void => {
  const folder = join(start, '..')
  const own = basename(start)
  for (const name of readdirSync(folder)) {
    if (name.startsWith(own) && !name.startsWith(`${own}${copy}`)) rmSync(join(folder, name))
  }
}

/** The path that was claimed for the archive; undefined where there is none. */
export const claimedPath = (archive: Db): string | undefined => claimed.get(archive)
