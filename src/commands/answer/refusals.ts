import { parseQuery } from '../../archive/query/parse.ts'
import { shown } from '../../archive/query/text.ts'
import { editDistance } from '../../archive/search/edit-distance.ts'
import { search as searchArchive } from '../../archive/search/search.ts'
import type { Action, Card } from '../../card/card.ts'
import { UserError } from '../../errors.ts'
import type { CommandContext } from '../command.ts'
import { nearestVerb, otherVerbs } from '../nearest-verb.ts'
import { offerSearch } from '../offers.ts'
import { problemCard } from '../problem-card.ts'
import { search } from '../search.ts'
import { splitVerb } from '../understand/command-line.ts'
import { sure } from '../understand/concerns.ts'
import { filledCommands } from '../understand/fill.ts'
import { conceptsOf, isFunctionWord, knownWords } from '../understand/lexicon.ts'
import { isPronoun } from '../understand/list-words.ts'
import type { Words } from '../understand/meaning.ts'
import { readSentence } from '../understand/sentence.ts'
import { unusedIn } from '../understand/subject.ts'
import { understand } from '../understand/understand.ts'
import { type Asked, runDefinition } from './asked.ts'

/** Whether the archive has the exact word, not only one of its stem; then it is a search and not a mistyped command. */
const isKnownWord = async (word: string, { db }: CommandContext): Promise<boolean> => {
  const { hits } = await searchArchive(db, parseQuery(word), { limit: 5, offset: 0 })
  return hits.some(({ snippet }) => snippet.parts.some(({ text, isMatch }) => isMatch && text.toLowerCase() === word))
}

const withoutVowels = (word: string): string => `${word.slice(0, 1)}${word.slice(1).replaceAll(/[aeiou]/gu, '')}`

/** The word that was meant: the typed word has one mistake, or lacks the vowels, as in `srch`. */
const wordMeant = (typed: string): string | undefined => {
  if (!/^\p{Ll}{3,}$/u.test(typed)) return undefined
  const short = withoutVowels(typed) === typed ? knownWords().filter((one) => withoutVowels(one) === typed) : []
  const [meant] =
    short.length > 0
      ? short
      : typed.length < 5
        ? []
        : knownWords().filter((one) => one.length > 4 && editDistance(typed, one, 1) === 1)
  return meant
}

/** The line with its mistyped words corrected; undefined if there are none, or if the archive has these words. */
const respelt = async (text: string, context: CommandContext): Promise<string | undefined> => {
  const words = await Promise.all(
    text.split(' ').map(async (word) => {
      const meant = conceptsOf(word).size > 0 || isFunctionWord(word) ? undefined : wordMeant(word)
      return meant === undefined || (await isKnownWord(word, context)) ? word : meant
    }),
  )
  const line = words.join(' ')
  return line === text ? undefined : line
}

const didYouMean = (typed: string, meant: string, line: string): Card =>
  problemCard(`“${shown(typed)}” is not a command. Did you mean “${shown(meant)}”?`, {
    label: shown(line),
    command: `/rsis ${line}`,
  })

/** Asks about a mistyped verb or another mistyped word of a command, unless the archive has the word. */
export const mistyped = async (text: string, { definitions, context }: Asked): Promise<Card | undefined> => {
  const { word, verb, rest } = splitVerb(text)
  const near = otherVerbs.includes(verb)
    ? undefined
    : nearestVerb(verb, [...definitions.map((one) => one.verb), ...otherVerbs])
  const isPartOfWord = near?.rest !== '' && otherVerbs.includes(near?.verb ?? '')
  if (near !== undefined && !isPartOfWord && !(await isKnownWord(verb, context)))
    return didYouMean(word, near.verb, `${near.verb} ${near.rest} ${rest}`.replaceAll(/ +/gu, ' ').trim())
  const line = await respelt(text, context)
  const isMeant = line !== undefined && understand(line, definitions).kind !== 'text'
  return isMeant ? didYouMean(text, line, line) : undefined
}

/** The sentence about words that an answer leaves out; empty if there are none. */
export const notUsed = (left: readonly string[]): string =>
  left.length === 0 ? '' : `Not used: “${left.map((part) => shown(part)).join('” and “')}”.`

const found = async (query: string, { db }: CommandContext) =>
  searchArchive(db, parseQuery(query), { limit: 1, offset: 0 })

