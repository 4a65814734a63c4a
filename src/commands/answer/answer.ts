import type { Card } from '../../card/card.ts'
import { UserError } from '../../errors.ts'
import type { CommandContext, CommandDefinition } from '../command.ts'
import { feedSubscription } from '../filter.ts'
import { isReference, namedCommentary, numbersNamed } from '../find-commentary.ts'
import { lastList, rememberList, turnCommand } from '../last-list.ts'
import type { Command } from '../port.ts'
import { problemCard } from '../problem-card.ts'
import { search } from '../search.ts'
import { show } from '../show.ts'
import type { Turn } from '../understand/list-words.ts'
import { isSubjectAlone } from '../understand/namable.ts'
import { definitionOf, takesCommentary } from '../understand/command-line.ts'
import type { Meaning, Words } from '../understand/meaning.ts'
import { readSentence, weightOfParts } from '../understand/sentence.ts'
import { isPlain, shortestProse, understand, understandUndivided } from '../understand/understand.ts'
import { channelIn, elsewhere } from '../understand/requests/index.ts'
import { adjustDigest, askFirst, saysMe } from './ask-first.ts'
import { withKnownNames } from './known-names.ts'
import { type Asked, isChange, runDefinition, runLine } from './asked.ts'
import { concernedCard, concernsOf } from './concerned.ts'
import { namedInside, onDocument, withMissing } from './documents.ts'
import { isSearch, isWhen, leavesWords, type Recognised, sure } from '../understand/concerns.ts'
import { isDoubtful, askedPhrase } from './phrase.ts'
import { english, isHeld, isNear, mistyped, notUsed, oneAtATime, ownRefusal, partlySearched } from './refusals.ts'
import { byModel } from './by-model.ts'
import { namesCard } from './names.ts'
import { noList, noPage, onRows, withOthers } from './rows.ts'
import { undoCard } from './undo.ts'

/** From this likeness on, a line that may also be the name of something is about a concern. */
const certain = 0.8

/** Whether the line has words of its own beside those of the nearest example. */
const leavesNames = ({ left }: Recognised): boolean => left.some((token) => !token.isSilent && !isWhen(token))

/** From this likeness on, a line is nearly the example itself. */
const sameWords = 0.85

/** The answer about the concern that a line surely has, by its command if that only reads and the line names nothing. */
const aboutConcern = async (words: Words, asked: Asked): Promise<Card> => {
  const concerns = concernsOf(words.concerns)
  const [best, ...others] = concerns
  const isAlone = best !== undefined && best.likeness >= sure && others.length === 0
  const isAnswered = isAlone && !best.hasSubject && !leavesNames(best)
  const line = isAnswered ? best.concern.runs : undefined
  return line === undefined ? concernedCard(words, concerns, asked) : answerText(line, asked)
}

/** The answer to a mistake, to which something may be added. */
const asProblem = (error: unknown): Card => {
  if (!(error instanceof UserError)) throw error
  return problemCard(error.sentence)
}

/** Searches for what a line asks about, and says what it leaves out. */
const aboutSubject = async (words: Words, topic: string, asked: Asked): Promise<Card | undefined> => {
  const query = await withKnownNames(topic, words.typed, asked.context)
  const isDoubtful = words.isQuestion && (words.unused.length > 0 || !query.includes('author:'))
  if (words.isGuess || (isDoubtful && (await isNear(query, asked.context)))) return undefined
  if (words.unused.length > 0 && !(await isHeld(query, asked.context))) return undefined
  if (weightOfParts([words.text]) < 2 * weightOfParts([words.unused.join(' ')])) return undefined
  const isWhole = words.unused.length === 0 && !words.isYesNo && isSubjectAlone(query) && query === topic
  try {
    const card = await (isWhole ? runDefinition(search, query, asked) : partlySearched(words, query, asked))
    return withMissing(words, card)
  } catch (error) {
    // Words that are a search only by accident: `last week or the week before`.
    if (error instanceof UserError) return undefined
    throw error
  }
}

