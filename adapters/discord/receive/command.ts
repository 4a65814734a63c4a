import { z } from 'zod'
import { unfold } from './autocomplete.ts'
import { type CommandSpec, optionsAt, writeCommand } from '../../../src/commands/port.ts'
import { messageCommand } from '../../../src/platform/typed-command.ts'
import type { Of, ShownMessage } from './payloads.ts'

/** The text of a slash command, and the channel that it names. */
export const typedCommand = ({ data }: Of<2>, specs: readonly CommandSpec[]) => {
  const { path, options } = unfold(data.options)
  const given = options.flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value }]))
  const known = optionsAt(specs, path)
  const channelOption = known.find(({ writing }) => writing === 'channel')?.name
  const id = given.find(({ name }) => name === channelOption)?.value
  return {
    text: writeCommand(path, known, given),
    other: typeof id === 'string' ? data.resolved?.channels?.[id] : undefined,
  }
}

const contentSchema = z.object({ content: z.string().optional(), components: z.array(z.unknown()).optional() })

/** The texts in a message made of components, such as our own messages. */
const textsIn = (component: unknown): string[] => {
  const { content, components = [] } = contentSchema.safeParse(component).data ?? {}
  return [...(content === undefined ? [] : [content]), ...components.flatMap(textsIn)]
}

const textsOf = ({ content, embeds, components }: ShownMessage): (string | undefined)[] => [
  content,
  ...embeds.flatMap(({ title, description }) => [title, description]),
  ...components.flatMap(textsIn),
]

/** The command for the message on which “Find on RSIS” was used; undefined if it has no words. */
export const messageText = ({ data }: Of<2>): string | undefined => {
  const message = data.target_id === undefined ? undefined : data.resolved?.messages?.[data.target_id]
  if (message === undefined) return undefined
  const forwarded = message.message_snapshots.map((snapshot) => snapshot.message)
  return messageCommand(
    [message, ...forwarded]
      .flatMap(textsOf)
      .filter((text) => text !== undefined)
      .join('\n'),
  )
}
