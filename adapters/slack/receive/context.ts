import type { WebClient } from '@slack/web-api'
import { type Asker, type Card, type Command, type Handler, type Place, placeKey } from '../../../src/commands/port.ts'
import type { Log } from '../../../src/log.ts'
import type { Once } from '../../../src/platform/once-per-id.ts'
import type { Shares } from '../../../src/platform/shares.ts'
import { withoutName } from '../../../src/platform/typed-command.ts'
import { sendFile } from './file.ts'
import type { Press } from './payloads.ts'
import type { Permissions } from './permissions.ts'
import { renderMessage, type SlackMessage } from '../render/message.ts'
import { typedText } from '../render/text.ts'

/** What the handlers of all interactions need. */
export type Context = {
  readonly handler: Handler
  readonly client: (tenant: string) => Promise<WebClient>
  /** Deletes the tokens of a workspace. */
  readonly forget: (tenant: string) => Promise<void>
  readonly permissions: Permissions
  readonly once: Once
  readonly shares: Shares
  readonly log: Log
}

/** The place that Slack's signed payload names. A direct message is the person's own place, and its id does not matter. */
const placeOf = (tenant: string, channel: string | undefined, person: string): Place =>
  channel === undefined || channel.startsWith('D')
    ? { platform: 'slack', tenant, channel: person, isDirect: true }
    : { platform: 'slack', tenant, channel }

/** Who asks, and where. Without a channel, it is in their direct messages. */
export const askerOf = (
  { permissions }: Pick<Context, 'permissions'>,
  tenant: string,
  channel: string | undefined,
  { id, name }: { readonly id: string; readonly name?: string | undefined },
): Asker => {
  const place = placeOf(tenant, channel, id)
  return {
    place,
    person: {
      id,
      name: name || id,
      mayManage: async () => permissions.mayManage(place, id),
      zone: async () => permissions.zoneOf(tenant, id),
      mayManageAll: async () => permissions.mayManageAll(tenant, id),
      // The signed payload proves that they are in the place where they ask.
      mayRead: async (asked) => placeKey(asked) === placeKey(place) || permissions.isOpenTo(asked, id),
    },
  }
}

/** A press of a button: by whom, where, and the button's value. */
export type Pressed = Asker & {
  readonly press: Press
  readonly value: string
  /** Identifies the message or view of the button, for actions that may happen only once. */
  readonly message: string
}

/** The text after `/rsis`; in buttons it begins with the command itself. */
export const commandText = (text: string): string => withoutName(typedText(text)).trim()

/** The answer as a card; its file is sent first. */
export const answerTo = async (context: Context, command: Command): Promise<Card> =>
  sendFile(context, command, await context.handler.answer(command))

/** The answer as a message, with a Share button if it may be shared. */
export const answerMessage = async (context: Context, command: Command): Promise<SlackMessage> => {
  const card = await answerTo(context, command)
  return renderMessage(card, { share: await context.shares.offer(command, card) })
}
