import { InteractionResponseType, InteractionType } from 'discord.js'
import type { Card, Handler } from '../../src/commands/port.ts'
import { describeError } from '../../src/errors.ts'
import type { Log } from '../../src/log.ts'
import { complete, unfold } from './autocomplete.ts'
import { refusePosting } from './bot-permissions.ts'
import { commandText, findSubcommand, messageCommand } from './command-text.ts'
import { findOnRsis } from './command-table.ts'
import { type Press, readCustomId } from './custom-id.ts'
import { formValues, renderForm } from './form.ts'
import { type Interaction, type Of, readInteraction } from './interaction.ts'
import type { CommandKeep } from './options.ts'
import { type Acknowledgement, createReply, deferred, deferredUpdate, type Reply } from './reply.ts'
import type { Send } from './requests.ts'
import { createShared, share } from './share.ts'
import { type OtherChannel, personOf, placeOf } from './where.ts'

export type ReceiveDeps = {
  readonly handler: Handler
  readonly send: Send
  readonly keep: CommandKeep
  readonly log: Log
}

const problem = (text: string): Card => ({ tone: 'problem', blocks: [{ type: 'text', text: [text] }] })

const noWords = problem('Message: there are no words in it to search for; e.g. /rsis search nord stream.')
const removed = problem('Button: its command is no longer kept; type the command again, see /rsis help.')
const noForm = problem('Form: it has been removed; see /rsis help.')

/** Turning a page changes the list in its place; everything else is a new message below. */
const isPageTurn = (text: string): boolean => /(?:^|\s)page:\d/u.test(text)

/** A message of ours that only the person sees. */
const isEphemeral = ({ message }: Of<3>): boolean => ((message.flags ?? 0) & 64) !== 0

/** What a slash command says, and the channel that it names. */
const typedCommand = ({
  data,
}: Of<2>): {
  text: string
  other: OtherChannel | undefined
  appPermissions?: bigint | undefined
  channelType?: number
} => {
  const { path, options } = unfold(data.options)
  const given = options.flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value }]))
  const channelOption = findSubcommand(path)?.options.find(({ writing }) => writing === 'channel')?.name
  const id = given.find(({ name }) => name === channelOption)?.value
  const channel = typeof id === 'string' ? data.resolved?.channels?.[id] : undefined
  const text = commandText(path, given)
  if (channel === undefined) return { text, other: undefined }
  return { text, other: channel, appPermissions: channel.app_permissions, channelType: channel.type }
}

const messageText = ({ data }: Of<2>): string | undefined => {
  const message = data.target_id === undefined ? undefined : data.resolved?.messages?.[data.target_id]
  const parts = [message?.content, ...(message?.embeds ?? []).flatMap(({ title, description }) => [title, description])]
  return messageCommand(parts.filter((part) => part !== undefined).join('\n'))
}

