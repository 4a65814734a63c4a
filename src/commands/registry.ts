import { UserError } from '../errors.ts'
import { parseQuery } from '../archive/query/parse.ts'
import { shown, withoutUnseen } from '../archive/query/text.ts'
import { search as searchArchive } from '../archive/search/search.ts'
import type { Card } from '../card/card.ts'
import { placeKey, tenantKey } from '../subscriptions/place.ts'
import { writeAudit } from '../subscriptions/store.ts'
import { resume } from '../delivery/resume.ts'
import { leaveTenant, rejoinTenant } from '../delivery/tenant.ts'
import { alerts } from './alerts.ts'
import { cite } from './cite.ts'
import { claims, timeline } from './claims.ts'
import type { CommandContext, CommandDefinition } from './command.ts'
import { digest } from './digest.ts'
import { feedSubscription, filter } from './filter.ts'
import { findForm, formErrors } from './forms.ts'
import { isReference, namedCommentary, numbersNamed } from './find-commentary.ts'
import { createHelp } from './help.ts'
import { latest } from './latest.ts'
import { held } from './held.ts'
import { list } from './list.ts'
import { mute } from './mute.ts'
import { nearestVerb } from './nearest-verb.ts'
import { askedCommand, asksForDigest, asksToChange, plainMeaning, withoutAsking } from './plain-words.ts'
import type { Command, Handler } from './port.ts'
import { quote } from './quote.ts'
import { related } from './related.ts'
import { requeue } from './requeue.ts'
import { search } from './search.ts'
import { show } from './show.ts'
import { status } from './status.ts'
import { subscribe } from './subscribe.ts'
import { suggest } from './suggest.ts'
import { test } from './test.ts'
import { unsubscribe } from './unsubscribe.ts'
import { mayKnow } from './visibility.ts'
import { watch } from './watch.ts'
import { why } from './why.ts'

const withoutHelp = [
  search,
  latest,
  show,
  cite,
  related,
  claims,
  timeline,
  quote,
  subscribe,
  unsubscribe,
  list,
  filter,
  digest,
  watch,
  mute,
  test,
  why,
  requeue,
  held,
  status,
  alerts,
]
const help = createHelp(withoutHelp)

/** Every command, in the order of `help`. */
export const definitions: readonly CommandDefinition[] = [...withoutHelp, help]

const problemCard = (text: string, suggestion?: { label: string; command: string }): Card => ({
  tone: 'problem',
  blocks: [{ type: 'text', text: [text] }],
  actions: [...(suggestion === undefined ? [] : [suggestion]), { label: 'Help', command: '/rsis help' }],
})

const errorCard = (error: unknown): Card =>
  problemCard(
    error instanceof UserError
      ? `${error.field}: ${error.problem}; ${error.fix}.`
      : 'Something went wrong on our side; it is recorded. Please try again in a minute.',
  )

/** Whether the archive holds the very word, and not only one of its stem, so that it is a search and no mistyped command. */
const isKnownWord = async (word: string, context: CommandContext): Promise<boolean> => {
  const { hits } = await searchArchive(context.db, parseQuery(word), { limit: 5, offset: 0 })
  return hits.some(({ snippet }) => snippet.parts.some(({ text, isMatch }) => isMatch && text.toLowerCase() === word))
}

/** The text behind `/rsis`, tidied: chat clients send what nobody sees, and people paste the whole command. */
const commandText = (text: string): string =>
  withoutUnseen(text)
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replace(/^\/?rsis\b ?/iu, '')

const notAllowed = (): UserError =>
  new UserError(
    'Permission',
    'only those who manage this channel may change what it gets',
    'ask one of them; searching and reading is for everybody',
  )

const notOpen = (): UserError =>
  new UserError('Channel', 'is not open to you', 'ask in a channel that you are in, or without naming one')

