import { shown } from '../../archive/query/text.ts'
import { UserError } from '../../errors.ts'
import { once } from '../../once.ts'
import type { CommandDefinition } from '../command.ts'
import { isReference } from '../find-commentary.ts'
import { nearestVerb, otherVerbs } from '../nearest-verb.ts'
import {
  asCommand,
  asksForHelp,
  definitionOf,
  isSearching,
  runLine,
  splitVerb,
  takesCommentary,
} from './command-line.ts'
import { isQuery, readCondition, withPlainAuthors } from './condition.ts'
import { disputed } from './disputed.ts'
import { documentRequests } from './documents.ts'
import { isInstruction, soundsLikeInstruction } from './instruction.ts'
import { isForeign } from './language.ts'
import { isPronoun, pageTurn, rowNumbers } from './list-words.ts'
import { longestRequest } from './longest-request.ts'
import { withoutManners, withoutThanks } from './manners.ts'
import { isContradicted, leavesWords, type Recognised, recognise, sure } from './concerns.ts'
import type { Meaning, Words } from './meaning.ts'
import { isNamable, isOfProgram, isSubjectAlone, strays } from './namable.ts'
import { readSentence, type Sentence, type Token } from './sentence.ts'
import { ImpossibleSchedule } from '../../subscriptions/schedule/impossible.ts'
import { parseSchedule } from '../../subscriptions/schedule/parse-schedule.ts'
import { hasSentences, requestsIn as partsIn } from './parts.ts'
import { askedSubject, unusedIn } from './subject.ts'
import { isSignAlone, tidy } from './tidy.ts'
import { standsFor, weightOf } from './tokens.ts'
import { readRequest, readSubscription, type UserRequest } from './requests/index.ts'

/** Verbs that ask for a change. */
const orders = 'alerting watch start stop leaving change pause resume filter limit'.split(' ')

const noFlag = (flag: string): UserError =>
  new UserError('Option', `“${shown(flag)}” is not known`, 'options are written as page:2; see /rsis help')

const ofRequest = (
  request: UserRequest | undefined,
  typed: string,
  definitions: readonly CommandDefinition[],
): Meaning | undefined => {
  if (request === undefined) return undefined
  if (request.kind !== 'run') return { ...request, typed }
  const meaning = runLine(request.command, definitions)
  return request.needsDigest === true && meaning?.kind === 'run' ? { ...meaning, needsDigest: true } : meaning
}

/** The text with its polite words, without punctuation around it. */
const spoken = (typed: string): string => typed.replaceAll(/^[\s/-]+|[\s.,!?]+$/gu, '').replaceAll('’', "'")

/** With this many words, words in quotation marks are a quotation whose source somebody wants to know. */
const wholeSentence = 8

const isThanks =
  /[👍👏🙏🙌💯❤♥😀😃😄😁😊🙂😉😍🥰🤩😎👌✅✔🎉🤝💪]|^:(?:\+1|thumbsup|pray|tada|clap|heart|ok_hand|white_check_mark|smile|slightly_smiling_face):$/u
const isDislike = /[👎😞😡😠🙁☹❌😕🤦]/u

const asTurn = (text: string): Meaning | undefined => {
  const rows = rowNumbers(text)
  if (rows !== undefined) return { kind: 'rows', verb: 'show', rows, options: '' }
  const turn = pageTurn(text)
  return turn === undefined ? undefined : { kind: 'turn', turn }
}

/** Whether the command reads the words after its verb, so that its own sentence explains what is wrong with them. */
const takesWords = (definition: CommandDefinition): boolean =>
  !isSearching(definition) &&
  definition.isChanging === undefined &&
  (definition.actions !== undefined || definition.options.some(({ writing }) => writing !== 'channel'))

/** The subject of a request about a commentary, if no commentary has that name. */
const subjectOf = (documents: Words['documents']): string | undefined => {
  const name = documents.find(({ isSubject }) => isSubject)?.name
  if (name === undefined || isPronoun(name) || soundsLikeInstruction(name)) return undefined
  const sentence = readSentence(name)
  return isNamable(sentence) ? (askedSubject(sentence)?.query ?? readCondition(name)?.query) : undefined
}

const isYesNo = ({ text, tokens }: Sentence): boolean =>
  /^(?:is|are|was|were|does|do|did|should|will|would|why|how(?! many))\b|\bwould (?:have|be|i|we)\b/iu.test(text) &&
  !/\b(?:any|anything|something|there|you)\b/iu.test(text) &&
  !tokens.some((token) => standsFor(token, 'docs', 'show', 'find', 'archive'))

