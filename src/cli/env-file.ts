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
    throw new UserError(path, 'is in UTF-16, or is not a text file', saveAgain)
  }
  try {
    // The decoder removes the byte order mark of UTF-8.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new UserError(path, 'is not in UTF-8', saveAgain)
  }
}

/** A setting whose value opens a quotation mark: the mark, and the value up to the end of the file. */
const quoted = /^[^\S\n]*(?:export\s+)?[\w.-]+[^\S\n]*=[^\S\n]*(["'`])([^]*)$/u

/** The line, from 1, with a quotation mark that is not closed: at all, or only in the line of a later setting. */
const lineWithOpenMark = (text: string): number | undefined => {
  const lines = text.split('\n')
  const at = lines.findIndex((_, index) => {
    const [, mark = '', value = ''] = quoted.exec(lines.slice(index).join('\n')) ?? []
    const end = value.indexOf(mark)
    return mark !== '' && (end === -1 || /\n\s*(?:export\s+)?[A-Z][A-Z\d_]*\s*=/u.test(value.slice(0, end)))
  })
  return at === -1 ? undefined : at + 1
}

/**
 * The variables of an environment file; empty if there is none.
 * @throws UserError if it cannot be read as UTF-8: no setting would be found, and each would have its default. Also if a
 * quotation mark is not closed, because its value would include the next settings.
 */
export const readEnvFile = (path: string): NodeJS.Dict<string> => {
  if (!existsSync(path)) return {}
  const text = readText(path)
  const line = lineWithOpenMark(text)
  if (line !== undefined)
    throw new UserError(path, `line ${line} has a quotation mark that is not closed`, 'close it, or remove it')
  return parseEnv(text)
}
