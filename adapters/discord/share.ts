import { InteractionResponseType, MessageFlags } from 'discord.js'
import { z } from 'zod'
import type { Card, Handler, Person, Place } from '../../src/commands/port.ts'
import { describeError } from '../../src/errors.ts'
import type { Log } from '../../src/log.ts'
import { readCustomId } from './custom-id.ts'
import type { Of } from './interaction.ts'
import { noMentions } from './render.ts'
import type { Reply } from './reply.ts'
import { mayWrite } from './where.ts'

const mostRemembered = 1000

/** Messages whose answer was shared already: a second click on the same button finds it here. */
export const createShared = () => {
  const messages = new Set<string>()
  return {
    /** False where the message was shared before. */
    add(message: string): boolean {
      if (messages.has(message)) return false
      messages.add(message)
      const [oldest] = messages
      if (messages.size > mostRemembered && oldest !== undefined) messages.delete(oldest)
      return true
    },
  }
}

const record = z.record(z.string(), z.unknown())

/** The message's components with its Share button pressed for good. */
const withSharedButton = (component: unknown): unknown => {
  if (Array.isArray(component)) return component.map(withSharedButton)
  const { success, data } = record.safeParse(component)
  if (!success) return component
  const press = typeof data['custom_id'] === 'string' ? readCustomId(data['custom_id']) : undefined
  if (press?.kind === 'share' || press?.kind === 'keptShare') return { ...data, label: 'Shared', disabled: true }
  return 'components' in data ? { ...data, components: withSharedButton(data['components']) } : data
}

const notAllowed: Card = {
  tone: 'problem',
  blocks: [{ type: 'text', text: ['Share: you may not write in this channel; ask somebody who may.'] }],
}

const unclear: Card = {
  tone: 'problem',
  blocks: [
    {
      type: 'text',
      text: [
        'Discord did not say whether the answer was posted. Look in the channel; if it is not there, run the command and share it again.',
      ],
    },
  ],
}

export type SharePress = {
  readonly interaction: Of<3>
  /** Finds the command whose answer is shared, or the card that says why not. */
  readonly find: () => Promise<string | Card>
  readonly place: Place
  readonly person: Person
}

/**
 * Runs the command again and shows the answer to everybody, once: the acknowledgement that turns the button off is the
 * lock. A click that comes twice, or is told of twice, ends there.
 */
export const share = async (
  { interaction, find, place, person }: SharePress,
  {
    handler,
    reply,
    shared,
    log,
  }: { handler: Handler; reply: Reply; shared: ReturnType<typeof createShared>; log: Log },
): Promise<void> => {
  const { message } = interaction
  if (!mayWrite(interaction)) {
    await reply.acknowledge({
      type: InteractionResponseType.DeferredChannelMessageWithSource,
      data: { flags: MessageFlags.Ephemeral },
    })
    return reply.answer(notAllowed, {})
  }
  const isFirst = shared.add(message.id)
  const isAcknowledged = await reply.acknowledge(
    isFirst
      ? {
          type: InteractionResponseType.UpdateMessage,
          data: {
            flags: MessageFlags.IsComponentsV2,
            components: withSharedButton(message.components ?? []),
            allowed_mentions: noMentions,
          },
        }
      : { type: InteractionResponseType.DeferredMessageUpdate },
  )
  if (!isFirst || !isAcknowledged) return undefined
  const text = await find()
  if (typeof text !== 'string') return reply.followUp(text, {}, true)
  const card = await handler.answer({ text, place, person })
  await reply
    .followUp(card, { byline: `Shared by ${person.name} · /rsis ${text}` }, false)
    .catch(async (error: unknown) => {
      log.warn({ error: describeError(error) }, 'an answer may not have been shared')
      await reply.followUp(unclear, {}, true).catch(() => undefined)
    })
  return undefined
}