const isCondition = (token: Token): boolean =>
  isOfProgram(token) ||
  standsFor(token, 'depends', 'watchn', 'alerting', 'once', 'sub', 'digest', 'filter', 'works') ||
  /^(?:if|unless|than|until|most|least|more|less|fewer)$/u.test(token.word)

type InWords = Omit<Words, 'kind' | 'typed' | 'text' | 'command' | 'concerns'>

const inWords = (sentence: Sentence): InWords => {
  const isTold = isInstruction(sentence)
  const documents = documentRequests(sentence)
  const subject = askedSubject(sentence)
  const topic = subject?.query ?? subjectOf(documents)
  const unused = unusedIn(sentence, topic ?? '')
  return {
    documents,
    topic,
    isGuess: subject?.isGuess ?? false,
    unused,
    isQuestion: sentence.isQuestion,
    isYesNo: isYesNo(sentence),
    isSubject: isNamable(sentence),
    isPlain: strays(sentence).length === 0,
    isConditional: unused.some((part) => readSentence(part).tokens.some(isCondition)),
    isInstruction: isTold || (!isNamable(sentence) && standsFor(sentence.tokens[0], ...orders)),
    isForeign: isForeign(sentence.text),
  }
}

const pasted: InWords = {
  documents: [],
  topic: undefined,
  isGuess: false,
  unused: [],
  isQuestion: false,
  isYesNo: false,
  isSubject: true,
  isPlain: true,
  isConditional: false,
  isInstruction: false,
  isForeign: false,
}

/** A time with a mistake that the parser of schedules explains: `every first monday of the month`. */
const asSchedule = (sentence: Sentence): UserRequest | undefined => {
  const { text, tokens } = sentence
  const when = tokens.filter((token) => standsFor(token, 'cadence', 'period', 'digest'))
  if (weightOf(when) * 2 < weightOf(tokens) || sentence.isQuestion || standsFor(tokens[0], 'pause', 'not'))
    return undefined
  try {
    parseSchedule(text)
    return undefined
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return error instanceof ImpossibleSchedule ? { kind: 'refuse', error } : undefined
  }
}

/** With fewer words, a line that begins with a verb is a command, not a sentence. */
export const shortestProse = 4

/** Whether a command that takes any words may be the beginning of a sentence: `claim 2 in the post is wrong`. */
const mayBeProse = (meaning: Meaning, { tokens }: Sentence): boolean =>
  meaning.kind === 'run' &&
  meaning.definition.verb !== 'search' &&
  !isQuery(meaning.rest) &&
  (isSearching(meaning.definition) || takesCommentary(meaning.definition)) &&
  tokens.length >= shortestProse

/** The verbs of what a single reading does or offers; none for a fixed answer, which does nothing. */
const verbsOf = (meaning: Meaning): readonly string[] => {
  switch (meaning.kind) {
    case 'run':
      return [meaning.definition.verb]
    case 'ask':
      return meaning.choices.map(({ command }) => splitVerb(command).verb)
    case 'adjust':
      return ['digest']
    case 'refuse':
      return meaning.error instanceof ImpossibleSchedule ? ['digest', 'subscribe'] : []
    case 'undo':
      return [meaning.kind]
    case 'card':
    case 'names':
    case 'rows':
    case 'several':
    case 'text':
    case 'turn':
    default:
      return []
  }
}

/** What several questions about the bot are about; undefined if any of them is a command. */
const questionsIn = (meanings: readonly Meaning[]): readonly Recognised[] | undefined => {
  const found = meanings.flatMap((one) => (one.kind === 'text' ? one.concerns.slice(0, 1) : []))
  return meanings.length > 1 && found.length === meanings.length
    ? found.filter(({ concern }, at) => found.findIndex((other) => other.concern === concern) === at)
    : undefined
}

