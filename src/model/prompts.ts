import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'

export type Messages = { readonly system: string; readonly user: string }

export type Prompt = {
  /** A short hash of the text. */
  readonly digest: string
  /** The two messages, with `{{placeholders}}` replaced once: the values are not searched for more. */
  readonly render: (values: Readonly<Record<string, string>>) => Messages
}

/** Marks the fence around text from outside: its author cannot know it. */
export const createNonce = (): string => randomBytes(8).toString('hex')

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

const placeholder = /\{\{(\w{1,40})\}\}/gu

const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(placeholder, (whole, name: string) => values[name] ?? whole)

/**
 * A prompt file: `# System` and its text, then `# User` and the other message, if there is one; see `prompts/README.md`.
 * @throws Error if the file has another form, or other placeholders than those that the code fills.
 */
export const parsePrompt = (name: string, placeholders: readonly string[], file: string): Prompt => {
  const text = file.replaceAll('\r\n', '\n')
  const [, system, user = ''] = /^# System\n(.*?)(?:\n# User\n(.*))?$/su.exec(text) ?? []
  if (system === undefined) throw new Error(`prompts/${name}.md does not begin with “# System”`)
  const wanted = placeholders.toSorted().join(', ')
  const found = [...new Set([...text.matchAll(placeholder)].map((match) => match[1] ?? ''))].sort().join(', ')
  if (found !== wanted) throw new Error(`prompts/${name}.md has the placeholders ${found}; it needs ${wanted}`)
  return {
    digest: digestOf(text),
    render: (values) => ({ system: fill(system.trim(), values), user: fill(user.trim(), values) }),
  }
}

/** The folder in the package. */
const folder = new URL('../../prompts/', import.meta.url)

/**
 * Reads a prompt from its file.
 * @throws Error if it is missing or not in the form that `prompts/README.md` describes.
 */
export const loadPrompt = async (name: string, placeholders: readonly string[]): Promise<Prompt> =>
  parsePrompt(name, placeholders, await readFile(new URL(`${name}.md`, folder), 'utf8'))

/** The prompt for servers that take no JSON schema: it describes the form of the answer. */
export const loadFormatPrompt = async (): Promise<Prompt> => loadPrompt('format', ['schema'])

/** The version of some prompts together: it changes with each change of their text. */
export const promptVersion = (prompts: Readonly<Record<string, Prompt>>): string =>
  digestOf(
    Object.values(prompts)
      .map(({ digest }) => digest)
      .join(' '),
  )
