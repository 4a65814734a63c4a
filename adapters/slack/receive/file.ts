import type { WebClient } from '@slack/web-api'
import { problemCard } from '../../../src/card/problem-card.ts'
import { wholeAnswer } from '../../../src/card/with-file.ts'
import type { Card, Command } from '../../../src/commands/port.ts'
import { describeError } from '../../../src/errors.ts'
import type { Log } from '../../../src/log.ts'
import { refusalOf } from '../connect/errors.ts'
import { openDirect } from '../connect/open-direct.ts'
import { renderMessage } from '../render/message.ts'

type Deps = { readonly client: (tenant: string) => Promise<WebClient>; readonly log: Log }

const withLine = (card: Card, line: string): Card => ({
  ...card,
  blocks: [{ type: 'text', text: [line] }, ...card.blocks],
})

const refusalLine = (error: unknown): string =>
  refusalOf(error) === 'missing_scope'
    ? 'The file was not sent: the app lacks the scope files:write. An admin of the workspace installs it again.'
    : 'The file was not sent. Ask for it again in a minute.'

/**
 * An answer for one person cannot carry a file on Slack: the file goes to their direct messages, and the answer says so. A file
 * that takes time comes after the answer.
 */
export const sendFile = async ({ client, log }: Deps, { place, person }: Command, card: Card): Promise<Card> => {
  const { file } = card
  if (file === undefined) return card
  const upload = async (slack: WebClient, channel: string): Promise<void> => {
    const { file: { name, text } = file } = await wholeAnswer(card)
    await slack.filesUploadV2({ channel_id: channel, filename: name, title: name, content: text })
  }
  const warn = (error: unknown): string => {
    log.warn({ error: describeError(error) }, 'a file was not sent')
    return refusalLine(error)
  }
  try {
    const slack = await client(place.tenant)
    const channel = await openDirect(slack, person.id)
    if (file.later !== undefined) {
      void upload(slack, channel)
        .catch(async (error: unknown) =>
          slack.chat.postMessage({ channel, ...renderMessage(problemCard(warn(error))) }),
        )
        .catch(warn)
      return withLine(card, `${file.name} will come in your direct messages with this app.`)
    }
    await upload(slack, channel)
    return withLine(card, `${file.name} is in your direct messages with this app.`)
  } catch (error) {
    return withLine(card, warn(error))
  }
}
