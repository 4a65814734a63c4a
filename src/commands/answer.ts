import { parseQuery } from '../archive/query/parse.ts'
import { shown } from '../archive/query/text.ts'
import { search as searchArchive } from '../archive/search/search.ts'
import type { Action, Card } from '../card/card.ts'
import { UserError } from '../errors.ts'
import { authorsLike } from '../archive/store/completions.ts'
import { writeAudit } from '../subscriptions/store.ts'
import type { CommandContext, CommandDefinition } from './command.ts'
import { inWeekOrder } from '../subscriptions/cadence.ts'
import { shiftedTime } from '../subscriptions/schedule/parse-time.ts'
import { daysText } from './describe-days.ts'
import { describeCadence, describeFilter, describeTimes, gets } from './describe-subscription.ts'
import { feedSubscription, filterPreview } from './filter.ts'
import { isNamed, isReference, namedCommentary, numbersNamed } from './find-commentary.ts'
import { lastList, type LastList, rememberList, turnCommand } from './last-list.ts'
import { nearestVerb } from './nearest-verb.ts'
import type { Command } from './port.ts'
import { problemCard } from './problem-card.ts'
import { dayOf } from '../archive/query/dates.ts'
import { monthsAsFields } from './latest.ts'
import { search } from './search.ts'
import { show } from './show.ts'
import { isPronoun, type Turn } from './understand/list-words.ts'
import type { Choice } from './understand/wishes/index.ts'
import { definitionOf, type Meaning, splitVerb, understand, type Words } from './understand/understand.ts'

const notAllowed = (): UserError =>
  new UserError(
    'Permission',
    'only those who manage this channel may change what it gets',
    'ask one of them; searching and reading is for everybody',
  )

/** What an answer is made of: the commands there are, and who asks for one. */
type Asked = {
  readonly definitions: readonly CommandDefinition[]
  readonly context: CommandContext
  readonly command: Command
}

const runDefinition = async (
  definition: CommandDefinition,
  text: string,
  { context, command }: Asked,
): Promise<Card> => {
  if (definition.isManaging?.(text) !== true) return definition.run(text, context, command)
  const { place, person } = command
  if (!(await person.mayManage())) throw notAllowed()
  const card = await definition.run(text, context, command)
  await writeAudit(context.db, { place, person, command: `${definition.verb} ${text}`.trim() }, context.now())
  return { ...card, isShareable: false }
}

/** Runs a line that is a command. */
const runLine = async (line: string, asked: Asked): Promise<Card> => {
  const { verb, rest } = splitVerb(line)
  const definition = definitionOf(asked.definitions, verb)
  if (definition === undefined) throw new Error(`“${line}” is no command`)
  return runDefinition(definition, rest, asked)
}

/** The commentary that stands in a text, shown; undefined where none does. */
const shownCommentary = async (text: string, { context, command }: Asked): Promise<Card | undefined> => {
  const named = await namedCommentary(text, context)
  if (named.kind === 'nothing' || named.kind === 'several') return undefined
  const card = await show.run(named.kind === 'found' ? named.archived.commentary.id : named.id, context, command)
  const others = numbersNamed(text).filter((id) => !(card.commentaries ?? []).includes(id))
  const actions = others.slice(0, 3).map((id) => ({ label: `Show ${id}`, command: `/rsis show ${id}` }))
  return { ...card, actions: [...(card.actions ?? []), ...actions] }
}

/** A card with a small sentence on top. */
const withNote = (note: string, card: Card): Card => ({
  ...card,
  blocks: [{ type: 'text', text: [{ text: note, style: 'quiet' }] }, ...card.blocks],
})

const noList = (what: string): Card => ({
  title: { text: `${what} of which list?` },
  blocks: [
    { type: 'text', text: ['No list was shown to you here lately. One to begin with, and a page of it:'] },
    { type: 'copy', text: '/rsis latest' },
    { type: 'copy', text: '/rsis latest page:2' },
  ],
  actions: [{ label: 'The newest', command: '/rsis latest' }],
})

const turnPage = async (turn: Turn, list: LastList, asked: Asked): Promise<Card> => {
  const line = turnCommand(list, turn)
  if (line !== undefined) return answerText(line, asked)
  if (list.command === undefined) return noList('A page')
  const where = turn === 'next' || turn === 'last' ? 'This is the last page' : 'This is the first page'
  return { title: { text: `${where} of “${shown(list.command)}”` }, blocks: [], actions: pageActionsOf(list) }
}

