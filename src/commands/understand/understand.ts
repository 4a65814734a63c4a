import { shown } from '../../archive/query/text.ts'
import { UserError } from '../../errors.ts'
import type { CommandDefinition } from '../command.ts'
import { nearestVerb, otherVerbs } from '../nearest-verb.ts'
import { asCommand, asksForHelp, definitionOf, isSearching, runLine, splitVerb } from './command-line.ts'
import { readCondition } from './condition.ts'
import { disputed } from './disputed.ts'
import { documentRequests } from './documents.ts'
import { negations } from './intent.ts'
import { isInstruction, soundsLikeInstruction } from './instruction.ts'
import { isForeign } from './language.ts'
import { isPronoun, pageTurn, rowNumbers } from './list-words.ts'
import { longestRequest } from './longest-request.ts'
import { withoutManners, withoutThanks } from './manners.ts'
import type { Meaning, Offer, Words } from './meaning.ts'
import { isNamable, isOfProgram, isThin, strays } from './namable.ts'
import { readSentence, type Sentence, type Token } from './sentence.ts'
import { ImpossibleSchedule } from '../../subscriptions/schedule/impossible.ts'
import { parseSchedule } from '../../subscriptions/schedule/parse-schedule.ts'
import { hasSentences, requestsIn as partsIn } from './parts.ts'
import { askedSubject, unusedIn } from './subject.ts'
import { isSignAlone, tidy } from './tidy.ts'
import { standsFor } from './tokens.ts'
import { unavailable } from './unavailable.ts'
import { readRequest, readSubscription, requestsIn, type UserRequest } from './requests/index.ts'

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

/** At most this many meanings are offered. */
const mostOffered = 2

/** What a line may request without some of its words. */
const offersIn = (sentence: Sentence): readonly Offer[] => {
  const offers = new Map<string, Offer>()
  const isNegative = sentence.tokens.some((token) => standsFor(token, ...negations))
  for (const { meaning, left } of requestsIn(sentence)) {
    // What ends or leaves out something needs every word.
    if (isNegative && meaning.kind !== 'card' && !(meaning.kind === 'run' && meaning.command.startsWith('mute ')))
      continue
    const command =
      meaning.kind === 'run'
        ? { label: meaning.command, command: meaning.command }
        : meaning.kind === 'ask'
          ? meaning.choices[0]
          : undefined
    const of = meaning.kind === 'card' ? meaning.card : command
    const name = meaning.kind === 'card' ? 'card' : (command?.command.split(' ')[0] ?? '')
    if (of !== undefined && !offers.has(name)) offers.set(name, { of, left })
    if (offers.size === mostOffered) break
  }
  return [...offers.values()]
}