/** Answers a text that is not literally a command: a commentary, a question, a mistyped command, an instruction, a search. */
const answerWords = async (words: Words, asked: Asked): Promise<Card> => {
  const { text, documents, topic, command, concerns } = words
  const { context } = asked
  const [best] = concerns
  // Words of the nearest example are no subject.
  const isOfExample = (one: Recognised): boolean =>
    one.likeness >= sure && one.left.every(({ word }) => topic?.toLowerCase().includes(word) !== true)
  const names = topic !== undefined && !words.isGuess && !(best !== undefined && isOfExample(best))
  // Words that may name a subject are searched for, unless the line is nearly the same as an example.
  const isSubject = words.isSubject || (names && !words.isQuestion)
  const isSure =
    best !== undefined &&
    best.likeness >= (!isSubject || !leavesNames(best) ? sure : leavesWords(best) ? sameWords : certain)
  const isCondition = names && /(?:^| )-\S| OR /u.test(topic)
  const isSearchFor = isSure && isSearch(best.concern) && leavesNames(best)
  const isOfBot =
    isSure &&
    !isSearchFor &&
    !isCondition &&
    !(best.likeness < certain && leavesWords(best) && names && words.unused.length === 0)
  const isShort = readSentence(text).tokens.filter(({ isSilent }) => !isSilent).length < shortestProse
  const isRefused = command !== undefined && isShort && !words.isQuestion && !takesCommentary(command.definition)
  const list = documents.length === 0 ? undefined : await lastList(context, asked.command)
  const ways = [
    async () => (isReference(text) ? runDefinition(show, text, asked) : undefined),
    // A whole title after the verb, whatever its words mean elsewhere.
    async () =>
      command !== undefined &&
      takesCommentary(command.definition) &&
      numbersNamed(command.rest).length === 0 &&
      (await namedCommentary(command.rest, context)).kind === 'found'
        ? runDefinition(command.definition, command.rest, asked)
        : undefined,
    async () => {
      const card = list && (await onDocument(documents, list, asked, isSure).catch(asProblem))
      return card && withMissing(words, card)
    },
    async () => {
      const card = await namedInside(words, asked).catch(asProblem)
      return card?.tone === 'problem' ? withMissing(words, card) : card
    },
    async () => (isRefused ? ownRefusal(command, text, asked) : undefined),
    async () => (isOfBot ? aboutConcern(words, asked) : undefined),
    async () => (topic === undefined || words.isConditional ? undefined : aboutSubject(words, topic, asked)),
    async () => (command === undefined || words.isQuestion || isSure ? undefined : ownRefusal(command, text, asked)),
    async () => mistyped(text, asked),
    async () => (words.isForeign ? english(text) : undefined),
    async () => (isSure ? aboutConcern(words, asked) : undefined),
    async () => {
      const channel = words.isInstruction ? channelIn(text) : undefined
      if (channel !== undefined) throw elsewhere(channel).error
      return undefined
    },
    async () =>
      !words.isInstruction && (words.isSubject || (words.isPlain && (await isHeld(text, context))))
        ? runDefinition(search, text, asked)
        : undefined,
  ]
  for (const way of ways) {
    const card = await way()
    if (card !== undefined) return card
  }
  return aboutConcern(words, asked)
}

/** The page of the list that the person saw last. */
const turnPage = async (turn: Turn, asked: Asked): Promise<Card> => {
  const list = await lastList(asked.context, asked.command)
  const line = turnCommand(list, turn)
  return line === undefined ? noPage(turn, list) : answerText(line, asked)
}

type Run = Extract<Meaning, { kind: 'run' }>

/** Whether somebody wants for themselves what a command changes for a whole channel: `unsubscribe me`. */
const isPersonal = ({ definition, rest }: Run, line: string): boolean =>
  definition.isManaging?.(rest) === true &&
  (definition.verb === 'subscribe' ? rest !== '' && saysMe(line) : /\b(?:me|myself)\b/iu.test(line))

/** The words without whom they are for: the button would ask again. */
const withoutMe = (text: string): string => text.replaceAll(/\s*\b(?:for )?(?:me|myself|my)\b/giu, '').trim()

const forChannel = ({ definition, rest }: Run, typed: string) =>
  ({
    kind: 'ask',
    question: 'Do this for the channel, for everybody in it?',
    choices: [{ label: 'Do it for the channel', command: `${definition.verb} ${withoutMe(rest)}`.trim() }],
    typed,
  }) as const

/** The words after a command, with `them` replaced by the search of the list that the person saw last; undefined if there is none. */
const withListMeant = async ({ definition, rest }: Run, asked: Asked): Promise<string | undefined> => {
  const pronoun = /^them(?= as | format:|$)/u
  if (definition.verb !== 'export' || !pronoun.test(rest)) return rest
  const { command, shown: one } = await lastList(asked.context, asked.command)
  const query =
    /^(?:search|latest|export) (?<query>.+)$/u.exec(command ?? '')?.groups?.['query'] ??
    (command === undefined ? one : 'since:1990')
  return query === undefined ? undefined : rest.replace(pronoun, query)
}