const pageActionsOf = ({ pages }: LastList): Action[] =>
  Object.entries(pages).map(([label, command]) => ({ label, command }))

/** Runs a verb on rows of the list that the person saw last: `cite 2`, `1 and 3`. */
const onRows = async (
  verb: string,
  [first = 0, ...more]: readonly number[],
  list: LastList,
  asked: Asked,
  options = '',
): Promise<Card> => {
  if (list.command === undefined) return noList(`Number ${first}`)
  const id = list.rows[String(first)]
  if (id === undefined) {
    const numbers = Object.keys(list.rows)
    throw new UserError(
      'Number',
      `the list of “${shown(list.command)}” has shown no number ${first}`,
      `it has shown ${numbers[0]} to ${numbers.at(-1)}; next shows more`,
    )
  }
  const card = await runLine(`${verb} ${id}${options}`, asked)
  const actions = more
    .flatMap((number) => list.rows[String(number)] ?? [])
    .slice(0, 3)
    .map((other) => ({ label: `Show ${other}`, command: `/rsis show ${other}` }))
  return actions.length === 0 ? card : { ...card, actions: [...(card.actions ?? []), ...actions] }
}

/** What would change something is shown, and done when its button is pressed. */
const askFirst = async (
  { question, choices, filter, typed, isLess }: Extract<Meaning, { kind: 'ask' }>,
  { context, command, definitions }: Asked,
): Promise<Card> => {
  const isChange = ({ command: line }: { readonly command: string }): boolean => {
    const { verb, rest } = splitVerb(line)
    return definitionOf(definitions, verb)?.isManaging?.(rest) === true
  }
  if (choices.some(isChange) && !(await command.person.mayManage())) throw notAllowed()
  const before = await feedSubscription(context, command)
  const now =
    before && `Now ${gets(before.place).toLowerCase()} ${describeFilter(before.filter)}: ${describeTimes(before)}.`
  // What is left out is left out of what was let through.
  const kept = isLess === true && before !== undefined ? before.filter : ''
  const whole = choices.map((choice) =>
    kept === '' ? choice : { ...choice, command: choice.command.replace(/^filter /u, `filter ${kept} `) },
  )
  const preview = filter === undefined ? [] : await filterPreview(`${kept} ${filter}`.trim(), context).catch(() => [])
  const byAuthor = filter === undefined ? [] : await authorChoice(filter, whole, context)
  const isSearch = whole.some(({ command: line }) => line.startsWith('search '))
  const offered = [
    ...whole.slice(0, 1),
    ...byAuthor,
    ...whole.slice(1),
    ...(isSearch ? [] : [{ label: 'Search for these words', command: `search ${typed}` }]),
  ]
  return {
    title: { text: question },
    blocks: [
      ...(now === undefined ? [] : [{ type: 'text', text: [now] } as const]),
      { type: 'text', text: ['Nothing is changed yet. Press a button, or type:'] },
      ...offered.filter(isChange).map((choice) => ({ type: 'copy', text: `/rsis ${choice.command}` }) as const),
      ...preview,
    ],
    actions: offered.map(({ label, command: line }) => ({ label, command: `/rsis ${line}` })),
    isShareable: false,
  }
}

/** The digest as it is, but for some days or for the hour: asked, for the words do not name the digest. */
const adjustDigest = async (
  { add, drop, minutes, typed }: Extract<Meaning, { kind: 'adjust' }>,
  asked: Asked,
): Promise<Card> => {
  const before = (await feedSubscription(asked.context, asked.command))?.digest?.cadence
  if (before === undefined) return runLine('digest show', asked)
  const days = inWeekOrder([...before.days, ...add]).filter((day) => !drop.includes(day))
  if (days.length === 0) throw new UserError('Days', 'no day is left', 'for no digest: /rsis digest off')
  const times = before.times.map((time) => shiftedTime(time, minutes))
  const cadence = { ...before, days, times }
  const command = `digest set ${daysText(days)} ${times.join(',')} ${before.zone}`
  return askFirst(
    {
      kind: 'ask',
      question: `The digest ${describeCadence(cadence)}?`,
      choices: [{ label: 'Change the digest', command }],
      typed,
    },
    asked,
  )
}

