import { existsSync, readFileSync, statSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { environmentNames } from '../config/config.ts'
import { unknownInFile } from '../config/names.ts'
import { ConfigError, describeError, type Mistake, UserError } from '../errors.ts'

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

const assignment = /^\s*(?:export\s+)?([\w.-]+)\s*=\s*(.*)$/su
const beginsSetting = /\n\s*(?:export\s+)?[A-Z][A-Z\d_]*\s*=/u

const notClosed = { problem: 'has a quotation mark that is not closed', fix: 'close it, or remove it' }
const notASetting = { problem: 'is not NAME=value', fix: 'write it so, or put # before it' }

/** What is wrong with each line that is no setting, no comment and not empty; a value in quotation marks has several lines. */
const mistakesIn = (path: string, text: string): Mistake[] => {
  const lines = text.split(/\r?\n/u)
  const mistakes: Mistake[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (/^\s*(?:#|$)/u.test(line)) continue
    const field = `${path}, line ${at + 1}`
    const [, , value] = assignment.exec(line) ?? []
    if (value === undefined) mistakes.push({ field, ...notASetting })
    if (value === undefined || !/^["'`]/u.test(value)) continue
    const rest = [value.slice(1), ...lines.slice(at + 1)].join('\n')
    const quoted = rest.slice(0, Math.max(0, rest.indexOf(value.charAt(0))))
    if (!rest.includes(value.charAt(0)) || beginsSetting.test(quoted)) mistakes.push({ field, ...notClosed })
    else at += quoted.split('\n').length - 1
  }
  return mistakes
}

/**
 * The variables of an environment file, and names in it that are no setting of ours; empty if there is no file.
 * @throws UserError if it cannot be read as UTF-8: no setting would be found, and each would have its default.
 * @throws ConfigError for lines that are not NAME=value, quotation marks that are not closed, because such a value would
 * include the next settings, and names that resemble one of ours.
 */
export const readEnvFile = (
  path: string,
): { readonly values: NodeJS.Dict<string>; readonly warnings: readonly Mistake[] } => {
  if (!existsSync(path)) return { values: {}, warnings: [] }
  const text = readText(path)
  const values = parseEnv(text)
  const names = Object.keys(values).filter((name) => /^[\w.-]+$/u.test(name))
  const { mistakes, warnings } = unknownInFile(names, environmentNames)
  const ofLines = mistakesIn(path, text)
  const wrong = [...ofLines, ...mistakes.map((one) => ({ ...one, field: `${path}: ${one.field}` }))]
  if (wrong.length > 0) throw new ConfigError(wrong)
  return { values, warnings: warnings.map((one) => ({ ...one, field: `${path}: ${one.field}` })) }
}
