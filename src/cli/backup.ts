import { readConfig } from '../config.ts'
import { backupStore, restoreStore } from '../store/backup.ts'
import { print } from './print.ts'

/** Copies the database, also while the program runs. */
export const runBackup = async (env: NodeJS.ProcessEnv, target: string | undefined): Promise<void> => {
  const { databasePath } = readConfig(env)
  print(`Backup: ${await backupStore(databasePath, target, new Date())}`)
}

/** Puts a backup in the database's place; the program must not run meanwhile. */
export const runRestore = async (env: NodeJS.ProcessEnv, source: string | undefined): Promise<void> => {
  const { databasePath } = readConfig(env)
  const { from, kept } = await restoreStore(databasePath, source === 'latest' ? undefined : source, new Date())
  print(`Restored ${databasePath} from ${from}.`)
  if (kept !== undefined) print(`What was there is kept as ${kept}.`)
  print('Start the program again: for two weeks it looks for each post before it sends it.')
}
