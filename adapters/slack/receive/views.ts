import { z } from 'zod'
import { answerTo, askerOf, type Context, type Pressed } from './context.ts'
import { renderAnswerView, renderHome } from '../render/view.ts'

const openedSchema = z.object({ view: z.object({ id: z.string() }) })

/** Shows this workspace's subscriptions and the state of the program in the person's App Home. */
export const publishHome = async (context: Context, tenant: string, user: string): Promise<void> => {
  const asker = askerOf(context, tenant, undefined, { id: user })
  const cards = [
    await answerTo(context, { text: 'list all', ...asker }),
    await answerTo(context, { text: 'status', ...asker }),
  ]
  const slack = await context.client(tenant)
  await slack.views.publish({ user_id: user, view: renderHome(cards) })
}

/**
 * Answers where there is no channel: in a modal, which is opened before the answer is known, because the trigger that opens it expires
 * after three seconds. If the button was in a modal, the answer replaces the modal.
 */
export const answerInView = async (context: Context, pressed: Pressed, text: string): Promise<void> => {
  const { press, place, person, tenant } = pressed
  const slack = await context.client(tenant)
  const view_id =
    press.view?.type === 'modal'
      ? press.view.id
      : openedSchema.parse(await slack.views.open({ trigger_id: press.trigger_id, view: renderAnswerView(undefined) }))
          .view.id
  const card = await answerTo(context, { text, place, person })
  await slack.views.update({ view_id, view: renderAnswerView(card) })
  if (press.view?.type === 'home') await publishHome(context, tenant, press.user.id)
}