/** Answers interactions: acknowledged at once, answered when the core has the answer. */
export const createReceive = ({ handler, send, keep, log }: ReceiveDeps) => {
  const shared = createShared()

  /** Runs a command and shows its answer to the person who gave it. */
  const run = async (
    interaction: Interaction,
    text: string,
    reply: Reply,
    {
      other,
      acknowledgement = deferred,
      refusal,
    }: { other?: OtherChannel | undefined; acknowledgement?: Acknowledgement; refusal?: Card | undefined },
  ): Promise<void> => {
    const place = placeOf(interaction, other)
    const person = personOf(interaction, other)
    if (place === undefined || person === undefined) return
    if (!(await reply.acknowledge(acknowledgement))) return
    const card = refusal ?? (await handler.answer({ text, place, person }))
    // Nobody else is in a direct message, and a mistake is nobody else's business.
    const isShared = place.isDirect !== true && card.tone !== 'problem'
    await reply.answer(card, { share: isShared ? text : undefined, channel: other?.id })
  }

  const say = async (reply: Reply, card: Card): Promise<void> => {
    if (await reply.acknowledge(deferred)) await reply.answer(card, {})
  }

  const openForm = async (interaction: Of<3>, press: Press, reply: Reply): Promise<void> => {
    const place = placeOf(interaction, otherOf(press))
    // Discord takes a form only as the first answer, so there is no acknowledgement before it.
    const form = place === undefined ? undefined : await handler.form(press.argument, place)
    if (form === undefined) return say(reply, noForm)
    return reply.callback({ type: InteractionResponseType.Modal, data: renderForm(form, press.channel) })
  }

  const pressed = async (interaction: Of<3>, reply: Reply): Promise<void> => {
    const press = readCustomId(interaction.data.custom_id)
    if (press === undefined) return say(reply, removed)
    if (press.kind === 'form') return openForm(interaction, press, reply)
    const isKept = press.kind === 'kept' || press.kind === 'keptShare'
    const text = isKept ? await keep.get(press.argument) : press.argument
    if (text === undefined) return say(reply, removed)
    const other = otherOf(press)
    const place = placeOf(interaction, other)
    const person = personOf(interaction, other)
    if (place === undefined || person === undefined) return undefined
    if (press.kind === 'share' || press.kind === 'keptShare') {
      return share({ interaction, text, place, person }, { handler, reply, shared, log })
    }
    const acknowledgement = isEphemeral(interaction) && isPageTurn(text) ? deferredUpdate : deferred
    return run(interaction, text, reply, { other, acknowledgement })
  }

  const submitted = async (interaction: Of<5>, reply: Reply): Promise<void> => {
    const press = readCustomId(interaction.data.custom_id)
    const place = press && placeOf(interaction, otherOf(press))
    const form = press?.kind !== 'form' || place === undefined ? undefined : await handler.form(press.argument, place)
    if (press === undefined || form === undefined) return say(reply, noForm)
    const text = form.command(formValues(interaction)).replace(/^\/?rsis\b ?/iu, '')
    const refusal =
      press.channel === undefined
        ? refusePosting(text, interaction.app_permissions, interaction.channel?.type)
        : undefined
    return run(interaction, text, reply, { other: otherOf(press), refusal })
  }

  const typed = async (interaction: Of<2>, reply: Reply): Promise<void> => {
    if (interaction.data.name === findOnRsis) {
      const text = messageText(interaction)
      return text === undefined ? say(reply, noWords) : run(interaction, text, reply, {})
    }
    const { text, other, appPermissions, channelType } = typedCommand(interaction)
    const refusal =
      other === undefined
        ? refusePosting(text, interaction.app_permissions, interaction.channel?.type)
        : refusePosting(text, appPermissions, channelType)
    return run(interaction, text, reply, { other, refusal: interaction.guild_id === undefined ? undefined : refusal })
  }

  const dispatch = async (interaction: Interaction): Promise<void> => {
    const reply = createReply({ send, keep, log }, interaction)
    switch (interaction.type) {
      case InteractionType.ApplicationCommand:
        return typed(interaction, reply)
      case InteractionType.ApplicationCommandAutocomplete:
        return complete(interaction, handler, reply, log)
      case InteractionType.MessageComponent:
        return pressed(interaction, reply)
      case InteractionType.ModalSubmit:
        return submitted(interaction, reply)
    }
  }

  /** Answers the interaction in a gateway event. Never rejects. */
  return async (data: unknown): Promise<void> => {
    const interaction = readInteraction(data)
    if (interaction === undefined) {
      log.warn('Discord sent an interaction that we do not know')
      return
    }
    await dispatch(interaction).catch((error: unknown) =>
      log.error({ error: describeError(error) }, 'an interaction failed'),
    )
  }
}

/** The channel in a button, which carries no permissions with it. */
const otherOf = ({ channel }: Press): OtherChannel | undefined => (channel === undefined ? undefined : { id: channel })
