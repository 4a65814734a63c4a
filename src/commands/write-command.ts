import type { CommandOption, CommandSpec } from './spec.ts'

/** An option with the value that a person filled in. */
type Filled = { readonly name: string; readonly value: string | number | boolean }

/** The options of a command or of its action, by its path such as `['digest', 'set']`; none for an unknown path. */
export const optionsAt = (
  specs: readonly CommandSpec[],
  [verb, action]: readonly string[],
): readonly CommandOption[] => {
  const spec = specs.find((one) => one.verb === verb)
  const used = action === undefined ? spec : spec?.actions?.find((one) => one.verb === action)
  return used?.options ?? []
}

const term = (name: string, value: string): string => {
  const bare = value.replaceAll('"', '').trim()
  return /\s/u.test(bare) ? `${name}:"${bare}"` : `${name}:${bare}`
}

const write = ({ name, writing }: CommandOption, value: Filled['value']): string => {
  const text = String(value).trim()
  // An option that takes the rest of the line may be emptied.
  if (writing === 'rest') return `${name}:${text}`
  if (writing === 'channel' || text === '') return ''
  if (writing === 'flag') return value === true ? name : ''
  return writing === 'words' ? text : term(name, text)
}

/** The text after `/rsis` that means the same as these options; an option that takes the rest of the line comes last. */
export const writeCommand = (
  path: readonly string[],
  options: readonly CommandOption[],
  filled: readonly Filled[],
): string => {
  const inOrder = [
    ...options.filter(({ writing }) => writing !== 'rest'),
    ...options.filter(({ writing }) => writing === 'rest'),
  ]
  const words = inOrder.map((option) => {
    const found = filled.find(({ name }) => name === option.name)
    return found === undefined ? '' : write(option, found.value)
  })
  return [...path, ...words].filter((word) => word !== '').join(' ')
}
