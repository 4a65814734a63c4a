import { createHash } from 'node:crypto'
import { describeError } from '../../../src/errors.ts'
import { expiredButton } from '../../../src/platform/refusals.ts'
import { answerNotKept, notSharedCard } from '../../../src/platform/shares.ts'
import { isPageTurn } from '../../../src/platform/typed-command.ts'
import { answerMessage, askerOf, type Context, commandText, type Pressed } from './context.ts'
import { openForm } from './form.ts'
import type { From } from './on.ts'
import type { Press } from './payloads.ts'
import { renderMessage } from '../render/message.ts'
import { ephemeral, respond, tell, threadOf } from './reply.ts'
import { unfurl } from './unfurl.ts'
import { answerInView } from './views.ts'

/**
 * A second press of the same button within this time is a double click. The blocks of each answer have
 * new ids, so that the same button on the next page counts as another one.
 */
const doubleClickMs = 3000

const readPress = (context: Context, press: Press, tenant: string): Pressed => {
  const { user, channel, container, view } = press
  const where = container.message_ts ?? view?.id ?? press.trigger_id
  return {
    press,
    ...askerOf(context, tenant, channel?.id, user),
    value: press.actions[0]?.value ?? '',
    message: `${tenant}:${channel?.id ?? ''}:${where}`,
  }
}

/** Runs the button's command as if the person had typed it. */
const run = async (context: Context, pressed: Pressed): Promise<void> => {
  const { press, place, person, value } = pressed
  const text = commandText(value)
  if (press.view !== undefined || press.response_url === undefined) return answerInView(context, pressed, text)
  // Another page replaces the present one; any other answer leaves what the person was reading.
  const isNextPage = press.container.is_ephemeral === true && isPageTurn(text)
  const more = threadOf(press.container)
  const manner = { ...ephemeral, replace_original: isNextPage, ...more }
  const answer = await answerMessage(context, { text, place, person })
  await tell(context, pressed, answer, { url: press.response_url, manner, more })
}

/** Posts the shown answer for everybody, once, with the name of who shared it. */
const share = async (context: Context, pressed: Pressed): Promise<void> => {
  const { shares } = context
  const { press, place, person, value, message } = pressed
  const url = press.response_url
  if (url === undefined) return undefined
  const shown = await shares.find(value)
  if (shown === undefined) return respond(url, ephemeral, renderMessage(answerNotKept))
  const thread = press.container.thread_ts
  const isMember = await context.permissions.isMember(place)
  const outcome = await shares.share({
    shown,
    id: value,
    message,
    name: async () => (await context.permissions.nameOf(place.tenant, person.id)) || person.name,
    place: isMember ? { ...place, ...(thread !== undefined && { thread }) } : undefined,
    handler: context.handler,
    otherwise: (card) =>
      respond(
        url,
        { response_type: 'in_channel', replace_original: false, ...threadOf(press.container) },
        renderMessage(card),
      ),
  })
  if (outcome === 'known') return undefined
  if (outcome === 'shared') {
    const card = { ...shown.card, byline: 'Shared with the channel.' }
    // The answer is shared, whether or not the person's own copy can say so.
    return respond(url, { ...ephemeral, replace_original: true }, renderMessage(card)).catch((error: unknown) =>
      context.log.info({ error: describeError(error) }, 'a shared answer could not be marked as shared'),
    )
  }
  return respond(url, ephemeral, renderMessage(notSharedCard('Slack', outcome)))
}

/** What a button does, by the first part of its `action_id`. Slack also reports buttons that only open an address. */
const kinds = new Map(Object.entries({ run, share, form: openForm, unfurl, open: async () => {} }))

const sayExpired = async (context: Context, pressed: Pressed): Promise<void> =>
  tell(context, pressed, renderMessage(expiredButton), { url: pressed.press.response_url })

/** Handles a button: it runs its command, opens its form, or shares the answer above it. */
export const handlePress = async (context: Context, press: Press, { tenant }: From): Promise<void> => {
  const pressed = readPress(context, press, tenant)
  const [{ action_id, block_id } = { action_id: '' }] = press.actions
  const what = createHash('sha256').update(`${block_id}\n${action_id}\n${pressed.value}`).digest('base64url')
  const [kind = ''] = action_id.split('.')
  const act = async (): Promise<void> => (kinds.get(kind) ?? sayExpired)(context, pressed)
  await context.once(`press:${pressed.message}:${press.user.id}:${what}`, act, doubleClickMs)
}
