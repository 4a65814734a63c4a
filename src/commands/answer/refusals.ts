import { parseQuery } from '../../archive/query/parse.ts'
import { shown } from '../../archive/query/text.ts'
import { editDistance } from '../../archive/search/edit-distance.ts'
import { search as searchArchive } from '../../archive/search/search.ts'
import type { Action, Block, Card } from '../../card/card.ts'
import { UserError } from '../../errors.ts'
import type { CommandContext } from '../command.ts'
import { namedCommentary } from '../find-commentary.ts'
import { nearestVerb, otherVerbs } from '../nearest-verb.ts'
import { offerSearch, offerShow } from '../offers.ts'
import { problemCard } from '../problem-card.ts'
import { search } from '../search.ts'
import { splitVerb } from '../understand/command-line.ts'
import { conceptsOf, isFunctionWord, knownWords } from '../understand/lexicon.ts'
import type { Words } from '../understand/meaning.ts'
import { isOfProgram } from '../understand/namable.ts'
import { readSentence } from '../understand/sentence.ts'
import { unusedIn } from '../understand/subject.ts'
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

/** The words of a text that name something, as a search; empty if it has none. */
const tellingWords = (text: string): string =>
  readSentence(text)
    .tokens.filter(
      ({ isSilent, isTurning, concepts }) => !isSilent && !isTurning && (concepts.size === 0 || concepts.has('quote')),
    )
    .map(({ start, end }) => text.slice(start, end))
    .join(' ')

/** Whether a text speaks of this program or of what a channel gets. */
const isOwn = (text: string): boolean => readSentence(text).tokens.some(isOfProgram)

/** A button that searches for the words that name something; a single word about the program names nothing to search for. */
const searchOffer = (text: string): readonly Action[] => {
  const query = tellingWords(text)
  const isLone = isOwn(text) && !/["\s]/u.test(query)
  return query === '' || isLone ? [] : [{ ...offerSearch(query), label: `Search “${shown(query)}”` }]
}

const showList: Action = { label: 'What this channel gets', command: '/rsis list' }

/** Each line as a button, with what it means. */
const offerActions = (offers: Words['offers']): readonly Action[] =>
  offers.flatMap(({ of }) => ('command' in of ? [{ label: shown(of.label), command: `/rsis ${of.command}` }] : []))

/** The sentence about words that an answer leaves out; empty if there are none. */
export const notUsed = (left: readonly string[]): string =>
  left.length === 0 ? '' : `Not used: “${left.map((part) => shown(part)).join('” and “')}”.`

const offerBlocks = ({ of, left }: Words['offers'][number]): readonly Block[] => [
  {
    type: 'text',
    text: ['command' in of ? `It may mean: ${of.label}. ${notUsed(left)}` : `It may be about this. ${notUsed(left)}`],
  },
  ...('command' in of
    ? [{ type: 'copy', text: `/rsis ${of.command}` } as const]
    : [{ type: 'text', text: [`${of.title?.text ?? ''}:`] } as const, ...of.blocks]),
]

/** What a command is about, in the concepts of words. */
const areas: readonly (readonly [verb: string, concepts: readonly string[]])[] = [
  ['digest', ['digest', 'cadence', 'zone', 'time', 'days', 'shift', 'period', 'empty', 'next']],
  ['mute', ['pause', 'resume', 'until', 'quiet', 'away', 'holiday']],
  ['filter', ['filter', 'limit', 'except', 'too_many']],
  ['watch', ['watch', 'watchn', 'alerting']],
  ['subscribe', ['sub', 'start', 'leaving', 'instant']],
  ['list', ['settings', 'channel', 'places', 'admin', 'twice']],
  ['cite', ['cite', 'format', 'copyright']],
  ['show', ['part', 'brief', 'length', 'ref']],
  ['quote', ['quoten', 'true']],
  ['dispute', ['wrong', 'disputed']],
  ['status', ['works', 'status', 'miss', 'feed', 'check']],
]
const mostAreas = 2

/** The help about what most words of a text are about. */
const helpOffers = (text: string): readonly { readonly label: string; readonly command: string }[] => {
  const telling = readSentence(text).tokens.filter(({ isSilent }) => !isSilent)
  return areas
    .map(([verb, concepts]) => ({ verb, count: telling.filter((token) => standsFor(token, ...concepts)).length }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count)
    .slice(0, mostAreas)
    .map(({ verb }) => ({ label: `Help: ${verb}`, command: `/rsis help ${verb}` }))
}

/** The answer to a line that is not understood with all of its words: what it may mean without some of them. */
export const notUnderstood = ({ typed, text, offers }: Words): Card => {
  const guide = offers.length > 0 ? [] : helpOffers(text)
  return {
    tone: 'problem',
    blocks: [
      {
        type: 'text',
        text: [`“${shown(typed)}” is not understood; nothing was changed, and nothing was searched for.`],
      },
      ...offers.flatMap(offerBlocks),
      ...(guide.length === 0 ? [] : [{ type: 'text', text: ['Words of it are about this:'] } as const]),
      ...guide.map(({ command }) => ({ type: 'copy', text: command }) as const),
    ],
    actions: [
      ...offerActions(offers),
      ...guide,
      ...searchOffer(text),
      ...(isOwn(text) ? [showList] : []),
      { label: 'Help', command: '/rsis help' },
    ],
  }
}

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

/** The answer to a question whose words no commentary has together: they may be about the program. */
export const nothingHolds = ({ offers }: Words, query: string): Card => ({
  title: { text: `No commentary has all of “${shown(query)}”` },
  blocks: [
    { type: 'text', text: ['Some have a part of these words. For what this program can do:'] },
    { type: 'copy', text: '/rsis help' },
  ],
  actions: [
    { label: 'What comes near', command: `/rsis search ${query}` },
    ...offerActions(offers),
    { label: 'Help', command: '/rsis help' },
  ],
})

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

/** The answer to a line that no reading fits: what is found of the words that name something, or that it is not understood. */
export const inParts = async (words: Words, asked: Asked): Promise<Card> => {
  const isOfBot = isOwn(words.text) || words.isInstruction || (words.isConditional && words.isYesNo)
  const queries = [words.topic, isOfBot ? undefined : tellingWords(words.text)]
  for (const query of queries) {
    if (query !== undefined && query !== '' && (await isHeld(query, asked.context)))
      return partlySearched(words, query, asked)
  }
  return notUnderstood(words)
}

/** The answer to several requests in one line: each is a button, and none runs before it is pressed. */
export const oneAtATime = (lines: readonly string[], left: readonly string[]): Card => ({
  title: { text: left.length === 0 ? 'One thing at a time, please' : 'Only a part of this is understood' },
  blocks: [
    ...(left.length === 0 ? [] : [{ type: 'text', text: [notUsed(left)] } as const]),
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
  const shows = named.flatMap((one) => (one.kind === 'found' ? [one.archived.commentary] : []))
  return {
    title: { text: `Not available: ${what}` },
    blocks: [
      { type: 'text', text: [instead] },
      { type: 'copy', text: command },
    ],
    actions: [...shows.slice(0, 3).map(offerShow), ...searchOffer(text), { label: 'Help', command: '/rsis help' }],
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