/** `how do I change the time`: the help about the command for it. */
const asHelp = (text: string, definitions: readonly CommandDefinition[]): Meaning | undefined => {
  const [, thing = '', things = thing] =
    /^(?:what(?:'s| is| are|'re)|explain|define) (?:an? (?:the )?(\p{L}+)|(\p{L}+s))(?: for)?$/iu.exec(text) ??
    /^what (?:does|do|is) (?:an? |the )?(\p{L}+) (?:do|mean|for)$/iu.exec(text) ??
    []
  const explained = [things, things.replace(/(?:es|s)$/u, '')].find(
    (one) => definitionOf(definitions, one) !== undefined,
  )
  if (explained !== undefined) return runLine(`help ${explained}`, definitions)
  const asked =
    /^how (?:(?:do|can|could|should|would) (?:i|we|one|people)|to|does one) (?:get it to |make it )?(.+)$/iu.exec(
      text,
    )?.[1]
  if (asked === undefined || /\d{5}/u.test(asked)) return undefined
  const sentence = readSentence(asked)
  const request =
    readRequest(sentence) ?? readRequest(readSentence(asked.replace(/^(?:get|receive|have|make)(?= )/iu, 'subscribe')))
  if (request?.kind === 'card') return { ...request, typed: text }
  const line =
    request?.kind === 'run' ? request.command : request?.kind === 'ask' ? request.choices[0]?.command : undefined
  const named = asked.split(' ').map((word) => definitionOf(definitions, word.toLowerCase()))
  const { verb } = splitVerb(
    request?.kind === 'adjust'
      ? 'digest'
      : (line ??
          named.find((one) => one !== undefined)?.verb ??
          offersIn(sentence).flatMap(({ of }) => ('command' in of ? of.command : []))[0] ??
          ''),
  )
  return verb === '' ? undefined : runLine(`help ${verb}`, definitions)
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

/** `thread the posts`. */
const isUnknownVerb = ({ text, tokens }: Sentence): boolean =>
  /^(?:\p{Ll}+ (?:the|my|our|your|this|that)|only|just) /u.test(text) && isThin(tokens.slice(1))

const isYesNo = ({ text, tokens }: Sentence): boolean =>
  /^(?:is|are|was|were|does|do|did|should|will|would|why|how(?! many))\b|\bwould (?:have|be|i|we)\b/iu.test(text) &&
  !/\b(?:any|anything|something|there|you)\b/iu.test(text) &&
  !tokens.some((token) => standsFor(token, 'docs', 'show', 'find', 'archive'))

/** With this many words, words that no commentary has together are a sentence rather than a subject. */
const longSubject = 6

const isBare = ({ text, tokens }: Sentence): boolean => {
  const telling = tokens.filter(({ isSilent }) => !isSilent)
  const known = telling.filter(({ concepts }) => concepts.size > 0 && !concepts.has('date') && !concepts.has('quote'))
  return (
    telling.length < longSubject &&
    !telling.some((token) => standsFor(token, 'only', 'also', 'except')) &&
    !/\b(?:any|some|every|no)(?:thing|body|one)?\b/iu.test(text) &&
    (known.length === 0 || (known.length === 1 && telling.length > 2))
  )
}

const isCondition = (token: Token): boolean =>
  isOfProgram(token) ||
  standsFor(token, 'depends', 'watchn', 'alerting', 'sub', 'digest', 'filter', 'works') ||
  /^(?:if|unless|than|until|most|least|more|less|fewer)$/u.test(token.word)

type InWords = Omit<Words, 'kind' | 'typed' | 'text' | 'command'>

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
    isBare: isBare(sentence),
    isConditional: unused.some((part) => readSentence(part).tokens.some(isCondition)),
    isEmpty:
      sentence.tokens.every(({ isSilent }) => isSilent) ||
      isUnknownVerb(sentence) ||
      (isThin(sentence.tokens) &&
        (sentence.isQuestion ||
          /^too /iu.test(sentence.text) ||
          sentence.tokens.filter(({ isSilent }) => !isSilent).length > 1)),
    missing: unavailable(sentence, isTold),
    isInstruction: isTold || (!isNamable(sentence) && standsFor(sentence.tokens[0], ...orders)),
    isForeign: isForeign(sentence.text),
    offers: offersIn(sentence),
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
  isBare: true,
  isConditional: false,
  isEmpty: false,
  missing: undefined,
  isInstruction: false,
  isForeign: false,
  offers: [],
}

/** A time with a mistake that the parser of schedules explains: `every first monday of the month`. */
const asSchedule = (sentence: Sentence): UserRequest | undefined => {
  const { text, tokens } = sentence
  const saysWhen = tokens.some((token) => standsFor(token, 'cadence', 'period', 'digest'))
  if (
    !saysWhen ||
    sentence.isQuestion ||
    standsFor(tokens[0], 'pause', 'not') ||
    unavailable(sentence, true) !== undefined
  )
    return undefined
  try {
    parseSchedule(text)
    return undefined
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return error instanceof ImpossibleSchedule ? { kind: 'refuse', error } : undefined
  }
}

/**
 * What a text after `/rsis` means. A line that is a command, word for word, is that command. Other lines get the first
 * reading that fits: a row or page of a list, or a request; anything else may name a commentary, ask about a subject, or be one.
 */
export const understand = (line: string, definitions: readonly CommandDefinition[]): Meaning =>
  read(line, definitions, false)

/** `isPart`: the text is one part of a line with several requests, so it is not split again. */
const read = (line: string, definitions: readonly CommandDefinition[], isPart: boolean): Meaning => {
  const typed = tidy(line)
  const text = withoutManners(typed)
  const { verb, rest } = splitVerb(text)
  const definition = definitionOf(definitions, verb)
  // A pasted text is not a request, and is not read word by word.
  const sentence = text.length <= longestRequest ? readSentence(text) : undefined
  const isShort = sentence !== undefined
  const ways = [
    () => {
      if (!isSignAlone(line)) return undefined
      const said = isDislike.test(line) ? 'bad' : isThanks.test(line) ? 'thanks' : 'help'
      return ofRequest(readRequest(readSentence(said)), typed, definitions)
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
    () => asHelp(text, definitions),
    () => {
      if (hasSentences(text)) return undefined
      const found = readRequest(sentence ?? readSentence(text)) ?? readRequest(readSentence(spoken(typed)))
      // `turn on dark mode`: what there is not is no subject.
      const subject = found?.kind === 'ask' ? found.filter : undefined
      const missing = subject === undefined ? undefined : unavailable(readSentence(text), true)
      return missing !== undefined && subject?.includes(missing.said) === true
        ? undefined
        : ofRequest(found, typed, definitions)
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
  for (const way of isShort && !isMistyped ? [...ways, ...inOwnWords] : ways) {
    const meaning = way()
    if (meaning !== undefined) return meaning
  }
  return { kind: 'text', typed, text, command, ...(isShort ? inWords(sentence) : pasted) }
}