/** Answers a single request that only reads, and says what else the line has; several requests, or a change, are buttons. */
const answerSeveral = async (
  text: string,
  { lines, left }: Extract<Meaning, { kind: 'several' }>,
  asked: Asked,
): Promise<Card> => {
  const line = lines.at(-1) ?? ''
  const titles = lines.map((one) => {
    const meaning = understand(one, asked.definitions)
    return meaning.kind === 'card' ? meaning.card.title?.text : one
  })
  if (new Set(titles).size > 1 || changes(asked.definitions, line))
    return oneAtATime(lines, left, asked) ?? answerText(text, asked, understandUndivided(text, asked.definitions))
  const card = await answerText(line, asked)
  return left.length === 0 ? card : { ...card, blocks: [{ type: 'text', text: [notUsed(left)] }, ...card.blocks] }
}

/** The answer to any text after `/rsis`, and the command that it answers. */
const answerText = async (
  line: string,
  asked: Asked,
  meaning: Meaning = understand(line, asked.definitions),
): Promise<Card> => {
  const { context, command } = asked
  const remembered = async (text: string, card: Card): Promise<Card> => {
    await rememberList(context, command, text, card)
    return card
  }
  switch (meaning.kind) {
    case 'run': {
      const { definition, needsDigest } = meaning
      const rest = await withListMeant(meaning, asked)
      if (rest === undefined) return noList('A file')
      if (needsDigest === true && (await feedSubscription(context, command))?.digest === undefined)
        return runLine('digest show', asked)
      if (isPersonal(meaning, line) && command.place.isDirect !== true)
        return askFirst(forChannel(meaning, line), asked)
      if (await isDoubtful(definition, rest, asked)) return askedPhrase(definition, rest, asked)
      const [, ...others] = takesCommentary(definition) ? numbersNamed(rest) : []
      const card = withOthers(
        await runDefinition(definition, rest, asked),
        definition.verb,
        definition.verb === 'cite' ? [] : others,
      )
      // Turning a page runs the command again, so a command that changes something is never remembered.
      return isChange(definition, rest) ? card : remembered(`${definition.verb} ${rest}`.trim(), card)
    }
    case 'ask':
      return askFirst(meaning, asked)
    case 'adjust':
      return adjustDigest(meaning, asked)
    case 'refuse':
      throw meaning.error
    case 'card': {
      const { card, ofShown } = meaning
      const last = ofShown === undefined ? undefined : (await lastList(context, command)).shown
      return last === undefined ? card : runLine(`${ofShown} ${last}`, asked)
    }
    case 'names':
      return namesCard(meaning, asked)
    case 'undo':
      return undoCard(asked)
    case 'several':
      return answerSeveral(line, meaning, asked)
    case 'turn':
      return turnPage(meaning.turn, asked)
    case 'rows':
      return remembered(
        '',
        await onRows(meaning.verb, meaning.rows, await lastList(context, command), asked, meaning.options),
      )
    case 'text':
    default:
      return remembered(`search ${meaning.topic ?? meaning.text}`, await answerWords(meaning, asked))
  }
}

/** The card that answers a text after `/rsis`. @throws UserError about a mistake in the text. */
export const answer = async (
  definitions: readonly CommandDefinition[],
  context: CommandContext,
  command: Command,
): Promise<Card> => {
  const { text } = command
  const asked = { definitions, context, command }
  if (context.interpret !== undefined && !isPlain(text, definitions)) {
    const acts = {
      run: (line: string) => answerText(line, asked),
      changes: (line: string) => changes(definitions, line),
    }
    const card = await byModel(text, asked, acts)
    if (card !== undefined) return card
  }
  return answerText(text, asked)
}

/** Whether a text would change something at once; a request that the bot asks about first changes nothing. */
export const changes = (definitions: readonly CommandDefinition[], text: string): boolean => {
  const meaning = understand(text, definitions)
  if (meaning.kind === 'run') return isChange(meaning.definition, meaning.rest)
  if (meaning.kind !== 'rows') return false
  // `requeue 2`: the second row of the list.
  const definition = definitionOf(definitions, meaning.verb)
  return definition !== undefined && isChange(definition, meaning.rows.join(' '))
}
