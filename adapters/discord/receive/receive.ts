import { InteractionResponseType, InteractionType } from 'discord.js'
import { problemCard } from '../../../src/card/problem-card.ts'
import type { Card, Form } from '../../../src/commands/port.ts'
import { describeError } from '../../../src/errors.ts'
import { expiredButton, expiredForm, failed, unreadable } from '../../../src/platform/refusals.ts'
import { createShares } from '../../../src/platform/shares.ts'
import { isPageTurn, withoutName } from '../../../src/platform/typed-command.ts'
import { complete } from './autocomplete.ts'
import { findOnRsis } from './command-payload.ts'
import { type Press, readCustomId } from '../render/custom-id.ts'
import { formValues, renderForm } from '../render/form.ts'
import { type Interaction, type Of, readAddress, readInteraction } from './payloads.ts'
import { createOpenChannels } from './permissions.ts'
import { keptCommand } from '../render/kept-commands.ts'
import { type Acknowledgement, createReply, deferred, deferredUpdate, type Reply } from './reply.ts'
import { share } from './share.ts'
import { messageText, typedCommand } from './command.ts'
import { type Context, createAskerOf, type OtherChannel } from './context.ts'

/** The text of a command, or a card that already is the answer. */
type Asked = string | Card

const noWords = problemCard('Message: it contains no words to search for; e.g. /rsis search nord stream.')

/** Discord closes a form when it is sent. The answer lists all mistakes, with a button that opens the form again, filled in. */
const mistakes = ({ fields }: Form, errors: Readonly<Record<string, string>>, text: string): Card => ({
  tone: 'problem',
  blocks: Object.entries(errors).map(([name, error]) => ({
    type: 'text',
    text: [`${fields.find((field) => field.name === name)?.label ?? name}: ${error}`],
  })),
  actions: [{ label: 'Correct…', form: text }],
})

/** Whether the message with the button is visible to the person alone. */
const isEphemeral = ({ message }: Of<3>): boolean => ((message.flags ?? 0) & 64) !== 0

/** Answers interactions: acknowledged at once, answered when the core has the answer. */
export const createReceive = (context: Context) => {
  const { handler, memory, log } = context
  const shares = createShares(context)
  const askerOf = createAskerOf(createOpenChannels(context))

  /** Acknowledges, and only then determines the command, runs it, and shows its answer to the person. */
  const run = async (
    interaction: Interaction,
    reply: Reply,
    find: () => Promise<Asked> | Asked,
    { other, acknowledgement = deferred }: { other?: OtherChannel | undefined; acknowledgement?: Acknowledgement } = {},
  ): Promise<void> => {
    if (!(await reply.acknowledge(acknowledgement))) return
    const asked = await find()
    if (typeof asked !== 'string') {
      // An error message never replaces the list in the message.
      return acknowledgement === deferredUpdate ? reply.followUp(asked, true) : reply.answer(asked, {})
    }
    const command = { text: asked, ...askerOf(interaction, other) }
    const card = await handler.answer(command)
    await reply.answer(card, { share: await shares.offer(command, card), channel: other?.id })
  }

  const openForm = async (interaction: Of<3>, press: Press, reply: Reply): Promise<void> => {
    // Discord accepts a form only as the first response, so there is no acknowledgement before it.
    const { argument } = press
    const name = argument.startsWith('=') ? ((await keptCommand(memory, argument.slice(1))) ?? 'subscribe') : argument
    const opened = await handler.form(name, askerOf(interaction, otherOf(press)))
    if ('refusal' in opened) return reply.say(opened.refusal)
    return reply.callback({ type: InteractionResponseType.Modal, data: renderForm(opened.form, press.channel) })
  }

  const pressed = async (interaction: Of<3>, reply: Reply): Promise<void> => {
    const press = readCustomId(interaction.data.custom_id)
    if (press === undefined) return reply.say(expiredButton)
    const { kind, argument } = press
    if (kind === 'form') return openForm(interaction, press, reply)
    const other = otherOf(press)
    if (kind === 'share') {
      const { place, person } = askerOf(interaction)
      return share(interaction, argument, { name: person.name, place, handler, reply, shares })
    }
    const find = async (): Promise<Asked> =>
      kind === 'kept' ? ((await keptCommand(memory, argument)) ?? expiredButton) : argument
    const acknowledgement = isEphemeral(interaction) && isPageTurn(argument) ? deferredUpdate : deferred
    return run(interaction, reply, find, { other, acknowledgement })
  }

  const submitted = async (interaction: Of<5>, reply: Reply): Promise<void> => {
    const press = readCustomId(interaction.data.custom_id)
    if (press?.kind !== 'form') return reply.say(expiredForm)
    const other = otherOf(press)
    const find = async (): Promise<Asked> => {
      const opened = await handler.form(press.argument, askerOf(interaction, other))
      if ('refusal' in opened) return opened.refusal
      const values = formValues(interaction)
      const text = withoutName(opened.form.command(values))
      const errors = await handler.formErrors(opened.form.name, values)
      return Object.keys(errors).length > 0 ? mistakes(opened.form, errors, text) : text
    }
    return run(interaction, reply, find, { other })
  }

  const typed = async (interaction: Of<2>, reply: Reply): Promise<void> => {
    if (interaction.data.name === findOnRsis) return run(interaction, reply, () => messageText(interaction) ?? noWords)
    const { text, other } = typedCommand(interaction, await handler.grammar())
    return run(interaction, reply, () => text, { other })
  }

  const dispatch = async (interaction: Interaction, reply: Reply): Promise<void> => {
    switch (interaction.type) {
      case InteractionType.ApplicationCommand:
        return typed(interaction, reply)
      case InteractionType.ApplicationCommandAutocomplete:
        return complete(interaction, context, askerOf, reply)
      case InteractionType.MessageComponent:
        return pressed(interaction, reply)
      case InteractionType.ModalSubmit:
        return submitted(interaction, reply)
    }
  }

  /** Answers the interaction in a gateway event. Never rejects. */
  return async (data: unknown): Promise<void> => {
    const interaction = readInteraction(data)
    const address = readAddress(data)
    try {
      if (interaction !== undefined) return await dispatch(interaction, createReply(context, interaction))
      log.warn('Discord sent an interaction that cannot be read')
      if (address !== undefined) await createReply(context, address).say(unreadable('Discord'))
    } catch (error) {
      log.error({ error: describeError(error) }, 'an interaction failed')
      if (address !== undefined) await createReply(context, address).say(failed, true)
    }
  }
}

/** The channel in a button; a button contains no permissions. */
const otherOf = ({ channel }: Press): OtherChannel | undefined => (channel === undefined ? undefined : { id: channel })
