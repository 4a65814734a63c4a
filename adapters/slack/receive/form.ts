import type { App } from '@slack/bolt'
import { z } from 'zod'
import type { Card, Place } from '../../../src/commands/port.ts'
import { problemCard } from '../../../src/card/problem-card.ts'
import { describeError } from '../../../src/errors.ts'
import { answerTo, askerOf, type Context, commandText, type Pressed } from './context.ts'
import { submissionSchema } from './payloads.ts'
import { renderMessage } from '../render/message.ts'
import { renderForm } from '../render/view.ts'
import { forMeAlone, respond } from './reply.ts'
import { publishHome } from './views.ts'

/** What a modal remembers about where it was opened. The workspace and the person always come from the signed payload. */
const originSchema = z.object({
  form: z.string(),
  channel: z.string().optional(),
  url: z.url().optional(),
  isHome: z.boolean(),
})

type Origin = z.infer<typeof originSchema>

/** Answers only the person: where the form was opened, otherwise in the channel, otherwise in their direct messages with the app. */
const tell = async (context: Context, place: Place, user: string, origin: Origin, card: Card): Promise<void> => {
  const message = renderMessage(card)
  const { url } = origin
  const { tenant, channel } = place
  const chat = async () => (await context.client(tenant)).chat
  const ways = [
    ...(url === undefined ? [] : [async () => respond(url, forMeAlone, message)]),
    ...(place.isDirect === true ? [] : [async () => (await chat()).postEphemeral({ channel, user, ...message })]),
    async () => (await chat()).postMessage({ channel: user, ...message }),
  ]
  for (const way of ways) {
    try {
      await way()
      return
    } catch (error) {
      context.log.debug({ tenant, error: describeError(error) }, 'an answer is sent another way')
    }
  }
}

/** Opens the form that the button names, filled in with the present values of this place. */
export const openForm = async (context: Context, pressed: Pressed): Promise<void> => {
  const { press, place, person, tenant, value } = pressed
  const opened = await context.handler().form(value, { place, person })
  const origin: Origin = {
    form: value,
    ...(press.channel === undefined ? {} : { channel: press.channel.id }),
    ...(press.response_url === undefined ? {} : { url: press.response_url }),
    isHome: press.view?.type === 'home',
  }
  const answer = async (card: Card): Promise<void> => tell(context, place, press.user.id, origin, card)
  if ('refusal' in opened) return answer(opened.refusal)
  try {
    const slack = await context.client(tenant)
    await slack.views.open({ trigger_id: press.trigger_id, view: renderForm(opened.form, JSON.stringify(origin)) })
  } catch (error) {
    context.log.warn({ tenant, error: describeError(error) }, 'a form could not be opened')
    await answer(problemCard('Slack did not open the form; please press the button again.'))
  }
}

type Submission = z.infer<typeof submissionSchema>

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
  try {
    const origin = originSchema.parse(JSON.parse(sent.view.private_metadata))
    const errors = await handler().formErrors(origin.form, valuesOf(sent))
    return Object.keys(errors).length === 0 ? undefined : errors
  } catch (error) {
    log.warn({ error: describeError(error) }, 'a form was not checked')
    return undefined
  }
}

/** Handles forms: a form that is sent runs the command that its values make. */
export const handleForms = (app: App, context: Context): void => {
  app.view('form', async ({ body }) => {
    const sent = submissionSchema.parse(body)
    const { team, user, view } = sent
    const origin = originSchema.parse(JSON.parse(view.private_metadata))
    const tenant = team?.id ?? user.team_id ?? ''
    const asker = askerOf(context, tenant, origin.channel, user)
    const opened = await context.handler().form(origin.form, asker)
    const card =
      'refusal' in opened
        ? opened.refusal
        : await answerTo(context, { text: commandText(opened.form.command(valuesOf(sent))), ...asker })
    await tell(context, asker.place, user.id, origin, card)
    if (origin.isHome) await publishHome(context, tenant, user.id)
  })
}
