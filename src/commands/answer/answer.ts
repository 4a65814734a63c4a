import type { Card } from '../../card/card.ts'
import type { CommandContext, CommandDefinition } from '../command.ts'
import { once } from '../../once.ts'
import { feedSubscription } from '../filter.ts'
import { isReference, namedCommentary, numbersNamed } from '../find-commentary.ts'
import { lastList, rememberList, turnCommand } from '../last-list.ts'
import type { Command } from '../port.ts'
import { search } from '../search.ts'
import { show } from '../show.ts'
import type { Turn } from '../understand/list-words.ts'
import { isSubjectAlone } from '../understand/namable.ts'
import { takesCommentary } from '../understand/command-line.ts'
import type { Meaning, Words } from '../understand/meaning.ts'
import { understand } from '../understand/understand.ts'
import { channelIn, elsewhere } from '../understand/requests/index.ts'
import { adjustDigest, askFirst, saysMe } from './ask-first.ts'
import { withKnownNames } from './known-names.ts'
import { type Asked, isChange, runDefinition, runLine } from './asked.ts'
import { namedInside, onDocument, withMissing } from './documents.ts'
import { isDoubtful, askedPhrase } from './phrase.ts'
import {
  english,
  inParts,
  isHeld,
  isNear,
  nothingHolds,
  mistyped,
  notAvailable,
  notUnderstood,
  notUsed,
  oneAtATime,
  ownRefusal,
  partlySearched,
} from './refusals.ts'
import { namesCard } from './names.ts'
import { noList, noPage, onRows, withOthers } from './rows.ts'
import { undoCard } from './undo.ts'

/** Whether a request asks for nothing but something that this program does not have. */
const isOnlyMissing = ({ missing, isInstruction, isGuess }: Words, topic: string): boolean =>
  missing !== undefined &&
  (((missing.isFirst || isInstruction) && missing.said.includes(topic)) ||
    (missing.isFirst && (isGuess || topic.startsWith(missing.said))))

/** Answers a text that is not literally a command: a commentary, a question, a mistyped command, an instruction, a search. */
const answerWords = async (words: Words, asked: Asked): Promise<Card> => {
  const { text, typed, documents, topic, missing, command } = words
  const { context } = asked
  const list = documents.length === 0 ? undefined : await lastList(context, asked.command)
  const isTextHeld = once(() => isHeld(text, context))
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
      const card = list && (await onDocument(documents, list, asked))
      return card && withMissing(words, documents.map(({ name }) => name).join(' '), card)
    },
    async () => namedInside(words, asked),
    async () => {
      if (topic === undefined || isOnlyMissing(words, topic)) return undefined
      if (words.isConditional) return notUnderstood(words)
      const query = await withKnownNames(topic, typed, context)
      if (words.isQuestion && !query.includes('author:') && (await isNear(query, context)))
        return nothingHolds(words, query)
      if (words.isGuess || (words.isQuestion && words.unused.length > 0))
        return inParts({ ...words, topic: query }, asked)
      const card =
        words.unused.length > 0 || words.isYesNo || !isSubjectAlone(query) || query !== topic
          ? partlySearched(words, query, asked)
          : runDefinition(search, query, asked)
      return withMissing(words, topic, await card)
    },
    async () => (missing === undefined ? undefined : notAvailable(missing, text, asked)),
    async () => {
      if (command === undefined || words.isQuestion) return undefined
      return words.offers.length > 0 ? notUnderstood(words) : ownRefusal(command, text, asked)
    },
    async () => mistyped(text, asked),
    async () => (words.isForeign ? english(text) : undefined),
    async () => {
      const channel = words.isInstruction ? channelIn(text) : undefined
      if (channel !== undefined) throw elsewhere(channel).error
      return undefined
    },
    async () => (words.isInstruction || words.isEmpty ? notUnderstood(words) : undefined),
    async () => (words.isSubject || (words.isPlain && (await isTextHeld())) ? undefined : inParts(words, asked)),
  ]
  for (const way of ways) {
    const card = await way()
    if (card !== undefined) return card
  }
  // Words of requests, such as `author`, among others: a name if a text has it, a request otherwise.
  const isPhrase = words.isBare || (!words.isEmpty && words.isPlain && (await isTextHeld()))
  return isPhrase ? runDefinition(search, text, asked) : inParts(words, asked)
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

const forChannel = ({ definition, rest }: Run, typed: string) =>
  ({
    kind: 'ask',
    question: 'Do this for the channel, for everybody in it?',
    choices: [{ label: 'Do it for the channel', command: `${definition.verb} ${rest}`.trim() }],
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
const answerSeveral = async ({ lines, left }: Extract<Meaning, { kind: 'several' }>, asked: Asked): Promise<Card> => {
  const line = lines.at(-1) ?? ''
  const titles = lines.map((one) => {
    const meaning = understand(one, asked.definitions)
    return meaning.kind === 'card' ? meaning.card.title?.text : one
  })
  if (new Set(titles).size > 1 || changes(asked.definitions, line)) return oneAtATime(lines, left)
  const card = await answerText(line, asked)
  return left.length === 0 ? card : { ...card, blocks: [{ type: 'text', text: [notUsed(left)] }, ...card.blocks] }
}

/** The answer to any text after `/rsis`, and the command that it answers. */
const answerText = async (line: string, asked: Asked): Promise<Card> => {
  const { context, command } = asked
  const meaning = understand(line, asked.definitions)
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
      return answerSeveral(meaning, asked)
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
): Promise<Card> => answerText(command.text, { definitions, context, command })

/** Whether a text would change something at once; a request that the bot asks about first changes nothing. */
export const changes = (definitions: readonly CommandDefinition[], text: string): boolean => {
  const meaning = understand(text, definitions)
  if (meaning.kind === 'several') return false
  return meaning.kind === 'run' && isChange(meaning.definition, meaning.rest)
}
