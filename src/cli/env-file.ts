import { existsSync, readFileSync, statSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { describeError, UserError } from '../errors.ts'

const saveAgain = 'save it as UTF-8 (in Notepad: Save as, Encoding)'

const readText = (path: string): string => {
  if (statSync(path).isDirectory()) throw new UserError(path, 'is a folder', 'make it a file of NAME=value lines')
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (error) {
    throw new UserError(path, `cannot be read: ${describeError(error)}`, 'let this user read it')
  }
  // UTF-16, with or without a byte order mark: every other byte of ASCII is NUL.
  if (bytes.includes(0) || /^(?:fffe|feff)/u.test(bytes.toString('hex', 0, 2))) {
    throw new UserError(path, 'is written in UTF-16 or is no text', saveAgain)
  }
  try {
    // The decoder removes the byte order mark of UTF-8.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new UserError(path, 'is not written in UTF-8', saveAgain)
  }
}

/**
 * The variables of an environment file; empty if there is none.
 * @throws UserError if it cannot be read as UTF-8: nothing of it would be found, and every setting would have its default.
 */
export const readEnvFile = (path: string): NodeJS.Dict<string> => (existsSync(path) ? parseEnv(readText(path)) : {})
