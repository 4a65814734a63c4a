import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { Card, Command } from '../../../src/commands/port.ts'
import { describeError } from '../../../src/errors.ts'
import type { Log } from '../../../src/log.ts'
import { refusalOf } from '../connect/errors.ts'

type Deps = { readonly client: (tenant: string) => Promise<WebClient>; readonly log: Log }

const openedSchema = z.object({ channel: z.object({ id: z.string() }) })

const withLine = (card: Card, line: string): Card => ({
  ...card,
  blocks: [{ type: 'text', text: [line] }, ...card.blocks],
})

/** An answer for one person cannot carry a file on Slack: the file goes to their direct messages, and the answer says so. */
export const sendFile = async ({ client, log }: Deps, { place, person }: Command, card: Card): Promise<Card> => {
  const { file } = card
  if (file === undefined) return card
  try {
    const slack = await client(place.tenant)
    const { channel } = openedSchema.parse(await slack.conversations.open({ users: person.id }))
    await slack.filesUploadV2({ channel_id: channel.id, filename: file.name, title: file.name, content: file.text })
    return withLine(card, `${file.name} is in your direct messages with this app.`)
  } catch (error) {
    log.warn({ error: describeError(error) }, 'Slack did not take a file')
    const isOld = refusalOf(error) === 'missing_scope'
    return withLine(
      card,
      isOld
        ? 'The file was not sent: the app lacks the scope files:write. An admin of the workspace installs it again.'
        : 'Slack did not take the file. Ask for it again in a minute.',
    )
  }
}
