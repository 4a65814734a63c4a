import type { KnownBlock } from '@slack/types'
import { z } from 'zod'
import type { Asker, Card } from '../../../src/commands/port.ts'
import { clip, commentaryAction, visibleLine } from '../../../src/card/text.ts'
import { describeError } from '../../../src/errors.ts'
import { answerTo, askerOf, type Context, type Pressed } from './context.ts'
import type { From } from './on.ts'
import type { detailsSchema, linkSchema } from './payloads.ts'
import { renderBlocks } from '../render/message.ts'
import { plain, smallPrint } from '../render/rich-text.ts'
import { workObject } from '../render/work-object.ts'
import { respond } from './reply.ts'

const mostLinks = 3

const linkValueSchema = z.object({ ts: z.string(), url: z.string() })

/** The card of a link's commentary; undefined if the archive does not have it. */
const cardOf = async (context: Context, url: string, asker: Asker): Promise<Card | undefined> => {
  const card = await answerTo(context, { text: `show ${url}`, ...asker })
  return card.tone !== 'problem' && card.commentaries?.length === 1 ? card : undefined
}

/** The card below the link: the synopsis and the first claim, with a button for the rest. */
const short = (card: Card): Card => ({
  ...card,
  blocks: card.blocks.slice(0, 2),
  actions: [commentaryAction(card.commentaries ?? [])],
})

/** A link to a known commentary: asks only the person who posted it whether to show the briefing below. */
export const offerBriefings = async (
  context: Context,
  { user, channel, message_ts: ts, source, links }: z.infer<typeof linkSchema>,
  { tenant }: From,
): Promise<void> => {
  // A link in the composer is not posted yet.
  if (source === 'composer') return
  const asker = askerOf(context, tenant, channel, { id: user })
  const buttons: { title: string; url: string }[] = []
  for (const { url } of links.slice(0, mostLinks)) {
    const card = await cardOf(context, url, asker)
    if (card !== undefined) buttons.push({ title: card.title?.text ?? url, url })
  }
  if (buttons.length === 0) return
  const names = buttons.map(({ title }) => `“${clip(visibleLine(title), 100)}”`).join(', ')
  const question: KnownBlock[] = [
    smallPrint(`Show the briefing of ${names} under your link?`),
    {
      type: 'actions',
      elements: buttons.map(({ title, url }, index) => ({
        type: 'button',
        action_id: `unfurl.${index}`,
        text: plain(buttons.length === 1 ? 'Show it' : clip(visibleLine(title), 60)),
        value: JSON.stringify({ ts, url }),
      })),
    },
  ]
  const slack = await context.client(tenant)
  await slack.chat
    .postEphemeral({ channel, user, text: 'Show the briefing under your link?', blocks: question })
    .catch((error: unknown) =>
      context.log.debug({ tenant, error: describeError(error) }, 'no briefing was offered for a link'),
    )
}

/** Shows the whole briefing in the pane beside the conversation when somebody opens a Work Object. */
export const showDetails = async (
  context: Context,
  { user, channel, trigger_id, ...event }: z.infer<typeof detailsSchema>,
  { tenant }: From,
): Promise<void> => {
  const url = event.app_unfurl_url ?? event.entity_url
  const card = await cardOf(context, url, askerOf(context, tenant, channel, { id: user }))
  const shown = card === undefined ? { error: { status: 'not_found' as const } } : { metadata: workObject(card, url) }
  const slack = await context.client(tenant)
  await slack.entity
    .presentDetails({ trigger_id, ...shown })
    .catch((error: unknown) =>
      context.log.debug({ tenant, error: describeError(error) }, 'the pane of a Work Object stays empty'),
    )
}

/** Shows the briefing under the link, once. */
export const unfurl = async (context: Context, pressed: Pressed): Promise<void> => {
  const { press, place, person, value } = pressed
  const { tenant } = place
  const { ts, url } = linkValueSchema.parse(JSON.parse(value))
  const channel = press.channel?.id
  const card = await cardOf(context, url, { place, person })
  if (channel === undefined || card === undefined) return
  await context.once(`unfurl:${tenant}:${channel}:${ts}:${url}`, async () => {
    const slack = await context.client(tenant)
    const unfurls = { [url]: { blocks: renderBlocks(short(card)) } }
    try {
      await slack.chat.unfurl({ channel, ts, unfurls, metadata: { entities: [workObject(short(card), url)] } })
    } catch (error) {
      // An app made from an earlier manifest has no Work Object Previews.
      context.log.info({ tenant, error: describeError(error) }, 'a link is shown without its Work Object')
      await slack.chat.unfurl({ channel, ts, unfurls })
    }
    if (press.response_url === undefined) return
    // The preview is shown, whether or not the question about it can be removed.
    await respond(press.response_url, { delete_original: true }).catch((error: unknown) =>
      context.log.info({ tenant, error: describeError(error) }, 'the question about a link could not be removed'),
    )
  })
}
