import { readConfig } from '../config/config.ts'
import { UserError } from '../errors.ts'
import { nameOf } from '../store/address.ts'
import { moveStore } from '../store/move/move.ts'
import { readAddress, absoluteAddress } from './paths.ts'
import { print } from './print.ts'

/** Moves the database to another, empty one. */
export const runMove = async (env: NodeJS.ProcessEnv, from: string | undefined, to: string): Promise<void> => {
  const source = from === undefined ? absoluteAddress(readConfig(env).databasePath) : readAddress('--from', from)
  const target = readAddress('--to', to)
  if (source === target) {
    throw new UserError('--to', 'is the database that is moved from', 'name another, empty one')
  }
  const rows = await moveStore(source, target, print, from === undefined ? 'DATABASE_URL' : '--from')
  print(`${nameOf(target)} has all ${rows} rows of ${nameOf(source)}; counts and hashes of all tables match.`)
  print(
    'Start the program with DATABASE_URL set to it, and with the same ENCRYPTION_KEY; do not start it on the old one.',
  )
}
