import { UserError } from '../errors.ts'

/** A command as a person writes it. */
type Written = {
  /** `brief`; for the program, its own name. */
  readonly name: string
  /** The program's name before it, if it has one. */
  readonly program: string | undefined
  /** The arguments after the name: `[options] <source>`. */
  readonly usage: string
}

const suggestion = /\s*\((Did you mean [^)]+\?)\)\s*$/u

/**
 * A usage error in the form of all other mistakes: the command, what is wrong, and how to write it. @param message
 * Commander's.
 */
export const usageMistake = ({ name, program, usage }: Written, message: string): UserError => {
  const said = message.replace(/^error: /u, '').replaceAll(/'([^']*)'/gu, '“$1”')
  const meant = suggestion.exec(said)?.[1]
  const problem = said
    .replace(suggestion, '')
    .replace(/\.$/u, '')
    .replaceAll(/\. \p{Lu}/gu, (end) => end.replace('.', ':').toLowerCase())
  const line = program === undefined ? name : `${program} ${name}`
  return new UserError(
    `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    problem,
    meant === undefined
      ? `write ${line} ${usage}, or see ${line} --help`
      : meant.charAt(0).toLowerCase() + meant.slice(1),
  )
}
