import { InteractionResponseType, MessageFlags } from 'discord.js'
import { z } from 'zod'
import { problemCard } from '../../../src/card/problem-card.ts'
import type { Handler, Place } from '../../../src/commands/port.ts'
import { answerNotKept, notSharedCard, type Shares } from '../../../src/platform/shares.ts'
import { readCustomId } from '../render/custom-id.ts'
import type { Of } from './payloads.ts'
import { noMentions } from '../render/message.ts'
import { mayPost } from '../connect/bot-permissions.ts'
import type { Reply } from './reply.ts'
import { mayWrite } from './context.ts'

const record = z.record(z.string(), z.unknown())

/** The message's components with the Share button disabled. */
const withSharedButton = (component: unknown): unknown => {
  if (Array.isArray(component)) return component.map(withSharedButton)
  const { success, data } = record.safeParse(component)
  if (!success) return component
  const press = typeof data['custom_id'] === 'string' ? readCustomId(data['custom_id']) : undefined
  if (press?.kind === 'share') return { ...data, label: 'Shared', disabled: true }
  return 'components' in data ? { ...data, components: withSharedButton(data['components']) } : data
}

const notAllowed = problemCard('Share: you may not write in this channel; ask somebody who may.')

type ShareDeps = {
  readonly name: string
  readonly place: Place
  readonly handler: Pick<Handler, 'share'>
  readonly reply: Reply
  readonly shares: Shares
}

/**
 * Shows the answer that is kept under `id` to everybody, once, as shared by `name`. The store decides which click is first; a second click, or a
 * repeated report of the same click, does nothing.
 */
export const share = async (interaction: Of<3>, id: string, deps: ShareDeps): Promise<void> => {
  const { name, place, handler, reply, shares } = deps
  const { message } = interaction
  if (!mayWrite(interaction)) return reply.say(notAllowed)
  const shown = await shares.find(id)
  if (shown === undefined) return reply.say(answerNotKept)
  const isAcknowledged = await reply.acknowledge({
    type: InteractionResponseType.UpdateMessage,
    data: {
      flags: MessageFlags.IsComponentsV2,
      components: withSharedButton(message.components ?? []),
      allowed_mentions: noMentions,
    },
  })
  if (!isAcknowledged) return undefined
  const mayPostHere =
    interaction.guild_id !== undefined && mayPost(interaction.app_permissions, interaction.channel?.type)
  const outcome = await shares.share({
    shown,
    id,
    message: message.id,
    name: async () => name,
    place: mayPostHere ? place : undefined,
    handler,
    otherwise: (card) => reply.followUp(card, false),
  })
  if (outcome === 'shared' || outcome === 'known') return undefined
  await reply.followUp(notSharedCard('Discord', outcome), true).catch(() => undefined)
  return undefined
}
