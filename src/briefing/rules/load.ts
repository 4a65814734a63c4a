import { readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { z } from 'zod'

const files = ['cues.tsv', 'words.tsv'] as const

const read = (name: (typeof files)[number]): string => readFileSync(new URL(name, import.meta.url), 'utf8')

/** The rows of a table as objects with the names of its first line as keys. */
const rowsOf = (table: string): Record<string, string>[] => {
  const [head = '', ...lines] = table.split('\n').filter((line) => line !== '')
  const names = head.split('\t')
  return lines.map((line) => Object.fromEntries(line.split('\t').map((cell, index) => [names[index] ?? '', cell])))
}

/** A regular verb with its inflections; one that might double its last letter has both. */
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

/** Alternatives separated by bars. `~` after a regular verb adds its inflections; `*` matches any one word. */
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
  'condition',
  'cause',
  'report',
] as const

export type Family = (typeof families)[number]

const cueSchema = z.strictObject({
  family: z.enum(families),
  /** Its position on the family's scale: two cues of the same level may replace each other. */
  level: z.coerce.number().int(),
  cues: alternatives.refine((cues) => cues.length > 0),
  /**
   * How many content words after it, in its clause, it affects: `next` two, `verb` and `after` at most four, `clause` all. The first of
   * them is its head.
   */
  reach: z.enum(['next', 'verb', 'after', 'clause']),
  /** Phrases in which the words are not a cue. */
  except: alternatives,
  caught: example,
  allowed: example,
})

/** A cue, the words that it affects, an example that it catches and one that it allows. */
export type Rule = Readonly<z.infer<typeof cueSchema>>

/**
 * The rules of a table.
 * @throws Error if a row is malformed, or lacks an example that is caught or one that is allowed.
 */
export const parseRules = (table: string): Rule[] =>
  rowsOf(table).map((row, index) => {
    const parsed = cueSchema.safeParse(row)
    if (!parsed.success) throw new Error(`cues.tsv, row ${index + 1}: ${z.prettifyError(parsed.error)}`)
    return parsed.data
  })

export const rules: readonly Rule[] = parseRules(read('cues.tsv'))

const groupSchema = z.strictObject({
  kind: z.enum(['same', 'near', 'opposite', 'place', 'forms', 'small']),
  words: z.string().transform((cell) => cell.split('|')),
})

const groups = rowsOf(read('words.tsv')).map((row) => groupSchema.parse(row))

const groupsOf = (kind: z.infer<typeof groupSchema>['kind']): string[][] =>
  groups.flatMap((group) => (group.kind === kind ? [group.words] : []))

/** Words that may replace each other, lower case. */
export const sameWords: readonly (readonly string[])[] = groupsOf('same')

/** Words that often paraphrase each other in one of their senses, lower case. */
export const nearWords: readonly (readonly string[])[] = groupsOf('near')

/** Words for one thing and words for its opposite, lower case, with their inflections; a colon divides them in the table. */
export const opposites: readonly (readonly [ReadonlySet<string>, ReadonlySet<string>])[] = groupsOf('opposite').map(
  (words) => {
    const [one = '', other = ''] = words.join('|').split(':')
    return [new Set(alternatives.parse(one)), new Set(alternatives.parse(other))]
  },
)

/** Names of a state, its people and the seat of its government, lower case. */
export const placeNames: readonly (readonly string[])[] = groupsOf('place')

/** Forms of irregular verbs, mapped to the base form. */
export const irregularForms: ReadonlyMap<string, string> = new Map(
  groupsOf('forms').flatMap(([base = '', ...forms]) => forms.map((form) => [form, base] as const)),
)

/** Function words, without a meaning of their own. */
export const smallWords: ReadonlySet<string> = new Set(groupsOf('small').flat())

/** Changes with each change of a rule. */
export const rulesDigest = createHash('sha256').update(files.map(read).join('\n')).digest('hex').slice(0, 12)
