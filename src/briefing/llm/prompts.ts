import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'

export type Messages = { readonly system: string; readonly user: string }

export type Prompt = {
  readonly version: number
  /** A short hash of the text, so that a change without a new version is noticed as well. */
  readonly digest: string
  /** The two messages, with `{{placeholders}}` replaced once: the values are not searched for more. */
  readonly render: (values: Readonly<Record<string, string>>) => Messages
}

/** All prompt files, with the placeholders that the code fills. */
const placeholders = {
  briefing: ['nonce', 'extent', 'commentary'],
  choose: ['nonce', 'commentary'],
  judge: ['nonce', 'items'],
  format: ['schema'],
} as const

export type PromptName = keyof typeof placeholders

export type Prompts = Readonly<Record<PromptName, Prompt>>

const frontMatterSchema = z.strictObject({ name: z.string(), version: z.coerce.number().int().min(1) })

const placeholder = /\{\{(\w{1,40})\}\}/gu

const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(placeholder, (whole, name: string) => values[name] ?? whole)

const fields = (frontMatter: string): Record<string, string> =>
  Object.fromEntries(
    frontMatter
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const colon = line.indexOf(':')
        return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()]
      }),
  )

const part = (body: string, heading: string, end: string | undefined): string => {
  const at = body.indexOf(`# ${heading}\n`)
  if (at === -1) return ''
  const to = end === undefined ? -1 : body.indexOf(`\n# ${end}\n`, at)
  return body.slice(at + heading.length + 3, to === -1 ? body.length : to).trim()
}

/**
 * A prompt file: front matter with `name` and `version`, then `# System` and `# User`; see `prompts/README.md`.
 * @throws Error if the file has another form, or other placeholders than those that the code fills.
 */
export const parsePrompt = (name: PromptName, file: string): Prompt => {
  const text = file.replaceAll('\r\n', '\n')
  const end = text.indexOf('\n---\n', 3)
  if (!text.startsWith('---\n') || end === -1) throw new Error(`prompts/${name}.md has no front matter`)
  const { version, name: stated } = frontMatterSchema.parse(fields(text.slice(4, end)))
  if (stated !== name) throw new Error(`prompts/${name}.md calls itself ${stated}`)
  const body = text.slice(end + 5)
  const wanted = [...placeholders[name]].sort().join(', ')
  const found = [...new Set([...body.matchAll(placeholder)].map((match) => match[1] ?? ''))].sort().join(', ')
  if (found !== wanted) throw new Error(`prompts/${name}.md has the placeholders ${found}; it needs ${wanted}`)
  const system = part(body, 'System', 'User')
  const user = part(body, 'User', undefined)
  return {
    version,
    digest: createHash('sha256').update(body).digest('hex').slice(0, 12),
    render: (values) => ({ system: fill(system, values), user: fill(user, values) }),
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

/** The versions of the prompts, as stored with a briefing: briefing, choose, judge. */
export const promptVersion = ({ briefing, choose, judge }: Prompts): string =>
  [briefing, choose, judge].map(({ version }) => version).join('.')

/** Changes with each change of a prompt, with or without a new version. */
export const promptDigest = (prompts: Prompts): string =>
  Object.values(prompts)
    .map(({ digest }) => digest)
    .join(' ')