/** Whether some commentary holds all words of a search. */
export const isHeld = async (query: string, context: CommandContext): Promise<boolean> => {
  const { total, isRelaxed, corrected } = await found(query, context)
  return total > 0 && corrected.length === 0 && !isRelaxed
}

/** Whether commentaries have only some of the words of a search. */
export const isNear = async (query: string, context: CommandContext): Promise<boolean> =>
  (await found(query, context)).isRelaxed

/** A search for a part of a line, below a sentence that says so. */
export const partlySearched = async (words: Words, query: string, asked: Asked): Promise<Card> => {
  const card = await runDefinition(search, query, asked)
  const left = notUsed(unusedIn(readSentence(words.text), query))
  const lacking =
    words.topic?.includes('author:') === true && !query.includes('author:')
      ? 'No author in the archive has such a name.'
      : [...(words.isYesNo || left === '' ? ['I cannot answer the question itself.'] : []), left].join(' ').trim()
  const isWatch = (action: Action): boolean => 'command' in action && action.command.startsWith('/rsis watch')
  return {
    ...card,
    blocks: [{ type: 'text', text: [`I only searched for the words “${shown(query)}”. ${lacking}`] }, ...card.blocks],
    actions: (card.actions ?? []).filter((action) => !isWatch(action)),
  }
}

/** The command that a part of a line means; undefined if the part has to be asked about. */
const commandOf = (line: string, definitions: Asked['definitions']): string | undefined => {
  const meaning = understand(line, definitions)
  switch (meaning.kind) {
    case 'run':
      return `${meaning.definition.verb} ${meaning.rest}`.trim()
    case 'ask':
      return meaning.choices[0]?.command
    case 'rows':
      return meaning.rows.length === 1 ? `${meaning.verb} ${meaning.rows[0]}${meaning.options}` : undefined
    case 'text': {
      const [best] = meaning.concerns
      const named = meaning.documents.find(({ name }) => isPronoun(name))
      if (named !== undefined) return `${named.verb} ${named.name}${named.options}`
      if (best === undefined || best.likeness < sure) return meaning.isSubject ? `search ${meaning.text}` : undefined
      return filledCommands(readSentence(meaning.text), best).find(({ left }) => left.length === 0)?.line
    }
    // A change of the present settings is typed as it was said: no command line means the same.
    case 'adjust':
    case 'undo':
    case 'names':
      return line
    case 'card':
    case 'refuse':
    case 'several':
    case 'turn':
    default:
      return undefined
  }
}

/**
 * The answer to several requests in one line: the command for each is a button, and none runs before it is pressed; undefined if no
 * part is a command.
 */
export const oneAtATime = (
  lines: readonly string[],
  rest: readonly string[],
  { definitions }: Asked,
): Card | undefined => {
  const read = lines.map((line) => ({ line, command: commandOf(line, definitions) }))
  const commands = [...new Set(read.flatMap(({ command }) => command ?? []))]
  if (commands.length === 0) return undefined
  const left = [...rest, ...read.flatMap(({ line, command }) => (command === undefined ? [line] : []))]
  return {
    title: { text: left.length === 0 ? 'One thing at a time, please' : 'Only a part of this is understood' },
    blocks: [
      ...(left.length === 0 ? [] : [{ type: 'text', text: [notUsed(left)] } as const]),
      { type: 'text', text: ['Nothing was done yet. Press a button, or type:'] },
      ...commands.map((line) => ({ type: 'copy', text: `/rsis ${line}` }) as const),
    ],
    actions: commands.map((line) => ({ label: shown(line), command: `/rsis ${line}` })),
  }
}

/** The answer to a text in another language. */
export const english = (text: string): Card => ({
  title: { text: 'Please ask in English' },
  blocks: [
    { type: 'text', text: ['Commands and commentaries are in English; other languages are not understood.'] },
    { type: 'copy', text: '/rsis latest' },
  ],
  actions: [offerSearch(text), { label: 'Help', command: '/rsis help' }],
})

/** A command's sentence about words that it cannot read, with a button that searches for them. */
export const ownRefusal = async (
  { definition, rest }: NonNullable<Words['command']>,
  text: string,
  asked: Asked,
): Promise<Card> => {
  try {
    return await runDefinition(definition, rest, asked)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return problemCard(error.sentence, offerSearch(text))
  }
}
