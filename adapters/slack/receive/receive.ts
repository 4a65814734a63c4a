import type { App, Receiver } from '@slack/bolt'
import { problemCard } from '../../../src/card/problem-card.ts'
import type { Card } from '../../../src/commands/port.ts'
import { describeError, UserError } from '../../../src/errors.ts'
import { createFairQueue } from '../../../src/platform/fair-queue.ts'
import { failed, unreadable } from '../../../src/platform/refusals.ts'
import type { UnderWay } from '../../../src/platform/under-way.ts'
import { withoutNulls } from '../../../src/platform/without-nulls.ts'
import { renderMessage } from '../render/message.ts'
import { handleCommand } from './command.ts'
import { askerOf, type Context } from './context.ts'
import { eventHandlers } from './event.ts'
import { formErrorsIn, handleForm } from './form.ts'
import { type Handle, on } from './on.ts'
import { commandSchema, pressSchema, readSource, type Source, submissionSchema } from './payloads.ts'
import { handlePress } from './press.ts'
import { tell } from './reply.ts'

const handlers: ReadonlyMap<string, Handle> = new Map(
  Object.entries({
    '/rsis': on(commandSchema, handleCommand),
    block_actions: on(pressSchema, handlePress),
    view_submission: on(submissionSchema, handleForm),
    ...eventHandlers,
  }),
)

/** Gives the app's own user in a workspace. @throws UserError if the app is not installed there. */
export type BotUserOf = (tenant: string) => Promise<string>

/** Shows a person why their request was not handled. Nobody waits for an answer to an event. */
const refuse = async (context: Context, { isEvent, tenant, user, channel, url }: Source, why: Card): Promise<void> => {
  if (isEvent || (user === undefined && url === undefined)) return
  await tell(context, askerOf(context, tenant, channel, { id: user ?? '' }), renderMessage(why), { url })
}

/** Handles requests, each once. Never rejects. */
const createReceive = (context: Context, botUserOf: BotUserOf) => {
  const { log, once } = context
  const installedIn = async ({ kind, tenant }: Source): Promise<string | undefined> =>
    // A workspace that has just removed the app has no user of the app any more.
    kind === 'app_uninstalled' || kind === 'tokens_revoked' ? undefined : botUserOf(tenant)

  const receive = async (body: unknown, source: Source): Promise<void> => {
    const { kind, id, tenant, user } = source
    const handle = handlers.get(kind)
    if (handle === undefined) return
    const botUser = await installedIn(source)
    // What the app itself does asks for nothing, except that it joined a channel.
    if (user !== undefined && user === botUser && kind !== 'member_joined_channel') return
    const act = async (): Promise<void> => {
      if (!(await handle(context, body, { tenant, id, botUser }))) await refuse(context, source, unreadable('Slack'))
    }
    await (id === undefined ? act() : once(id, act))
  }

  return async (body: unknown): Promise<void> => {
    const source = readSource(body)
    try {
      await receive(body, source)
    } catch (error) {
      log.error({ kind: source.kind, error: describeError(error) }, 'an interaction failed')
      await refuse(context, source, error instanceof UserError ? problemCard(error.sentence) : failed)
    }
  }
}

/**
 * Receives requests and acknowledges each before acting on it. Only the mistakes in a form are part of an acknowledgement;
 * finding them needs no other service, so it is fast. `underWay` keeps track of the requests in progress.
 */
export const receiveFrom = (
  receiver: Receiver,
  {
    context,
    botUserOf,
    underWay,
  }: { readonly context: Context; readonly botUserOf: BotUserOf; readonly underWay: UnderWay },
): void => {
  const receive = createReceive(context, botUserOf)
  const turn = createFairQueue()
  const processEvent: App['processEvent'] = async ({ body: given, ack }) => {
    const body = withoutNulls(given)
    const errors = await formErrorsIn(body, context)
    if (errors !== undefined) return ack({ response_action: 'errors', errors })
    // A request that cannot be acknowledged is still handled; if Slack repeats it, the repetition is recognised.
    await ack().catch((error: unknown) => {
      context.log.warn({ error: describeError(error) }, 'a request of Slack could not be acknowledged')
    })
    await underWay.follow(turn().then(async () => receive(body)))
  }
  receiver.init({ processEvent } as App)
}
