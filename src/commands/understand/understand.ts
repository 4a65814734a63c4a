import { shown } from '../../archive/query/text.ts'
import type { Card } from '../../card/card.ts'
import { UserError } from '../../errors.ts'
import { isSchedule } from '../../subscriptions/schedule/parse-schedule.ts'
import type { CommandDefinition } from '../command.ts'
import { isReference } from '../find-commentary.ts'
import { readCondition } from './condition.ts'
import { spelledOut } from './contractions.ts'
import { talkOnly } from './conversation.ts'
import { type DocumentWish, documentWishes, inStyle, styleIn } from './documents.ts'
import { isForeign } from './language.ts'
import { isPronoun, pageTurn, rowNumbers, type Turn } from './list-words.ts'
import { withoutManners, withoutThanks } from './manners.ts'
import { longestWish } from './longest-wish.ts'
import { newestCommand } from './newest.ts'
import { splitRequest } from './request.ts'
import { smallTalk } from './small-talk.ts'
import { isSignAlone, tidy } from './tidy.ts'
import { askedTopic } from './topic.ts'
import { soundsLikeInstruction, unavailable } from './unavailable.ts'
import { channelIn, elsewhere, readSubscription, readWish, type Wish } from './wishes/index.ts'

/** What a text behind `/rsis` means, as far as its words say without looking into the archive. */
export type Meaning =
  | {
      readonly kind: 'run'
      readonly definition: CommandDefinition
      readonly rest: string
      /** Only where there is a digest to be changed. */
      readonly needsDigest?: true
    }
  | (Extract<Wish, { kind: 'ask' | 'adjust' | 'refuse' }> & { readonly typed: string })
  | { readonly kind: 'card'; readonly card: Card }
  | { readonly kind: 'turn'; readonly turn: Turn }
  /** Several things at once, each a line of its own. */
  | { readonly kind: 'several'; readonly lines: readonly string[] }
  | { readonly kind: 'rows'; readonly verb: string; readonly rows: readonly number[]; readonly options: string }
  | Words

/** A text that is a command only if nothing in it names a commentary, or none at all. */
export type Words = {
  readonly kind: 'text'
  readonly typed: string
  /** Without the words that only ask politely. */
  readonly text: string
  readonly documents: readonly (DocumentWish & { readonly rows: readonly number[] | undefined })[]
  /** What a question asks about. */
  readonly topic: string | undefined
  readonly missing: ReturnType<typeof unavailable>
  readonly isInstruction: boolean
  readonly isForeign: boolean
  /** The command that the first word names, where its words are none of that command’s. */
  readonly command: { readonly definition: CommandDefinition; readonly rest: string } | undefined
}

const noFlag = (flag: string): UserError =>
  new UserError('Option', `“${shown(flag)}” is not known`, 'options are written as page:2; see /rsis help')

