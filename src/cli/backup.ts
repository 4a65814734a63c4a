import { resolve } from 'node:path'
import { readConfig } from '../config/config.ts'
import { UserError } from '../errors.ts'
import { isServer, nameOf } from '../store/address.ts'
import { backupStore, restoreStore } from '../store/backup.ts'
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
  print(`Backup: ${await backupStore(resolve(databasePath), target && resolve(target), new Date())}`)
}

const lookFirst = 'Start the program again: for two weeks it looks for each post before it sends it.'

/** `pg_restore` restores a database on a server. This notes in the database that it was restored. */
const noteRestored = async (address: string): Promise<void> => {
  const { markServerRestored } = await import('../store/own-server.ts')
  await markServerRestored(address, new Date())
  print(`${nameOf(address)} is taken for a restored copy.`)
  print(lookFirst)
}

/** Puts a backup in the database's place; the program must not run meanwhile. */
export const runRestore = async (env: NodeJS.ProcessEnv, source: string | undefined): Promise<void> => {
  const { databasePath } = readConfig(env)
  if (isServer(databasePath)) return noteRestored(databasePath)
  const path = resolve(databasePath)
  const { from, kept, returned } = await restoreStore(
    path,
    source === undefined || source === 'latest' ? undefined : resolve(source),
    new Date(),
  )
  print(`Restored ${path} from ${from}.`)
  if (kept !== undefined) print(`What was there is kept as ${kept}.`)
  if (returned.length > 0) {
    print(`The backup still holds what was taken down since: ${returned.join(', ')}.`)
    print(`Take it down again before you start the program: npm run forget -- ${returned.join(' ')} --yes`)
  }
  print(lookFirst)
}
