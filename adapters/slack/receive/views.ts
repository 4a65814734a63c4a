import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { describeError } from '../../../src/errors.ts'
import { answerTo, askerOf, type Context, type Pressed } from './context.ts'
import { renderMessage } from '../render/message.ts'
import { renderAnswerView, renderHome } from '../render/view.ts'
import { tell } from './reply.ts'

const openedSchema = z.object({ view: z.object({ id: z.string() }) })

/** Shows this workspace's subscriptions and the state of the program in the person's App Home. */
export const publishHome = async (context: Context, tenant: string, user: string): Promise<void> => {
  const asker = askerOf(context, tenant, undefined, { id: user })
  const cards = [
    await answerTo(context, { text: 'list all', ...asker }),
    await answerTo(context, { text: 'status', ...asker }),
  ]
  await context
    .client(tenant)
    .then(async (slack) => slack.views.publish({ user_id: user, view: renderHome(cards) }))
    .catch((error: unknown) => context.log.warn({ tenant, error: describeError(error) }, 'App Home was not updated'))
}

/** The modal for the answer; undefined if Slack opens none. The modal is opened before the answer is known, because the trigger that opens it expires after three seconds. */
const openView = async (slack: WebClient, trigger_id: string): Promise<string | undefined> =>
  slack.views.open({ trigger_id, view: renderAnswerView(undefined) }).then(
    (answer) => openedSchema.safeParse(answer).data?.view.id,
    () => undefined,
  )

/**
 * Answers in a modal where there is no channel, otherwise in a direct message. If the button was in a modal, the answer
 * replaces the modal.
 */
export const answerInView = async (context: Context, pressed: Pressed, text: string): Promise<void> => {
  const { press, place, person } = pressed
  const { tenant } = place
  const slack = await context.client(tenant)
  const view_id = press.view?.type === 'modal' ? press.view.id : await openView(slack, press.trigger_id)
  const card = await answerTo(context, { text, place, person })
  const isShown =
    view_id !== undefined &&
    (await slack.views.update({ view_id, view: renderAnswerView(card) }).then(
      () => true,
      () => false,
    ))
  if (!isShown) await tell(context, pressed, renderMessage(card))
  if (press.view?.type === 'home') await publishHome(context, tenant, press.user.id)
}
