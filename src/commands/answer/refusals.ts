import { parseQuery } from '../../archive/query/parse.ts'
import { shown } from '../../archive/query/text.ts'
import { editDistance } from '../../archive/search/edit-distance.ts'
import { search as searchArchive } from '../../archive/search/search.ts'
import type { Card } from '../../card/card.ts'
import { UserError } from '../../errors.ts'
import type { CommandContext } from '../command.ts'
import { namedCommentary } from '../find-commentary.ts'
import { nearestVerb, wishVerbs } from '../nearest-verb.ts'
import { offerSearch, offerShow } from '../offers.ts'
import { problemCard } from '../problem-card.ts'
import { splitVerb } from '../understand/command-line.ts'
import { conceptsOf, isFunctionWord, knownWords } from '../understand/lexicon.ts'
import type { Words } from '../understand/meaning.ts'
import { isNamable, isThin } from '../understand/namable.ts'
import { readSentence } from '../understand/sentence.ts'
import { standsFor } from '../understand/tokens.ts'
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
  const near = nearestVerb(verb, [...definitions.map((one) => one.verb), ...wishVerbs])
  const isPartOfWord = near?.rest !== '' && wishVerbs.includes(near?.verb ?? '')
  if (near !== undefined && !isPartOfWord && !(await isKnownWord(verb, context)))
    return didYouMean(word, near.verb, `${near.verb} ${near.rest} ${rest}`.replaceAll(/ +/gu, ' ').trim())
  const line = await respelt(text, context)
  const isMeant = line !== undefined && understand(line, definitions).kind !== 'text'
  return isMeant ? didYouMean(text, line, line) : undefined
}

/** From so many words on a question says enough to be searched for. */
const longQuestion = 8

/** The answer to a line that is not surely understood: its possible meanings as buttons. */
export const notUnderstood = (text: string, query: string, nearest: Words['nearest']): Card => {
  const meant =
    nearest.length > 0 ? nearest.map(({ command }) => command) : ['search nickel', 'subscribe weekdays 08:00']
  return {
    tone: 'problem',
    blocks: [
      {
        type: 'text',
        text: [`“${shown(text)}” is not understood; nothing was changed, and nothing was searched for.`],
      },
      {
        type: 'text',
        text: [
          { text: nearest.length > 0 ? 'Did you mean:' : 'A command begins with its word, as in:', style: 'quiet' },
        ],
      },
      ...meant.map((line) => ({ type: 'copy', text: `/rsis ${line}` }) as const),
    ],
    actions: [
      ...nearest.map(({ label, command }) => ({ label: shown(label), command: `/rsis ${command}` })),
      offerSearch(query),
      { label: 'Help', command: '/rsis help' },
    ],
  }
}

const found = async (query: string, { db }: CommandContext) =>
  searchArchive(db, parseQuery(query), { limit: 1, offset: 0 })

/** Whether a search for the significant words of a question finds them all, or much of many. */
export const isAnswered = async (query: string, context: CommandContext): Promise<boolean> => {
  const { total, isRelaxed } = await found(query, context)
  return total > 0 && (!isRelaxed || query.split(' ').length > 3)
}

/** Whether some commentary holds all words of a search. */
const isHeld = async (query: string, context: CommandContext): Promise<boolean> => {
  const { total, isRelaxed } = await found(query, context)
  return total > 0 && !isRelaxed
}

/**
 * The refusal of a line that no reading fits: a question or a line with words about the program, none of whose words any
 * commentary has together, so that it is a request in unknown words rather than a search.
 */
export const ofOwnWords = async (
  { text, typed, nearest }: Words,
  { definitions, context }: Asked,
): Promise<Card | undefined> => {
  const words: readonly string[] = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const verbs = definitions.filter(({ isManaging }) => isManaging !== undefined)
  const sentence = readSentence(text)
  const [first, ...others] = sentence.tokens
  // `test ban treaty`: a noun with others.
  const isNoun = first?.isSilent === false && others.every(({ isSilent, concepts }) => !isSilent && concepts.size === 0)
  const isOwn = !isNoun && verbs.some(({ verb, synonyms }) => [verb, ...synonyms].some((one) => words.includes(one)))
  const isAboutUs = /\b(?:archive|authors?|commentar(?:y|ies)|articles?|posts?|channel|wrote)\b/iu.test(text)
  const isDoubtful =
    isOwn ||
    isAboutUs ||
    !isNamable(sentence) ||
    (sentence.isQuestion && words.length > 2 && words.length < longQuestion)
  const isVerbOnly = /^(?:\p{Ll}+ (?:the|my|our|your|this|that)|only|just) /u.test(text) && isThin(others)
  const isOrder = isVerbOnly || (standsFor(first, 'start', 'stop', 'change', 'add', 'leaving') && !isNamable(sentence))
  return words.length > 1 && (isOrder || (isDoubtful && !(await isHeld(text, context))))
    ? notUnderstood(typed, text, nearest)
    : undefined
}

/** The answer to several requests in one line: each is a button, and none runs before it is pressed. */
export const oneAtATime = (lines: readonly string[]): Card => ({
  title: { text: 'One thing at a time, please' },
  blocks: [
    { type: 'text', text: ['Nothing was done yet. Press a button, or type:'] },
    ...lines.map((line) => ({ type: 'copy', text: `/rsis ${line}` }) as const),
  ],
  actions: lines.map((line) => ({ label: shown(line), command: `/rsis ${line}` })),
})

/** The answer to a text in another language. */
export const english = (text: string): Card => ({
  title: { text: 'Please ask in English' },
  blocks: [
    { type: 'text', text: ['Commands and commentaries are in English; other languages are not understood.'] },
    { type: 'copy', text: '/rsis latest' },
  ],
  actions: [offerSearch(text), { label: 'Help', command: '/rsis help' }],
})

/** The answer to a request for something unavailable: what is available instead. */
export const notAvailable = async (
  { what, instead, command }: NonNullable<Words['missing']>,
  text: string,
  { context }: Asked,
): Promise<Card> => {
  const parts = text.split(/ (?:and|with|to|vs\.?|versus|or) |^compare |^contrast /iu).filter((part) => part !== '')
  const named = await Promise.all(parts.map(async (part) => namedCommentary(part, context)))
  const shows = named.flatMap((one) => (one.kind === 'found' ? [one.archived.commentary.id] : []))
  return {
    title: { text: `Not available: ${what}` },
    blocks: [
      { type: 'text', text: [instead] },
      { type: 'copy', text: command },
    ],
    actions: [...shows.slice(0, 3).map(offerShow), offerSearch(text), { label: 'Help', command: '/rsis help' }],
  }
}

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
