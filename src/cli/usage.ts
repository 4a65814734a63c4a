import { UserError } from '../errors.ts'

/** A command as a person writes it. */
type Written = {
  /** `brief`; of the program its own name. */
  readonly name: string
  /** The program's name before it, where it has one. */
  readonly program: string | undefined
  /** What follows the name: `[options] <source>`. */
  readonly usage: string
}

const suggestion = /\s*\((Did you mean [^)]+\?)\)\s*$/u

/** A mistyped argument as every other mistake is said: the command, what is wrong, and how the command is written. @param message Commander's. */
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