/** Whether a line needs no interpretation: it is a command word for word, a row or page of a list, or one subject to search for. */
export const isPlain = (line: string, definitions: readonly CommandDefinition[]): boolean => {
  const text = tidy(line)
  if (text === '' || isSignAlone(line) || text.length > longestRequest || asTurn(text) !== undefined) return true
  const sentence = readSentence(text)
  const meaning = asCommand(text, definitions)
  if (meaning !== undefined) return !mayBeProse(meaning, sentence)
  if (isReference(text)) return true
  const [best] = recognise(sentence)
  const isAbout = best !== undefined && best.likeness >= sure
  const hasMore = sentence.tokens.some((token) => standsFor(token, 'not', 'except')) || strays(sentence).length > 0
  return !isAbout && !hasMore && /^[\p{L}\p{M}\p{N}\s'’"“”.-]+$/u.test(text) && isSubjectAlone(text)
}

/**
 * What a text after `/rsis` means. A line that is a command, word for word, is that command. Other lines get the first
 * reading that fits: a row or page of a list, or a request; anything else may name a commentary, ask about a subject, or be one.
 */
export const understand = (line: string, definitions: readonly CommandDefinition[]): Meaning =>
  read(line, definitions, false)

/** What a text means as one request or question, which is not divided into several. */
export const understandUndivided = (line: string, definitions: readonly CommandDefinition[]): Meaning =>
  read(line, definitions, true)

/** `isPart`: the text is one part of a line with several requests, so it is not split again. */
const read = (line: string, definitions: readonly CommandDefinition[], isPart: boolean): Meaning => {
  const typed = tidy(line)
  const text = withPlainAuthors(withoutManners(typed))
  const { verb, rest } = splitVerb(text)
  const definition = definitionOf(definitions, verb)
  // A pasted text is not a request, and is not read word by word.
  const sentence = text.length <= longestRequest ? readSentence(text) : undefined
  const isShort = sentence !== undefined
  const ways = [
    () => {
      if (!isSignAlone(line)) return undefined
      const said = isDislike.test(line) ? 'bad' : isThanks.test(line) ? 'thanks' : 'help'
      return read(said, definitions, true)
    },
    () => (typed === '' || text === '' ? runLine('help', definitions) : undefined),
    () => (isShort ? asTurn(text) : undefined),
    () =>
      /^"[^"]+"$/u.test(text) && text.split(' ').length >= wholeSentence
        ? runLine(`quote ${text}`, definitions)
        : undefined,
    () => asCommand(withoutThanks(typed), definitions),
    () => (text === typed ? undefined : asCommand(text, definitions)),
  ]
  const command =
    definition !== undefined && verb === definition.verb && takesWords(definition) ? { definition, rest } : undefined
  const inOwnWords = [
    () => ofRequest(disputed(text), typed, definitions),
    () => {
      if (hasSentences(text)) return undefined
      return ofRequest(
        readRequest(sentence ?? readSentence(text)) ?? readRequest(readSentence(spoken(typed))),
        typed,
        definitions,
      )
    },
    () => (definition?.verb === 'subscribe' ? ofRequest(readSubscription(rest), typed, definitions) : undefined),
    () => {
      const parts = isPart ? undefined : partsIn(text, (part) => read(part, definitions, true))
      // A command explains itself what is wrong with its words.
      return command !== undefined && text.startsWith(parts?.left[0] ?? ' ') ? undefined : parts
    },
    () => (isShort ? ofRequest(asSchedule(sentence), typed, definitions) : undefined),
  ]
  const flag = / (--\p{L}[\p{L}-]+)/u.exec(text)?.[1]
  if (flag !== undefined && !asksForHelp(verb, rest)) return { kind: 'refuse', error: noFlag(flag), typed }
  const first = sentence?.tokens[0]
  const isMistyped =
    first?.concepts.size === 0 &&
    !first.isSilent &&
    nearestVerb(verb, [...definitions.map((one) => one.verb), ...otherVerbs]) !== undefined
  const recognised = once(() => (sentence === undefined ? [] : recognise(sentence)))
  for (const way of ways) {
    const meaning = way()
    if (meaning === undefined) continue
    const isClear = sentence === undefined || isPart || !mayBeProse(meaning, sentence)
    if (isClear || !isContradicted(verbsOf(meaning), recognised(), false)) return meaning
    break
  }
  const concerns = isMistyped ? [] : recognised()
  const [best] = concerns
  const isSure = best !== undefined && best.likeness >= sure && !leavesWords(best)
  let several: readonly Recognised[] | undefined
  for (const way of isShort && !isMistyped ? inOwnWords : []) {
    const meaning = way()
    if (meaning === undefined) continue
    const isWhole = meaning.kind !== 'several' && meaning.kind !== 'refuse'
    const parts = meaning.kind === 'several' ? meaning.lines.map((line) => read(line, definitions, true)) : [meaning]
    if (meaning.kind === 'several') {
      // An example of the whole line says more than its parts, unless each of them is a command.
      if (isSure && (meaning.left.length > 0 || parts.some(({ kind }) => kind === 'text'))) break
      several = questionsIn(parts)
      if (several !== undefined) break
    }
    if (!isContradicted(parts.flatMap(verbsOf), concerns, isWhole)) return meaning
    break
  }
  return {
    kind: 'text',
    typed,
    text,
    command,
    concerns: several ?? concerns,
    ...(isShort ? inWords(sentence) : pasted),
  }
}
