import { ConfigError, describeError, UserError } from '../errors.ts'

/** For a user's mistake, prints one line with the fix and exits with 2; for a fault of the program, one line and 1. */
export const fail = (error: unknown): never => {
  const isMistake = error instanceof ConfigError || error instanceof UserError
  process.stderr.write(`${isMistake ? '' : 'rsis-brief: '}${describeError(error)}\n`)
  process.exit(isMistake ? 2 : 1)
}
