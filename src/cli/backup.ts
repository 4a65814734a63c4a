import { resolve } from 'node:path'
import { countCommentaries } from '../card/count.ts'
import { readConfig } from '../config/config.ts'
import { UserError } from '../errors.ts'
import { isServer, nameOf } from '../store/address.ts'
import { backupStore, type Content, restoreStore } from '../store/backup.ts'
import { readPath } from './paths.ts'
import { print } from './print.ts'

/** Copies the database, also while the program runs. */
export const runBackup = async (env: NodeJS.ProcessEnv, target: string | undefined): Promise<void> => {
  const { databasePath } = readConfig(env)
  if (isServer(databasePath)) {
    const { pathname } = new URL(databasePath)
    throw new UserError(
      'Backup',
      `${nameOf(databasePath)} is copied by the server’s own program`,
      `pg_dump --format=custom --file=rsis.dump, with the address of DATABASE_URL, copies ${pathname.slice(1)}`,
    )
  }
  print(`Backup: ${await backupStore(resolve(databasePath), target && readPath('Backup', target), new Date())}`)
}

const lookFirst = 'Start the program again: for two weeks it looks for each post before it sends it.'

/** `pg_restore` restores a database on a server. This records in the database that it was restored. */
const noteRestored = async (address: string): Promise<void> => {
  const { markServerRestored } = await import('../store/own-server.ts')
  await markServerRestored(address, new Date())
  print(`${nameOf(address)} is now marked as a restored copy.`)
  print(lookFirst)
}

const contentLine = (content: Content | undefined): string => {
  if (content === undefined) return 'it cannot be read'
  const { writtenAt, commentaries, newest } = content
  const last = newest === undefined ? '' : `, the newest of ${newest.slice(0, 10)}`
  return `written ${writtenAt.toISOString().slice(0, 16).replace('T', ' ')} UTC, ${countCommentaries(commentaries)}${last}`
}

/** Replaces the database by a backup; the program must not be running. */
export const runRestore = async (env: NodeJS.ProcessEnv, source: string | undefined): Promise<void> => {
  const { databasePath } = readConfig(env)
  if (isServer(databasePath)) return noteRestored(databasePath)
  const path = resolve(databasePath)
  const { from, copy, kept, replaced, missing, returned } = await restoreStore(
    path,
    source === undefined || source === 'latest' ? undefined : readPath('Restore', source),
    new Date(),
  )
  print(`Restored ${path} from ${from}: ${contentLine(copy)}.`)
  if (kept !== undefined) {
    print(`The replaced database is ${kept}: ${contentLine(replaced)}. Delete it when you no longer need it.`)
  }
  if (missing > 0)
    print(`${countCommentaries(missing)} of the replaced database ${missing === 1 ? 'is' : 'are'} not in the backup.`)
  if (returned.length > 0) {
    print(`The backup still contains what was taken down since: ${returned.join(', ')}.`)
    print(`Take it down again before you start the program: npm run forget -- ${returned.join(' ')} --yes`)
  }
  print(lookFirst)
}
