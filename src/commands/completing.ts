import type { Completed, CommandSpec, Suggestion } from './spec.ts'

/** How a line is completed: `typed` is the part that is replaced, `before` the part before it. */
export type Completing = {
  readonly before: string
  readonly typed: string
  /** Names that may begin with `typed`; undefined if the archive has to be asked for `what`. */
  readonly names?: readonly string[]
  readonly what?: Completed
}

const fields: Readonly<Record<string, Completed>> = { author: 'author', by: 'author', topic: 'topic', zone: 'zone' }

/** `author:tan` and `topic:"south c` at the end of a line. */
const fieldPattern = /^(.*?(?:^|\s)-?(author|by|topic|zone):)("?[^"]*)$/isu

/** What kind of completion the end of a line after `/rsis` can have: a verb, an action, an author, a topic, a zone, a commentary. */
export const completing = (line: string, specs: readonly CommandSpec[]): Completing | undefined => {
  const [, before, field, value] = fieldPattern.exec(line) ?? []
  if (before !== undefined && field !== undefined && value !== undefined) {
    const isWord = value.startsWith('"') || !/\s/u.test(value)
    const what = fields[field.toLowerCase()]
    return isWord && what !== undefined ? { before, typed: value.replace('"', ''), what } : undefined
  }
  const [verb = '', ...rest] = line.trimStart().split(/\s+/u)
  if (rest.length === 0) return { before: '', typed: verb, names: specs.map((spec) => spec.verb) }
  const spec = specs.find((one) => one.verb === verb.toLowerCase())
  if (spec === undefined) return undefined
  const actions = spec.actions ?? []
  if (actions.length > 0 && rest.length === 1)
    return { before: `${spec.verb} `, typed: rest[0] ?? '', names: actions.map((action) => action.verb) }
  const action = actions.find((one) => one.verb === rest[0]?.toLowerCase())
  const [first] = (action ?? spec).options
  if (first?.completes === undefined || first.writing !== 'words') return undefined
  const path = action === undefined ? spec.verb : `${spec.verb} ${action.verb}`
  return { before: `${path} `, typed: (action === undefined ? rest : rest.slice(1)).join(' '), what: first.completes }
}

/** The line with the suggestion instead of the typed part. */
export const completed = ({ before }: Completing, { value }: Suggestion): string =>
  `${before}${before.endsWith(':') && /\s/u.test(value) ? `"${value}"` : value} `

/** Names that begin with what was typed, and are not typed already. */
const beginning = (names: readonly string[], typed: string): Suggestion[] =>
  names
    .filter((name) => name.startsWith(typed.toLowerCase()) && name !== typed.toLowerCase())
    .map((name) => ({ label: name, value: name }))

/** The lines that a line after `/rsis` can become, each with its label, the most likely first. */
export const completions = async (
  line: string,
  specs: readonly CommandSpec[],
  suggest: (what: Completed, typed: string) => Promise<readonly Suggestion[]>,
): Promise<{ readonly label: string; readonly line: string }[]> => {
  const found = completing(line, specs)
  if (found === undefined) return []
  const { what, names = [], typed } = found
  const suggestions = what === undefined ? beginning(names, typed) : await suggest(what, typed)
  return suggestions.map((one) => ({ label: one.label, line: completed(found, one) }))
}