const run = async (
  definition: CommandDefinition,
  text: string,
  context: CommandContext,
  command: Command,
): Promise<Card> => {
  if (definition.isManaging?.(text) !== true) return definition.run(text, context, command)
  const { place, person } = command
  if (!(await person.mayManage())) throw notAllowed()
  const card = await definition.run(text, context, command)
  await writeAudit(context.db, { place, person, command: `${definition.verb} ${text}`.trim() }, context.now())
  return { ...card, isShareable: false }
}

const definitionOf = (verb: string): CommandDefinition | undefined =>
  definitions.find((candidate) => candidate.verb === verb || candidate.synonyms.includes(verb))

/** The verb in small letters, and what stands behind it. */
const splitCommand = (text: string): { readonly word: string; readonly verb: string; readonly rest: string } => {
  const [word = '', ...others] = text.split(' ')
  return { word, verb: word.toLowerCase(), rest: others.join(' ') }
}

/** Whether a person asks how a command works: `digest help`, `search --help`, `watch ?`. */
const asksForHelp = (definition: CommandDefinition, rest: string): boolean =>
  /^(?:[-\u2010-\u2015]{1,2}h(?:elp)?|\?)$/iu.test(rest) || (definition.verb !== 'search' && /^help$/iu.test(rest))

/** A verb without the signs that people put around a word. */
const verbOf = (word: string): string => word.toLowerCase().replaceAll(/^[/"“‘']+|[.,!?:"”’']+$/gu, '')

/** The commentary that stands in a text, shown; undefined where none does. */
const shownCommentary = async (text: string, context: CommandContext, command: Command): Promise<Card | undefined> => {
  const named = await namedCommentary(text, context)
  if (named.kind === 'nothing' || named.kind === 'several') return undefined
  const card = await show.run(named.kind === 'found' ? named.archived.commentary.id : named.id, context, command)
  const others = numbersNamed(text).filter((id) => !(card.commentaries ?? []).includes(id))
  const actions = others.slice(0, 3).map((id) => ({ label: `Show ${id}`, command: `/rsis show ${id}` }))
  return { ...card, actions: [...(card.actions ?? []), ...actions] }
}

/** A card with the sentence that the words before it were not a command. */
const unknownVerbNote = (words: string, card: Card): Card => {
  const [id] = card.commentaries ?? []
  if (id === undefined) return card
  const note = `“${shown(words)}” is not a command; this is ${id}, which it names.`
  return { ...card, blocks: [{ type: 'text', text: [{ text: note, style: 'quiet' }] }, ...card.blocks] }
}

/** `change time to 9am`: what the digest is changed to; where there is none, how to have one. */
const changeDigest = async (change: string, context: CommandContext, command: Command): Promise<Card> => {
  const subscription = await feedSubscription(context, command)
  const text = subscription?.digest === undefined ? 'show' : `set ${change}`
  return run(digest, text, context, command)
}

/** A question as the command that it is; undefined where it names none that there is. */
const askedMeaning = (text: string): { readonly command: string } | undefined => {
  const command = askedCommand(text)
  const [verb = '', about = ''] = command?.split(' ') ?? []
  return command === undefined || (verb === 'help' && definitionOf(about) === undefined) ? undefined : { command }
}

const answer = async (text: string, context: CommandContext, command: Command): Promise<Card> => {
  const meaning = plainMeaning(text) ?? askedMeaning(text)
  if (meaning !== undefined && 'card' in meaning) return meaning.card
  const [word = '', ...others] = (meaning?.command ?? text).split(' ')
  const rest = others.join(' ')
  const verb = verbOf(word)
  if (text === '') return help.run('', context, command)
  const definition = definitionOf(word.toLowerCase()) ?? definitionOf(verb)
  if (asksForDigest(text)) return run(subscribe, text, context, command)
  const change = asksToChange(text)
  if (change !== undefined) return changeDigest(change, context, command)
  if (definition === search && isReference(rest)) return show.run(rest, context, command)
  if (definition !== undefined) {
    return asksForHelp(definition, rest)
      ? help.run(definition.verb, context, command)
      : run(definition, rest, context, command)
  }
  if (/^(?:instant|both)$/u.test(verb) && rest !== '') return run(subscribe, text, context, command)
  const wanted = withoutAsking(text)
  if (isReference(text)) return show.run(text, context, command)
  if (isReference(rest) && !isReference(word)) return unknownVerbNote(word, await show.run(rest, context, command))
  const named = await shownCommentary(wanted, context, command)
  if (named !== undefined)
    return numbersNamed(text).length === 0 || isReference(word) || wanted !== text
      ? named
      : unknownVerbNote(text, named)
  const near = nearestVerb(verb, definitions)
  if (near === undefined || (await isKnownWord(verb, context))) return search.run(wanted, context, command)
  const meant = `/rsis ${near} ${rest}`.trim()
  return problemCard(`“${word}” is not a command. Did you mean “${near}”?`, { label: shown(meant), command: meant })
}

/** Longer than any message of a chat platform, so that whatever a person can type is answered by the command's own sentence. */
const longestText = 5000

const tooLong = (text: string): UserError =>
  new UserError(
    'Command',
    `has ${text.length.toLocaleString('en')} characters`,
    `keep it under ${longestText.toLocaleString('en')}`,
  )

/**
 * Answers commands. A person's mistake is answered by its sentence; a fault of ours by a plain apology, with the fault
 * given to `onFault`. Nothing rejects.
 */
export const createHandler = (context: CommandContext, onFault: (error: unknown) => void): Handler => {
  const guarded = async <Value>(work: () => Promise<Value>, otherwise: (error: unknown) => Value): Promise<Value> => {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof UserError)) onFault(error)
      return otherwise(error)
    }
  }
  return {
    grammar: async () => definitions,
    answer: async (command) =>
      guarded(async () => {
        const text = commandText(command.text)
        if (text.length > longestText) throw tooLong(text)
        if (!(await mayKnow(command.place, command))) throw notOpen()
        return answer(text, context, command)
      }, errorCard),
    changes: async (text) => {
      const typed = commandText(text)
      if (asksForDigest(typed) || asksToChange(typed) !== undefined || /^(?:instant|both) /iu.test(typed)) return true
      const meaning = plainMeaning(typed) ?? askedMeaning(typed)
      const { verb, rest } = splitCommand(meaning !== undefined && 'command' in meaning ? meaning.command : typed)
      return (definitionOf(verb) ?? definitionOf(verbOf(verb)))?.isManaging?.(rest) === true
    },
    form: async (name, asker) =>
      guarded<Awaited<ReturnType<Handler['form']>>>(
        async () => {
          if (!(await mayKnow(asker.place, asker))) throw notOpen()
          if (!(await asker.person.mayManage())) throw notAllowed()
          return { form: await findForm(context.db, name, asker) }
        },
        (error) => ({ refusal: errorCard(error) }),
      ),
    formErrors: async (name, values) =>
      guarded(
        async () => formErrors(name, values),
        () => ({}),
      ),
    suggest: async (what, typed) =>
      guarded(
        async () =>
          suggest(
            context.db,
            what,
            typed,
            definitions.map(({ verb }) => verb),
          ),
        () => [],
      ),
    left: async (tenant, graceMs) =>
      guarded(
        async () => leaveTenant(context.db, tenant, graceMs, context.now()),
        () => undefined,
      ),
    joined: async (tenant) =>
      guarded(
        async () => {
          if ((await rejoinTenant(context.db, tenant, context.now())) > 0) context.onEnqueued()
        },
        () => undefined,
      ),
    reopened: async (where) =>
      guarded(
        async () => {
          const paused = 'channel' in where ? { placeKey: placeKey(where) } : { tenantKey: tenantKey(where) }
          const resumed = await resume(context.db, paused, { now: context.now() })
          if (resumed > 0) context.onEnqueued()
        },
        () => undefined,
      ),
  }
}
