import type { Context, Hono, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie } from 'hono/cookie'
import { z } from 'zod'
import { problemCard } from '../../../src/card/problem-card.ts'
import { wholeAnswer } from '../../../src/card/with-file.ts'
import type { Asker, Card, Handler } from '../../../src/commands/port.ts'
import { addCompletion } from './complete.ts'
import { answerProblem, readBody, wantsJson } from './reply.ts'
import { channelPage } from '../render/channel.ts'
import type { AppOptions } from '../options.ts'
import type { Answer } from '../render/pages/channel.ts'
import { renderForm } from '../render/pages/form.ts'
import { missingText, notFound } from '../render/pages/problem.ts'
import { withoutName } from '../../../src/platform/typed-command.ts'

/** The longest command that is accepted, in UTF-16 code units; Discord's longest message has 4,000. */
const longestCommand = 4500
/** The longest command in its longest encoding, `%xx` for each of three bytes, with some room for the other fields. */
const largestBody = longestCommand * 9 + 10_000

/** Everybody with access may do everything on the page, because access needs this machine or the password. */
const yes = async (): Promise<true> => true
const person = { id: 'web', name: 'the preview page', mayManage: yes, mayManageAll: yes, mayRead: yes } as const

/** The time zone of the person's browser, which the page's script stores in a cookie; undefined if it is not a known zone. */
const zoneOf = (c: Context): string | undefined => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: getCookie(c, 'zone') ?? '' }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}

const commandBody = z.object({ text: z.string() })

/** The typed text without `/rsis`; undefined if the request has no field `text`. */
const readCommand = async (c: Context): Promise<string | undefined> => {
  const parsed = commandBody.safeParse(await readBody(c))
  return parsed.success ? withoutName(parsed.data.text) : undefined
}

const formValues = z.record(z.string().max(100), z.string().max(5000))

const tooLong = problemCard(
  `The command is longer than ${longestCommand.toLocaleString('en')} characters. Shorten it and send it again.`,
)

/** Servers on the way refuse longer addresses; Node itself accepts 16 kB of headers. */
const longestAddress = 4000

const addressOf = (text: string): string => `/ask?text=${encodeURIComponent(text)}`

/** Opening an address must not change anything: the card shows the command, with a button that runs it. */
const confirmation = (text: string): Card => ({
  title: { text: 'Run this command?' },
  blocks: [{ type: 'copy', text: `/rsis ${text}` }],
  actions: [{ label: 'Run it', command: `/rsis ${text}` }],
})

/**
 * `POST /command` with the field `text`, as a form or as JSON → the answer, as data or as a page. The answer to a
 * command that only reads has an address, `GET /ask?text=…`, and so has the file of an answer, `GET /file?text=…`.
 */
export const addCommand = (app: Hono, options: AppOptions, handler: Handler): void => {
  const answerWith = async (c: Context, answer: Answer, status: 200 | 413): Promise<Response> =>
    wantsJson(c) ? c.json(await wholeAnswer(answer.card), status) : c.html(await channelPage(options, answer), status)

  const askerOf = (c: Context): Asker => ({
    place: options.place,
    person: { ...person, zone: async () => zoneOf(c) },
  })

  const refuseTooLong = async (c: Context): Promise<Response> =>
    answerWith(c, { command: '/rsis …', card: tooLong }, 413)

  // The same as typing the command that the form's values make.
  app.get('/forms/:name', async (c) => {
    const opened = await handler.form(c.req.param('name'), askerOf(c))
    return 'form' in opened ? c.html(renderForm(opened.form)) : answerProblem(c, notFound)
  })

  app.post('/forms/:name', bodyLimit({ maxSize: largestBody, onError: refuseTooLong }), async (c) => {
    const opened = await handler.form(c.req.param('name'), askerOf(c))
    const values = formValues.safeParse(await c.req.parseBody())
    if (!('form' in opened) || !values.success) return answerProblem(c, notFound)
    const errors = await handler.formErrors(opened.form.name, values.data)
    if (Object.keys(errors).length > 0) {
      if (wantsJson(c)) return c.json({ errors }, 422)
      return c.html(renderForm(opened.form, { values: values.data, errors }), 422)
    }
    const command = opened.form.command(values.data)
    const card = await handler.answer({ text: command, ...askerOf(c) })
    return answerWith(c, { command, card }, 200)
  })

  addCompletion(app, handler, { place: options.place, person })

  // For people who reload the page of an answer.
  app.get('/command', (c) => c.redirect('/', 303))

  const neverStored: MiddlewareHandler = async (c, next) => {
    c.header('Cache-Control', 'no-store')
    return next()
  }

  app.get('/ask', neverStored, async (c) => {
    const text = withoutName(c.req.query('text') ?? '')
    if (text === '') return wantsJson(c) ? answerProblem(c, missingText) : c.redirect('/', 303)
    if (text.length > longestCommand) return refuseTooLong(c)
    const isChange = await handler.changes(text)
    const card = isChange ? confirmation(text) : await handler.answer({ text, ...askerOf(c) })
    return answerWith(c, { command: `/rsis ${text}`, card }, 200)
  })

  // Asked for again rather than kept: a file may be large, and is always as of now.
  app.get('/file', neverStored, async (c) => {
    const text = withoutName(c.req.query('text') ?? '')
    if (text === '') return answerProblem(c, missingText)
    if (text.length > longestCommand) return refuseTooLong(c)
    if (await handler.changes(text)) return answerProblem(c, notFound)
    const card = await handler.answer({ text, place: options.place, person })
    const { file } = await wholeAnswer(card)
    if (file === undefined) return answerWith(c, { command: `/rsis ${text}`, card }, 200)
    return c.body(file.text, 200, {
      'Content-Type': `${file.mediaType}; charset=utf-8`,
      'Content-Disposition': `attachment; filename="${file.name}"`,
    })
  })

  app.post('/command', neverStored, bodyLimit({ maxSize: largestBody, onError: refuseTooLong }), async (c) => {
    const text = await readCommand(c)
    if (text === undefined) return answerProblem(c, missingText)
    if (text.length > longestCommand) return refuseTooLong(c)
    const address = addressOf(text)
    const hasAddress = text !== '' && !wantsJson(c) && address.length <= longestAddress
    if (hasAddress && !(await handler.changes(text))) return c.redirect(`${address}#answer`, 303)
    const card = await handler.answer({ text, ...askerOf(c) })
    return answerWith(c, { command: `/rsis ${text}`.trim(), card }, 200)
  })
}
