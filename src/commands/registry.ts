import { UserError } from '../errors.ts'
import type { Card } from '../card/card.ts'
import { placeKey, tenantKey } from '../subscriptions/place.ts'
import { enqueueShare } from '../delivery/enqueue-share.ts'
import { readAsTenant } from '../store/reader.ts'
import { isStorageFault } from '../store/storage-error.ts'
import { stage } from '../trace.ts'
import { resume } from '../delivery/resume.ts'
import { leaveTenant, rejoinTenant } from '../delivery/tenant.ts'
import { alerts } from './alerts.ts'
import { answer, changes } from './answer/answer.ts'
import { notAllowed } from './answer/asked.ts'
import { cite } from './cite.ts'
import { claims, timeline } from './claims.ts'
import type { CommandContext, CommandDefinition } from './command.ts'
import { digest } from './digest.ts'
import { dispute } from './dispute.ts'
import { feeds } from './feeds.ts'
import { exportCommand } from './export.ts'
import { filter } from './filter.ts'
import { findForm, formErrors } from './forms.ts'
import { createHelp } from './help.ts'
import { latest } from './latest.ts'
import { held } from './held.ts'
import { list } from './list.ts'
import { mute } from './mute.ts'
import type { Command, Handler } from './port.ts'
import { preview } from './preview.ts'
import { problemCard } from './problem-card.ts'
import { quote } from './quote.ts'
import { related } from './related.ts'
import { requeue } from './requeue.ts'
import { search } from './search.ts'
import { settings } from './settings/index.ts'
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
  exportCommand,
  subscribe,
  unsubscribe,
  list,
  filter,
  preview,
  digest,
  watch,
  feeds,
  mute,
  test,
  why,
  dispute,
  requeue,
  held,
  status,
  settings,
  alerts,
]
const help = createHelp(withoutHelp)

/** Every command, in the order of `help`. */
export const definitions: readonly CommandDefinition[] = [...withoutHelp, help]

/** The operator's log and `/readyz` name the database and the reason; other workspaces than the operator's read this. */
const storageUnusable = 'The bot’s database cannot be used now. Please try again in a few minutes.'

const errorSentence = (error: unknown): string => {
  if (error instanceof UserError) return error.sentence
  if (isStorageFault(error)) return storageUnusable
  return 'Something went wrong on our side; it is recorded. Please try again in a minute.'
}

const errorCard = (error: unknown): Card => problemCard(errorSentence(error))

const notOpen = (): UserError =>
  new UserError('Channel', 'is not open to you', 'ask in a channel that you are in, or without naming one')

/** Longer than any message of a chat platform, so that everything a person can type gets the command's own answer. */
const longestText = 5000

const tooLong = (text: string): UserError =>
  new UserError(
    'Command',
    `has ${text.length.toLocaleString('en')} characters`,
    `keep it under ${longestText.toLocaleString('en')}`,
  )

/** The verb at the beginning of a text; `other` for a text that is understood in other words, or not at all. */
const verbIn = (text: string): string => {
  const first = /^\s*(?:\/rsis\s+)?(\S+)/iu.exec(text.slice(0, 100))?.[1]?.toLowerCase()
  return definitions.find(({ verb }) => verb === first)?.verb ?? 'other'
}

/**
 * Answers commands. A person's mistake is answered with its sentence, a fault of ours with an apology; the fault is
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
  /** The archive without what came only with another workspace's feeds. */
  const contextFor = async ({ place }: Pick<Command, 'place'>): Promise<CommandContext> => ({
    ...context,
    db: await readAsTenant(context.db, tenantKey(place), context.permission),
  })
  const timed = async <Value>({ text }: Command, work: () => Promise<Value>): Promise<Value> => {
    const startedAt = performance.now()
    const value = await stage('command', { command: verbIn(text) }, work)
    context.onAnswered?.(verbIn(text), performance.now() - startedAt)
    return value
  }
  return {
    grammar: async () => definitions,
    answer: async (command) =>
      timed(command, async () =>
        guarded(async () => {
          if (command.text.length > longestText) throw tooLong(command.text)
          if (!(await mayKnow(command.place, command))) throw notOpen()
          return answer(definitions, await contextFor(command), command)
        }, errorCard),
      ),
    changes: async (text) => changes(definitions, text),
    form: async (name, asker) =>
      guarded<Awaited<ReturnType<Handler['form']>>>(
        async () => {
          if (!(await mayKnow(asker.place, asker))) throw notOpen()
          if (!(await asker.person.mayManage())) throw notAllowed()
          return { form: await findForm(definitions, context, name, asker) }
        },
        (error) => ({ refusal: errorCard(error) }),
      ),
    formErrors: async (name, values) =>
      guarded(
        async () => formErrors(definitions, name, values),
        () => ({}),
      ),
    suggest: async (what, typed, asker) =>
      guarded(
        async () =>
          suggest(
            (await contextFor(asker)).db,
            what,
            typed,
            definitions.map(({ verb }) => verb),
          ),
        () => [],
      ),
    share: async (place, card, id) => {
      await enqueueShare(context.db, place, card, id, context.now())
      context.onEnqueued()
    },
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
