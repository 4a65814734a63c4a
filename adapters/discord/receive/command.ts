import { z } from 'zod'
import { unfold } from './autocomplete.ts'
import { type CommandSpec, optionsAt, writeCommand } from '../../../src/commands/port.ts'
import { messageCommand } from './message-command.ts'
import type { Of } from './payloads.ts'
import type { OtherChannel } from './context.ts'

/** What a slash command says, and the channel that it names. */
export const typedCommand = (
  { data }: Of<2>,
  specs: readonly CommandSpec[],
): {
  text: string
  other: OtherChannel | undefined
  appPermissions?: bigint | undefined
  channelType?: number
} => {
  const { path, options } = unfold(data.options)
  const given = options.flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value }]))
  const known = optionsAt(specs, path)
  const channelOption = known.find(({ writing }) => writing === 'channel')?.name
  const id = given.find(({ name }) => name === channelOption)?.value
  const channel = typeof id === 'string' ? data.resolved?.channels?.[id] : undefined
  const text = writeCommand(path, known, given)
  if (channel === undefined) return { text, other: undefined }
  return { text, other: channel, appPermissions: channel.app_permissions, channelType: channel.type }
}

const contentSchema = z.object({ content: z.string().optional(), components: z.array(z.unknown()).optional() })

/** The texts of a message of components, such as our own. */
const textsIn = (component: unknown): string[] => {
  const { content, components = [] } = contentSchema.safeParse(component).data ?? {}
  return [...(content === undefined ? [] : [content]), ...components.flatMap(textsIn)]
}

/** The command for the message that «Find on RSIS» was used on; undefined where there are no words in it. */
export const messageText = ({ data }: Of<2>): string | undefined => {
  const message = data.target_id === undefined ? undefined : data.resolved?.messages?.[data.target_id]
  const embeds = (message?.embeds ?? []).flatMap(({ title, description }) => [title, description])
  const parts = [message?.content, ...embeds, ...(message?.components ?? []).flatMap(textsIn)]
  return messageCommand(parts.filter((part) => part !== undefined).join('\n'))
}
