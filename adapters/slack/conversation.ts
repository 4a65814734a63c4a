import type { WebClient } from '@slack/web-api'
import type { Card, Command, Handler, Person, Place } from '../../src/commands/port.ts'
import { describeError } from '../../src/errors.ts'
import type { Log } from '../../src/log.ts'
import type { Once } from './once.ts'
import type { Permissions } from './permissions.ts'
import { typedText } from './render/text.ts'

/** What every kind of interaction needs. */
export type Conversation = {
  readonly handler: () => Handler
  readonly client: (tenant: string) => Promise<WebClient>
  readonly permissions: Permissions
  readonly once: Once
  readonly log: Log
}

/** The place as Slack's signed payload names it. A direct message is the person's own place, whatever its id. */
export const placeOf = (tenant: string, channel: string | undefined, person: string): Place =>
  channel === undefined || channel.startsWith('D')
    ? { platform: 'slack', tenant, channel: person, isDirect: true }
    : { platform: 'slack', tenant, channel }

export const personOf = (
  { permissions, log }: Pick<Conversation, 'permissions' | 'log'>,
  place: Place,
  id: string,
  name: string | undefined,
): Person => ({
  id,
  name: name === undefined || name === '' ? id : name,
  mayManage: async () => {
    try {
      return await permissions.mayManage(place, id)
    } catch (error) {
      log.warn({ tenant: place.tenant, error: describeError(error) }, 'Slack does not say who may manage')
      return false
    }
  },
})

/** The text behind `/rsis`, as buttons carry it with the command in front. */
export const commandText = (text: string): string =>
  typedText(text)
    .replace(/^\s*\/rsis\b\s*/iu, '')
    .trim()

export const answerTo = async ({ handler }: Conversation, command: Command): Promise<Card> => handler().answer(command)

/** A card of ours about something that went wrong here, and not in the core. */
export const sorry = (text: string): Card => ({ tone: 'problem', blocks: [{ type: 'text', text: [text] }] })
