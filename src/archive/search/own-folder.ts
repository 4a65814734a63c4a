import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { nameOf } from '../../store/address.ts'
import type { Db } from '../../store/connection.ts'
import { installationName } from '../../store/installation.ts'
import { lockFile } from '../../store/lock.ts'

/** The paths of the indexes of archives on a server, without their extension. */
const indexPaths = new WeakMap<Db, string>()

/** More processes of one installation than any machine runs. */
const mostProcesses = 64

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

type IndexPlace = {
  /** The address of the server's database. The file's name is derived from it, so that a later start finds the file. */
  readonly address: string
  readonly folder: string
}

/**
 * Places the search index of an archive on a server in a file in the folder. Several processes that share the folder
 * have a file each, and a later start reuses one of them.
 * @returns a function that releases the file, as the end of the process does.
 * @throws the system's error if no file can be created there.
 */
export const keepIndexIn = async (archive: Db, { address, folder }: IndexPlace): Promise<() => void> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // After a restore the archive may have fewer or other changes than the index contains.
  const copy = shortHash(await installationName(archive))
  for (let number = 1; number <= mostProcesses; number += 1) {
    const place = join(realpathSync(folder), `rsis-${shortHash(nameOf(address))}-${number}`)
    const unlock = await lockFile(place, 0)
    if (unlock === undefined) continue
    removeOthers(`${place}-`, copy)
    indexPaths.set(archive, `${place}-${copy}`)
    return () => {
      indexPaths.delete(archive)
      unlock()
    }
  }
  throw new Error(`${mostProcesses} processes use ${folder}`)
}

/** Deletes the indexes in the same place that belong to other copies of the database. */
const removeOthers = (start: string, copy: string): void => {
  const folder = join(start, '..')
  const own = basename(start)
  for (const name of readdirSync(folder)) {
    if (name.startsWith(own) && !name.startsWith(`${own}${copy}`)) rmSync(join(folder, name))
  }
}

/** The path of the archive's index in the folder; undefined if there is none. */
export const ownIndexPath = (archive: Db): string | undefined => indexPaths.get(archive)
