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

/** All prompt files, with the placeholders that the code fills. */
const placeholders = {
  briefing: ['nonce', 'extent', 'commentary'],
  choose: ['nonce', 'commentary'],
  judge: ['nonce', 'items'],
  format: ['schema'],
} as const

export type PromptName = keyof typeof placeholders

export type Prompts = Readonly<Record<PromptName, Prompt>>

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

const placeholder = /\{\{(\w{1,40})\}\}/gu

const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(placeholder, (whole, name: string) => values[name] ?? whole)

/**
 * A prompt file: `# System` and its text, then `# User` and the other message, if there is one; see `prompts/README.md`.
 * @throws Error if the file has another form, or other placeholders than those that the code fills.
 */
export const parsePrompt = (name: PromptName, file: string): Prompt => {
  const text = file.replaceAll('\r\n', '\n')
  const [, system, user = ''] = /^# System\n(.*?)(?:\n# User\n(.*))?$/su.exec(text) ?? []
  if (system === undefined) throw new Error(`prompts/${name}.md does not begin with “# System”`)
  const wanted = [...placeholders[name]].sort().join(', ')
  const found = [...new Set([...text.matchAll(placeholder)].map((match) => match[1] ?? ''))].sort().join(', ')
  if (found !== wanted) throw new Error(`prompts/${name}.md has the placeholders ${found}; it needs ${wanted}`)
  return {
    digest: digestOf(text),
    render: (values) => ({ system: fill(system.trim(), values), user: fill(user.trim(), values) }),
  }
}

/** The folder in the package. */
const folder = new URL('../../../prompts/', import.meta.url)

/**
 * Reads the prompts from their files.
 * @throws Error if one is missing or not in the form that `prompts/README.md` describes.
 */
export const loadPrompts = async (): Promise<Prompts> => {
  const load = async (name: PromptName): Promise<Prompt> =>
    parsePrompt(name, await readFile(new URL(`${name}.md`, folder), 'utf8'))
  const [briefing, choose, judge, format] = await Promise.all([
    load('briefing'),
    load('choose'),
    load('judge'),
    load('format'),
  ])
  return { briefing, choose, judge, format }
}

/** The version of all prompts together: it changes with each change of their text. */
export const promptVersion = (prompts: Prompts): string =>
  digestOf(
    Object.values(prompts)
      .map(({ digest }) => digest)
      .join(' '),
  )
