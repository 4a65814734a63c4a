import { shown } from '../../archive/query/text.ts'
import type { Card } from '../../card/card.ts'
import { UserError } from '../../errors.ts'
import type { CommandDefinition } from '../command.ts'
import { isReference } from '../find-commentary.ts'
import { readCondition } from './condition.ts'
import { spelledOut } from './contractions.ts'
import { talkOnly } from './conversation.ts'
import { disputed } from './disputed.ts'
import { type DocumentWish, documentWishes, inStyle, styleIn } from './documents.ts'
import { exportAsked } from './export-asked.ts'
import { isForeign } from './language.ts'
import { isPronoun, pageTurn, rowNumbers, type Turn } from './list-words.ts'
import { withoutManners, withoutThanks } from './manners.ts'
import { longestWish } from './longest-wish.ts'
import { type NamesAsked, namesAsked } from './names.ts'
import { newestCommand } from './newest.ts'
import { asSchedule, saysWhat } from './as-schedule.ts'
import { type Said, smallTalk } from './small-talk.ts'
import { statementsAsked } from './statements.ts'
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
  | ({ readonly kind: 'card' } & Extract<Said, { card: Card }>)
  | ({ readonly kind: 'names' } & NamesAsked)
  | { readonly kind: 'undo' }
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

/** Whether a command is about a commentary, which its words name. */
export const takesCommentary = ({ verb, options }: CommandDefinition): boolean =>
  verb === 'export' || options.some(({ completes }) => completes === 'commentary')

/** Whether a person asks how a command works: `digest help`, `search --help`, `watch ?`. */
const asksForHelp = (verb: string, rest: string): boolean =>
  /^(?:[-\u2010-\u2015]{1,2}h(?:elp)?|\?)$/iu.test(rest) || (verb !== 'search' && /^help$/iu.test(rest))

/** A line that is a command, word for word; undefined where its words are none of the command’s. */
const asCommand = (line: string, definitions: readonly CommandDefinition[]): Meaning | undefined => {
  const { verb, rest: words } = splitVerb(line)
  const definition = definitionOf(definitions, verb)
  const meant = definition?.meant?.[verb]
  const rest = meant === undefined ? words : `${meant} ${words}`.trim()
  const help = definitionOf(definitions, 'help')
  if (definition === undefined || help === undefined) return undefined
  if (asksForHelp(verb, rest)) return { kind: 'run', definition: help, rest: definition.verb }
  const rows = takesCommentary(definition) ? rowNumbers(rest.replace(inStyle, '')) : undefined
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
  if ('undo' in said) return { kind: 'undo' }
  return 'card' in said ? { kind: 'card', ...said } : runLine(said.command, definitions)
}

const ofNames = (asked: NamesAsked | undefined): Meaning | undefined => asked && { kind: 'names', ...asked }

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

/** Between two things that are asked for in one line; what narrows the first is none. */
const joints =
  /(?:[,;.] (?:and |then |also |but )*|,? (?:and|but) (?:then |also )?|,? then | & )(?!only |just |not? |without |except )/giu
const mostJoints = 4

/** The verb of the command that a line is, or that it is asked about; undefined where it is none. */
const verbMeant = (line: string, definitions: readonly CommandDefinition[]): string | undefined => {
  const meaning = read(line, definitions, true)
  switch (meaning.kind) {
    case 'run':
      return meaning.definition.verb
    case 'rows':
      return definitionOf(definitions, splitVerb(line).verb)?.verb
    case 'ask':
      return splitVerb(meaning.choices[0]?.command ?? '').verb
    case 'adjust':
      return 'digest'
    case 'text':
      return meaning.documents.find(({ name, rows }) => isPronoun(name) || rows !== undefined || isReference(name))
        ?.verb
    case 'refuse':
    case 'card':
    case 'names':
    case 'undo':
    case 'turn':
    case 'several':
    default:
      return undefined
  }
}

/** What only ever stands between two wishes, be the first a search. */
const nextWish = /\bthen\b/iu

