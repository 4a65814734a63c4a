import { resolve } from 'node:path'
import { databasePath } from '../config/values.ts'
import { readConfig } from '../config/config.ts'
import { UserError } from '../errors.ts'
import { isServer, nameOf } from '../store/address.ts'
import { moveStore } from '../store/move/move.ts'
import { print } from './print.ts'

/** The address with the whole path of a file. */
const whole = (address: string): string => (isServer(address) ? address : resolve(address))

const readAddress = (field: string, text: string): string => {
  const path = databasePath(text)
  if (typeof path !== 'string') {
    const [problem = '', ...fix] = path.problem.split('; ')
    throw new UserError(field, problem, fix.join('; '))
  }
  return whole(path)
}

/** Moves the database to another, empty one. */
export const runMove = async (env: NodeJS.ProcessEnv, from: string | undefined, to: string): Promise<void> => {
  const source = from === undefined ? whole(readConfig(env).databasePath) : readAddress('--from', from)
  const target = readAddress('--to', to)
  if (source === target) {
    throw new UserError('--to', 'is the database that is moved from', 'name another, empty one')
  }
  const rows = await moveStore(source, target, print, from === undefined ? 'DATABASE_URL' : '--from')
  print(`${nameOf(target)} holds all ${rows} rows of ${nameOf(source)}; counts and hashes of every table agree.`)
  print(
    'Start the program with DATABASE_URL set to it, and with the same ENCRYPTION_KEY; do not start it on the old one.',
  )
}
