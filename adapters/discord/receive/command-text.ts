import type { CommandOption, CommandSpec } from '../../../src/commands/port.ts'

/** An option as a person filled it in. */
export type Given = { readonly name: string; readonly value: string | number | boolean }

/** The options of a subcommand in use, by its path such as `['digest', 'set']`; an empty list for one that there is not. */
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

const write = ({ name, writing }: CommandOption, value: Given['value']): string => {
  const text = String(value).trim()
  if (writing === 'channel' || text === '') return ''
  if (writing === 'flag') return value === true ? name : ''
  if (writing === 'words') return text
  return writing === 'rest' ? `${name}:${text}` : term(name, text)
}

/** The text behind `/rsis` that typing the same would have been; what takes the rest of the line comes last. */
export const commandText = (
  path: readonly string[],
  options: readonly CommandOption[],
  given: readonly Given[],
): string => {
  const inOrder = [
    ...options.filter(({ writing }) => writing !== 'rest'),
    ...options.filter(({ writing }) => writing === 'rest'),
  ]
  const words = inOrder.map((option) => {
    const found = given.find(({ name }) => name === option.name)
    return found === undefined ? '' : write(option, found.value)
  })
  return [...path, ...words].filter((word) => word !== '').join(' ')
}

/** Longest that is taken of a message: as much as a search takes. */
const longestSearch = 200
const numberInText = /\bCO\d{5}\b/iu

/** The command for «Find on RSIS» on a message: the commentary that it names, else a search for its words. */
export const messageCommand = (content: string): string | undefined => {
  const id = numberInText.exec(content)?.[0]
  if (id !== undefined) return `show ${id.toUpperCase()}`
  const plain = content.replaceAll(/<[^<>\s]*>|https?:\/\/\S+/gu, ' ')
  let text = ''
  for (const [word] of plain.matchAll(/[\p{L}\p{M}\p{N}]+(?:[’'][\p{L}\p{M}]+)*/gu)) {
    if (text.length + 1 + word.length > longestSearch) break
    // In capitals these would be operators of the query.
    text = `${text} ${/^(?:AND|OR|NOT)$/u.test(word) ? word.toLowerCase() : word}`.trim()
  }
  return text === '' ? undefined : `search ${text}`
}