/** The same for the author whom the words may name: `only lim`. */
const authorChoice = async (
  query: string,
  [first]: readonly Choice[],
  { db }: CommandContext,
): Promise<readonly Choice[]> => {
  if (first === undefined || !/^[\p{L}\p{M}'’. -]+$/u.test(query) || query.startsWith('-')) return []
  const words = query.toLowerCase().split(' ')
  const authors = (await authorsLike(db, query, 1)).filter((name) =>
    words.every((word) => name.toLowerCase().split(/[ -]/u).includes(word)),
  )
  const field = `author:${words.length > 1 ? `"${query}"` : query}`
  return authors.map((name) => ({ label: `By ${shown(name)}`, command: first.command.replace(query, field) }))
}

/** Whether the archive holds the very word, and not only one of its stem, so that it is a search and no mistyped command. */
const isKnownWord = async (word: string, { db }: CommandContext): Promise<boolean> => {
  const { hits } = await searchArchive(db, parseQuery(word), { limit: 5, offset: 0 })
  return hits.some(({ snippet }) => snippet.parts.some(({ text, isMatch }) => isMatch && text.toLowerCase() === word))
}

/** A word that is a slip away from a verb: asked back, unless the archive knows it. */
const mistyped = async (text: string, { definitions, context }: Asked): Promise<Card | undefined> => {
  const { word, verb, rest } = splitVerb(text)
  const near = nearestVerb(verb, definitions)
  if (near === undefined || (await isKnownWord(verb, context))) return undefined
  const meant = `/rsis ${near.verb} ${near.rest} ${rest}`.replaceAll(/ +/gu, ' ').trim()
  return problemCard(`“${shown(word)}” is not a command. Did you mean “${near.verb}”?`, {
    label: shown(meant),
    command: meant,
  })
}

const notUnderstood = (text: string, query: string): Card => ({
  tone: 'problem',
  blocks: [
    { type: 'text', text: [`“${shown(text)}” is not understood; nothing was changed, and nothing was searched for.`] },
    { type: 'text', text: [{ text: 'A command begins with its word, as in:', style: 'quiet' }] },
    { type: 'copy', text: '/rsis search nickel' },
    { type: 'copy', text: '/rsis subscribe weekdays 08:00' },
  ],
  actions: [
    { label: 'Search for these words', command: `/rsis search ${query}` },
    { label: 'Help', command: '/rsis help' },
  ],
})

/** Five figures among other words. */
const loneNumber = /(?:^|\s)#?(\d{5})(?=$|[\s?.,])/u

/** One commentary that a text asks for, by the narrowest reading of the words in which there is one so called. */
const onDocument = async (wishes: Words['documents'], list: LastList, asked: Asked): Promise<Card | undefined> => {
  for (const { verb, name, rows, options } of wishes) {
    if (rows !== undefined) return onRows(verb, rows, list, asked, options)
    const isShown = isPronoun(name) && list.shown !== undefined
    const id = isShown ? list.shown : name
    if (isPronoun(name) && !isShown) continue
    const named = await namedCommentary(loneNumber.exec(id ?? name)?.[1] ?? id ?? name, asked.context, {
      isLoose: verb !== 'show' || isNamed(name),
    })
    if (named.kind === 'found') return runLine(`${verb} ${named.archived.commentary.id}${options}`, asked)
    if (named.kind === 'missing') return runLine(`${verb} ${named.id}`, asked)
    if (verb !== 'show') return runLine(`${verb} ${name}`, asked)
  }
  return undefined
}

const english = (text: string): Card => ({
  title: { text: 'Please ask in English' },
  blocks: [
    { type: 'text', text: ['Commands and commentaries are in English; other languages are not understood.'] },
    { type: 'copy', text: '/rsis latest' },
  ],
  actions: [
    { label: 'Search for these words', command: `/rsis search ${text}` },
    { label: 'Help', command: '/rsis help' },
  ],
})

const notAvailable = async (
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
    actions: [
      ...shows.slice(0, 3).map((id) => ({ label: `Show ${id}`, command: `/rsis show ${id}` })),
      { label: 'Search for these words', command: `/rsis search ${text}` },
      { label: 'Help', command: '/rsis help' },
    ],
  }
}

/** The commentary that stands somewhere in the words, with a note where it stands among others. */
const namedInside = async ({ text, typed }: Words, asked: Asked): Promise<Card | undefined> => {
  const card = await shownCommentary(text, asked)
  const [id] = card?.commentaries ?? []
  if (card === undefined || id === undefined || numbersNamed(text).length === 0) return card
  const { word, rest } = splitVerb(text)
  if (isReference(word)) return card
  const words = isReference(rest) ? word : typed
  return withNote(`“${shown(words)}” is not a command; this is ${id}, which it names.`, card)
}

/** What a command says of words that are none of its own, with a search for them a button away. */
const ownRefusal = async (
  { definition, rest }: NonNullable<Words['command']>,
  text: string,
  asked: Asked,
): Promise<Card> => {
  try {
    return await runDefinition(definition, rest, asked)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return problemCard(`${error.field}: ${error.problem}; ${error.fix}.`, {
      label: 'Search for these words',
      command: `/rsis search ${text}`,
    })
  }
}

/** A text that is no command word for word: a commentary, a question, a mistyped command, an instruction, a search. */
const answerWords = async (words: Words, asked: Asked): Promise<Card> => {
  const { text, typed, documents, topic, missing, command } = words
  const { context } = asked
  const list = documents.length === 0 ? undefined : await lastList(context, asked.command)
  const ways = [
    async () => (isReference(text) ? show.run(text, context, asked.command) : undefined),
    async () => (list === undefined ? undefined : onDocument(documents, list, asked)),
    async () => namedInside(words, asked),
    async () =>
      topic === undefined ? undefined : search.run(monthsAsFields(topic, dayOf(context.now())), context, asked.command),
    async () => (missing === undefined ? undefined : notAvailable(missing, text, asked)),
    async () => (command === undefined ? undefined : ownRefusal(command, text, asked)),
    async () => mistyped(text, asked),
    async () => (words.isForeign ? english(text) : undefined),
    async () => (words.isInstruction ? notUnderstood(typed, text) : undefined),
  ]
  for (const way of ways) {
    const card = await way()
    if (card !== undefined) return card
  }
  return search.run(text, context, asked.command)
}

/** The answer to a text behind `/rsis`, whatever it is, and the command that it is the answer to. */
const answerText = async (line: string, asked: Asked): Promise<Card> => {
  const { context, command } = asked
  const meaning = understand(line, asked.definitions)
  const remembered = async (text: string, card: Card): Promise<Card> => {
    await rememberList(context, command, text, card)
    return card
  }
  switch (meaning.kind) {
    case 'run': {
      const { definition, rest, needsDigest } = meaning
      if (needsDigest === true && (await feedSubscription(context, command))?.digest === undefined)
        return runLine('digest show', asked)
      const card = await runDefinition(definition, rest, asked)
      // Turning its page runs a command again, so that one which changes something is never remembered.
      return definition.isManaging?.(rest) === true ? card : remembered(`${definition.verb} ${rest}`.trim(), card)
    }
    case 'ask':
      return askFirst(meaning, asked)
    case 'adjust':
      return adjustDigest(meaning, asked)
    case 'refuse':
      throw meaning.error
    case 'card':
      return meaning.card
    case 'turn':
      return turnPage(meaning.turn, await lastList(context, command), asked)
    case 'rows':
      return remembered('', await onRows(meaning.verb, meaning.rows, await lastList(context, command), asked))
    case 'text':
    default:
      return remembered(`search ${meaning.topic ?? meaning.text}`, await answerWords(meaning, asked))
  }
}

/** The card that answers a text behind `/rsis`. @throws UserError about what the person typed. */
export const answer = async (
  definitions: readonly CommandDefinition[],
  context: CommandContext,
  command: Command,
): Promise<Card> => answerText(command.text, { definitions, context, command })

/** Whether a text would change what a place receives, as it stands; what is asked about first changes nothing. */
export const changes = (definitions: readonly CommandDefinition[], text: string): boolean => {
  const meaning = understand(text, definitions)
  return meaning.kind === 'run' && meaning.definition.isManaging?.(meaning.rest) === true
}
