import { readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { z } from 'zod'

const files = ['cues.tsv', 'words.tsv'] as const

const read = (name: (typeof files)[number]): string => readFileSync(new URL(name, import.meta.url), 'utf8')

/** Rows of a table as objects by the names of its first line. */
const rowsOf = (table: string): Record<string, string>[] => {
  const [head = '', ...lines] = table.split('\n').filter((line) => line !== '')
  const names = head.split('\t')
  return lines.map((line) => Object.fromEntries(line.split('\t').map((cell, index) => [names[index] ?? '', cell])))
}

/** A regular verb with its endings; one that might double its last letter has both. */
const regularForms = (verb: string): string[] => {
  if (verb.endsWith('e')) return [verb, `${verb}s`, `${verb}d`, `${verb.slice(0, -1)}ing`]
  if (/[^aeiou]y$/u.test(verb)) return [verb, `${verb.slice(0, -1)}ies`, `${verb.slice(0, -1)}ied`, `${verb}ing`]
  const stems = /[^aeiou][aeiou][bdgklmnprt]$/u.test(verb) ? [verb, verb + verb.slice(-1)] : [verb]
  const plural = /(?:[sxzo]|[cs]h)$/u.test(verb) ? `${verb}es` : `${verb}s`
  return [verb, plural, ...stems.flatMap((stem) => [`${stem}ed`, `${stem}ing`])]
}

const inflected = (phrase: string): string[] => {
  const verb = /(\w+)~/u.exec(phrase)?.[1]
  return verb === undefined ? [phrase] : regularForms(verb).map((form) => phrase.replace(`${verb}~`, form))
}

/** Phrases between bars. `~` behind a regular verb stands for its forms as well, `*` for any one word. */
const alternatives = z.string().transform((cell) =>
  cell
    .split('|')
    .filter((phrase) => phrase !== '')
    .flatMap(inflected),
)

/** `source >> claim` */
const example = z
  .string()
  .regex(/^\S.* >> \S.*$/u, 'needs a source and a claim, parted by “>>”')
  .transform((cell) => {
    const [source = '', claim = ''] = cell.split(' >> ')
    return { source, claim }
  })

export const families = [
  'negation',
  'certainty',
  'duty',
  'quantity',
  'only',
  'superlative',
  'degree',
  'condition',
  'cause',
  'report',
] as const

export type Family = (typeof families)[number]

const cueSchema = z.strictObject({
  family: z.enum(families),
  /** Its place on the family's scale: two cues of one level may stand for each other. */
  level: z.coerce.number().int(),
  cues: alternatives.refine((cues) => cues.length > 0),
  /**
   * Which words it bears on: `next` the nearest word that carries meaning; `verb` and `after` what follows in its clause, the
   * first of these being its head; `clause` everything up to the end of its clause.
   */
  reach: z.enum(['next', 'verb', 'after', 'clause']),
  /** Phrases in which the cue is none. */
  except: alternatives,
  caught: example,
  allowed: example,
})

/** A cue with the words that it bears on, an example that is caught because of it and one that is allowed. */
export type Rule = Readonly<z.infer<typeof cueSchema>>

/**
 * The rules of a table.
 * @throws Error when a row is malformed, or has not both an example that is caught and one that is allowed.
 */
export const parseRules = (table: string): Rule[] =>
  rowsOf(table).map((row, index) => {
    const parsed = cueSchema.safeParse(row)
    if (!parsed.success) throw new Error(`cues.tsv, row ${index + 1}: ${z.prettifyError(parsed.error)}`)
    return parsed.data
  })

export const rules: readonly Rule[] = parseRules(read('cues.tsv'))

const groupSchema = z.strictObject({
  kind: z.enum(['same', 'near', 'place', 'opposite', 'forms', 'small']),
  words: z.string().transform((cell) => cell.split(' / ').map((side) => side.split('|'))),
})

const groups = rowsOf(read('words.tsv')).map((row) => groupSchema.parse(row))

const groupsOf = (kind: 'same' | 'near' | 'place' | 'forms' | 'small'): string[][] =>
  groups.flatMap((group) => (group.kind === kind ? [group.words[0] ?? []] : []))

/** Words that may stand for one another, lower case. */
export const sameWords: readonly (readonly string[])[] = groupsOf('same')

/** Words that often retell one another, in one of their senses, lower case. */
export const nearWords: readonly (readonly string[])[] = groupsOf('near')

/** Names of one state, its people and its government's seat, lower case. */
export const placeNames: readonly (readonly string[])[] = groupsOf('place')

/** Forms of irregular verbs to their base form. */
export const irregularForms: ReadonlyMap<string, string> = new Map(
  groupsOf('forms').flatMap(([base = '', ...forms]) => forms.map((form) => [form, base] as const)),
)

/** Words of grammar: they carry no meaning of their own. */
export const smallWords: ReadonlySet<string> = new Set(groupsOf('small').flat())

/** Two poles: no word of one side may stand for a word of the other. */
export const opposites: readonly (readonly [readonly string[], readonly string[]])[] = groups.flatMap(
  ({ kind, words }) => (kind === 'opposite' ? [[words[0] ?? [], words[1] ?? []] as const] : []),
)

/** Changes with every change of a rule. */
export const rulesDigest = createHash('sha256').update(files.map(read).join('\n')).digest('hex').slice(0, 12)