/** A verb without the signs that people put around a word. */
const verbOf = (word: string): string => word.toLowerCase().replaceAll(/^[/"“‘']+|[.,!?:"”’']+$/gu, '')

/** The verb in small letters, and what stands behind it. */
export const splitVerb = (line: string): { readonly word: string; readonly verb: string; readonly rest: string } => {
  const [word = '', ...others] = line.replace(/^\/rsis ?/iu, '').split(' ')
  return { word, verb: word === '?' ? word : verbOf(word), rest: others.join(' ') }
}

export const definitionOf = (definitions: readonly CommandDefinition[], verb: string): CommandDefinition | undefined =>
  definitions.find((candidate) => candidate.verb === verb || candidate.synonyms.includes(verb))

/** Whether a person asks how a command works: `digest help`, `search --help`, `watch ?`. */
const asksForHelp = (verb: string, rest: string): boolean =>
  /^(?:[-\u2010-\u2015]{1,2}h(?:elp)?|\?)$/iu.test(rest) || (verb !== 'search' && /^help$/iu.test(rest))

/** A line that is a command, word for word; undefined where its words are none of the command’s. */
const asCommand = (line: string, definitions: readonly CommandDefinition[]): Meaning | undefined => {
  const { verb, rest } = splitVerb(line)
  const definition = definitionOf(definitions, verb)
  const help = definitionOf(definitions, 'help')
  if (definition === undefined || help === undefined) return undefined
  if (asksForHelp(verb, rest)) return { kind: 'run', definition: help, rest: definition.verb }
  const takesCommentary = definition.options.some(({ completes }) => completes === 'commentary')
  const rows = takesCommentary ? rowNumbers(rest.replace(inStyle, '')) : undefined
  if (rows !== undefined) return { kind: 'rows', verb: definition.verb, rows, options: styleIn(definition.verb, rest) }
  if (definition.verb === 'search' && isReference(rest)) return runLine(`show ${rest}`, definitions)
  const channel = definition.isManaging?.(rest) === true ? channelIn(rest) : undefined
  if (channel !== undefined) return { ...elsewhere(channel), typed: line }
  return definition.reads?.(rest, verb) === false ? undefined : { kind: 'run', definition, rest }
}

const runLine = (line: string, definitions: readonly CommandDefinition[]): Meaning | undefined => {
  const { verb, rest } = splitVerb(line)
  const definition = definitionOf(definitions, verb)
  return definition && { kind: 'run', definition, rest }
}

const saysWhole = /^(?:(?:a |the )?(?:daily|weekly|weekdays?|weekends?)|every|each|digest)\b|\bdigests?\b/iu
const saysWhat =
  /\b(?:only|just|about|on|regarding|except|but|not|without|by|articles?|commentaries|pieces|stuff|news|updates)\b/iu
const saysHowOften =
  /\b(?:every|each|daily|weekly|weekdays?|weekends?|digest|(?:mon|tues|wednes|thurs|fri|satur|sun)days)\b/iu

/** When a digest should come, said without a verb: at once where it is said whole, else asked. */
const asSchedule = (text: string): Wish | undefined => {
  if (isSchedule(text)) {
    if (/^(?:19|20)\d\d$/u.test(text)) return undefined
    if (saysWhole.test(text)) return { kind: 'run', command: `subscribe ${text}` }
    return {
      kind: 'ask',
      question: `A digest here, ${text}?`,
      choices: [
        { label: 'Change or make the digest', command: `digest set ${text}` },
        { label: 'What it is now', command: 'digest show' },
      ],
    }
  }
  const split = saysHowOften.test(text) ? splitRequest(text) : undefined
  return split !== undefined && split.schedule !== '' && saysWhat.test(split.condition)
    ? readSubscription(text)
    : undefined
}

/** `how do I change the time`: the help of the command that it takes. */
const asHelp = (text: string, definitions: readonly CommandDefinition[]): Meaning | undefined => {
  const asked = /^how (?:do|can|could|should|would|to|does one)(?: (?:i|we|you|one))? (.+)$/iu.exec(text)?.[1]
  const help = definitionOf(definitions, 'help')
  if (asked === undefined || help === undefined) return undefined
  const words = asked.toLowerCase().split(' ').map(verbOf)
  const about = [
    ...words,
    ...[
      [/\b(?:digest|time|zone|days?|schedule|weekly|daily)\b/iu, 'digest'],
      [/\b(?:only|filter|exclude|narrow|limit|except)\b/iu, 'filter'],
      [/\b(?:stop|cancel|end|leave|opt out|remove|turn off)\b/iu, 'unsubscribe'],
      [/\b(?:alerts?|notif\p{L}+|track|monitor|told)\b/iu, 'watch'],
      [/\b(?:get|receive|sign up|join|start|set up|posts?)\b/iu, 'subscribe'],
      [/\b(?:find|look|see)\b/iu, 'search'],
    ].flatMap(([pattern, verb]) => (pattern instanceof RegExp && pattern.test(asked) ? [String(verb)] : [])),
  ]
  const named = /\d{5}/u.test(asked)
    ? undefined
    : about.map((word) => definitionOf(definitions, word)).find((one) => one !== undefined)
  return named && { kind: 'run', definition: help, rest: named.verb }
}

const ofWish = (
  wish: Wish | undefined,
  typed: string,
  definitions: readonly CommandDefinition[],
): Meaning | undefined => {
  if (wish === undefined) return undefined
  if (wish.kind !== 'run') return { ...wish, typed }
  const meaning = runLine(wish.command, definitions)
  return wish.needsDigest === true && meaning?.kind === 'run' ? { ...meaning, needsDigest: true } : meaning
}

const ofSaid = (said: ReturnType<typeof smallTalk>, definitions: readonly CommandDefinition[]): Meaning | undefined => {
  if (said === undefined) return undefined
  return 'card' in said ? { kind: 'card', card: said.card } : runLine(said.command, definitions)
}

/** What was typed, polite words and all, without signs around it. */
const spoken = (typed: string): string => typed.replaceAll(/^[\s/-]+|[\s.,!?]+$/gu, '').replaceAll('’', "'")

const isDislike = /[👎😞😡😠🙁☹❌😕🤦]/u

const asTurn = (text: string): Meaning | undefined => {
  const rows = rowNumbers(text)
  if (rows !== undefined) return { kind: 'rows', verb: 'show', rows, options: '' }
  const turn = pageTurn(text)
  return turn === undefined ? undefined : { kind: 'turn', turn }
}

/** Whether the words behind the verb are looked at, so that its own sentence tells what is wrong with them. */
const takesWords = ({ options, actions }: CommandDefinition): boolean =>
  actions !== undefined || options.some(({ writing }) => writing !== 'channel')

/** What a wish about a commentary is about, should none be so called. */
const subjectOf = (documents: Words['documents']): string | undefined => {
  const name = documents.find(({ isSubject }) => isSubject)?.name
  return name === undefined || isPronoun(name) || soundsLikeInstruction(name)
    ? undefined
    : (askedTopic(name) ?? readCondition(name)?.query)
}

/** Between two things that are asked for in one line. */
const joint = /(?:[,;.] (?:and |then |also )*|,? and (?:then |also )?|,? then | & )/iu

/** A line of two commands, such as `digest 8am and unsubscribe from instant`; undefined where one part alone is one. */
const severalIn = (text: string, definitions: readonly CommandDefinition[]): Meaning | undefined => {
  const lines = text.split(joint)
  if (lines.length !== 2) return undefined
  const areCommands = lines.every((line) => {
    if (definitionOf(definitions, splitVerb(line).verb) === undefined) return false
    const meaning = understand(line, definitions)
    return meaning.kind === 'text' ? meaning.command !== undefined : /^(?:run|ask|adjust)$/u.test(meaning.kind)
  })
  return areCommands ? { kind: 'several', lines } : undefined
}

type InWords = Omit<Words, 'kind' | 'typed' | 'text' | 'command'>

const inWords = (text: string): InWords => {
  const isInstruction = soundsLikeInstruction(text)
  const documents = documentWishes(text).map((wish) => ({ ...wish, rows: rowNumbers(wish.name) }))
  return {
    documents,
    topic: askedTopic(text) ?? subjectOf(documents),
    missing: unavailable(text, isInstruction),
    isInstruction,
    isForeign: isForeign(text),
  }
}

const pasted: InWords = {
  documents: [],
  topic: undefined,
  missing: undefined,
  isInstruction: false,
  isForeign: false,
}

/**
 * What a text behind `/rsis` means. A line that is a command, word for word, is that command. For all others the first
 * reading holds: a row or page of a list, a wish, what is said to a bot, a time, a condition; what is left may name a
 * commentary, ask about a subject, or be one.
 */
export const understand = (line: string, definitions: readonly CommandDefinition[]): Meaning => {
  const typed = tidy(line)
  const text = withoutManners(typed)
  const { verb, rest } = splitVerb(text)
  const definition = definitionOf(definitions, verb)
  const isShort = text.length <= longestWish
  const firstOf = [
    () => (isSignAlone(line) ? ofSaid(smallTalk(isDislike.test(line) ? 'wrong' : 'thanks'), definitions) : undefined),
    () => (typed === '' || text === '' ? runLine('help', definitions) : undefined),
    () => (isShort ? asTurn(text) : undefined),
    () => asCommand(withoutThanks(typed), definitions),
    () => (text === typed ? undefined : asCommand(text, definitions)),
  ]
  const inOwnWords = [
    () => ofSaid(smallTalk(text) ?? smallTalk(spoken(typed)), definitions),
    () => ofWish(readWish(text), typed, definitions),
    () => ofWish(newestCommand(text), typed, definitions),
    () => ofWish(asSchedule(text), typed, definitions),
    () => asHelp(text, definitions),
    () => runLine(talkOnly(text) ?? talkOnly(spelledOut(spoken(typed))) ?? '', definitions),
    () =>
      definition?.verb === 'subscribe' || (definition?.verb === 'digest' && saysWhat.test(rest))
        ? ofWish(readSubscription(rest), typed, definitions)
        : undefined,
    () => severalIn(text, definitions),
  ]
  const flag = / (--\p{L}[\p{L}-]+)/u.exec(text)?.[1]
  if (flag !== undefined && !asksForHelp(verb, rest)) return { kind: 'refuse', error: noFlag(flag), typed }
  for (const read of isShort ? [...firstOf, ...inOwnWords] : firstOf) {
    const meaning = read()
    if (meaning !== undefined) return meaning
  }
  const command =
    definition !== undefined && verb === definition.verb && takesWords(definition) ? { definition, rest } : undefined
  return { kind: 'text', typed, text, command, ...(isShort ? inWords(text) : pasted) }
}
