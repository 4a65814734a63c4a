import { z } from 'zod'
import type { Card } from '../../../src/commands/port.ts'
import { problemCard } from '../../../src/card/problem-card.ts'
import { describeError } from '../../../src/errors.ts'
import { expiredForm } from '../../../src/platform/refusals.ts'
import { answerTo, askerOf, type Context, commandText, type Pressed } from './context.ts'
import type { From } from './on.ts'
import { type Submission, submissionSchema } from './payloads.ts'
import { renderMessage } from '../render/message.ts'
import { renderForm } from '../render/view.ts'
import { tell } from './reply.ts'
import { publishHome } from './views.ts'

/** What a modal remembers about where it was opened. The workspace and the person always come from the signed payload. */
const originSchema = z.object({
  form: z.string(),
  channel: z.string().optional(),
  url: z.url().optional(),
  isHome: z.boolean(),
})

type Origin = z.infer<typeof originSchema>

/** What the modal remembers; undefined if it is of an earlier version. */
const originOf = ({ view }: Submission): Origin | undefined => {
  try {
    return originSchema.parse(JSON.parse(view.private_metadata))
  } catch {
    return undefined
  }
}

/** Opens the form that the button names, filled in with the present values of this place. */
export const openForm = async (context: Context, pressed: Pressed): Promise<void> => {
  const { press, place, person, value } = pressed
  const { tenant } = place
  const opened = await context.handler.form(value, { place, person })
  const origin: Origin = {
    form: value,
    ...(press.channel === undefined ? {} : { channel: press.channel.id }),
    ...(press.response_url === undefined ? {} : { url: press.response_url }),
    isHome: press.view?.type === 'home',
  }
  const answer = async (card: Card): Promise<void> => tell(context, pressed, renderMessage(card), origin)
  if ('refusal' in opened) return answer(opened.refusal)
  try {
    const slack = await context.client(tenant)
    await slack.views.open({ trigger_id: press.trigger_id, view: renderForm(opened.form, JSON.stringify(origin)) })
  } catch (error) {
    context.log.warn({ tenant, error: describeError(error) }, 'a form could not be opened')
    await answer(problemCard('Slack did not open the form; please press the button again.'))
  }
}

const valuesOf = ({ view }: Submission): Record<string, string> =>
  Object.fromEntries(
    Object.entries(view.state.values).map(([name, { value }]) => [
      name,
      (value?.selected_option?.value ?? value?.value ?? '').trim(),
    ]),
  )

/**
 * The mistakes in a form that was sent, by block; undefined if there are none, and for everything
 * else that Slack sends. Slack shows mistakes that the acknowledgement contains in the form, which stays open.
 * Source: docs.slack.dev, Modals, Displaying errors in views.
 */
export const formErrorsIn = async (
  body: unknown,
  { handler, log }: Context,
): Promise<Readonly<Record<string, string>> | undefined> => {
  const sent = submissionSchema.safeParse(body).data
  if (sent?.view.callback_id !== 'form') return undefined
  const origin = originOf(sent)
  if (origin === undefined) return undefined
  try {
    const errors = await handler.formErrors(origin.form, valuesOf(sent))
    return Object.keys(errors).length === 0 ? undefined : errors
  } catch (error) {
    log.warn({ error: describeError(error) }, 'a form was not checked')
    return undefined
  }
}

/** Handles a form that was sent: runs the command that its values make. */
export const handleForm = async (context: Context, sent: Submission, { tenant }: From): Promise<void> => {
  const origin = originOf(sent)
  const asker = askerOf(context, tenant, origin?.channel, sent.user)
  if (origin === undefined) return tell(context, asker, renderMessage(expiredForm))
  const opened = await context.handler.form(origin.form, asker)
  const card =
    'refusal' in opened
      ? opened.refusal
      : await answerTo(context, { text: commandText(opened.form.command(valuesOf(sent))), ...asker })
  await tell(context, asker, renderMessage(card), origin)
  return origin.isHome ? publishHome(context, tenant, asker.person.id) : undefined
}