/** Whether all words are those of one command or one wish: when and what of a subscription, or what to look for. */
const isOneThing = (text: string, definitions: readonly CommandDefinition[]): boolean => {
  const { verb, rest } = splitVerb(text)
  const named = definitionOf(definitions, verb)
  if (named === undefined) return asSchedule(text) !== undefined
  if (named.isManaging === undefined) {
    return named.options.some(({ writing, completes }) => writing === 'words' && completes === undefined)
  }
  // What takes any words, as a watch does, may have taken those of another wish.
  return named.reads !== undefined && named.madeSure === undefined && named.reads(rest, verb)
}

/**
 * A line of two wishes, such as `mute till monday and then daily at 8`; undefined where one part alone is one, or both
 * together are one: when and what of a subscription, what to read and what not.
 */
const severalIn = (text: string, definitions: readonly CommandDefinition[]): Meaning | undefined => {
  const isOne = isOneThing(text, definitions)
  if (isOne && definitionOf(definitions, splitVerb(text).verb)?.isManaging !== undefined) return undefined
  for (const { 0: between, index } of [...text.matchAll(joints)].slice(0, mostJoints)) {
    if (isOne && !nextWish.test(between)) continue
    const lines = [text.slice(0, index), text.slice(index + between.length)]
    const [first, second] = lines.map((line) => verbMeant(line, definitions))
    if (first !== undefined && second !== undefined && first !== second) return { kind: 'several', lines }
  }
  return undefined
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
export const understand = (line: string, definitions: readonly CommandDefinition[]): Meaning =>
  read(line, definitions, false)

/** `isPart`: of a line of several, so that it is not taken apart again. */
const read = (line: string, definitions: readonly CommandDefinition[], isPart: boolean): Meaning => {
  const typed = tidy(line)
  const text = withoutManners(typed)
  const { verb, rest } = splitVerb(text)
  const definition = definitionOf(definitions, verb)
  const isShort = text.length <= longestWish
  const firstOf = [
    () => (isSignAlone(line) ? ofSaid(smallTalk(isDislike.test(line) ? 'wrong' : 'thanks'), definitions) : undefined),
    () => (typed === '' || text === '' ? runLine('help', definitions) : undefined),
    () => (isShort ? asTurn(text) : undefined),
    () => (isShort && !isPart ? severalIn(text, definitions) : undefined),
    () => asCommand(withoutThanks(typed), definitions),
    () => (text === typed ? undefined : asCommand(text, definitions)),
  ]
  const inOwnWords = [
    () => ofWish(disputed(text), typed, definitions),
    () => ofSaid(smallTalk(text) ?? smallTalk(spoken(typed)), definitions),
    () => ofWish(readWish(text), typed, definitions),
    () => ofNames(namesAsked(text)),
    () => ofWish(exportAsked(text), typed, definitions),
    () => ofWish(statementsAsked(text), typed, definitions),
    () => ofWish(newestCommand(text), typed, definitions),
    () => ofWish(asSchedule(text), typed, definitions),
    () => asHelp(text, definitions),
    () => runLine(talkOnly(text) ?? talkOnly(spelledOut(spoken(typed))) ?? '', definitions),
    () =>
      definition?.verb === 'subscribe' || (definition?.verb === 'digest' && saysWhat.test(rest))
        ? ofWish(readSubscription(rest), typed, definitions)
        : undefined,
  ]
  const flag = / (--\p{L}[\p{L}-]+)/u.exec(text)?.[1]
  if (flag !== undefined && !asksForHelp(verb, rest)) return { kind: 'refuse', error: noFlag(flag), typed }
  for (const way of isShort ? [...firstOf, ...inOwnWords] : firstOf) {
    const meaning = way()
    if (meaning !== undefined) return meaning
  }
  const command =
    definition !== undefined && verb === definition.verb && takesWords(definition) ? { definition, rest } : undefined
  return { kind: 'text', typed, text, command, ...(isShort ? inWords(text) : pasted) }
}
