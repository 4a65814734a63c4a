import type { Context, Hono, MiddlewareHandler } from 'hono'
import { z } from 'zod'
import { wholeAnswer } from '../../../src/card/with-file.ts'
import type { Card } from '../../../src/commands/port.ts'
import { withoutName } from '../../../src/platform/typed-command.ts'
import { missingText, notFound } from '../render/pages/problem.ts'
import { type Answering, longestCommand } from './answering.ts'
import { addCompletion } from './complete.ts'
import { addForms } from './forms.ts'
import { answerProblem, readBody, taking, wantsJson } from './reply.ts'

const commandBody = z.object({ text: z.string() })

/** The typed text without `/rsis`; undefined if the request has no field `text`. */
const readCommand = async (c: Context): Promise<string | undefined> => {
  const parsed = commandBody.safeParse(await readBody(c))
  return parsed.success ? withoutName(parsed.data.text) : undefined
}

/** Servers on the way refuse longer addresses; Node itself accepts 16 kB of headers. */
const longestAddress = 4000

const addressOf = (text: string): string => `/ask?text=${encodeURIComponent(text)}`

/** Opening an address must not change anything: the card shows the command, with a button that runs it. */
const confirmation = (text: string): Card => ({
  title: { text: 'Run this command?' },
  blocks: [{ type: 'copy', text: `/rsis ${text}` }],
  actions: [{ label: 'Run it', command: `/rsis ${text}` }],
})

const neverStored: MiddlewareHandler = async (c, next) => {
  c.header('Cache-Control', 'no-store')
  return next()
}

/** `GET /ask?text=…`: the answer to a command that only reads. */
const addAsk = (app: Hono, { handler, show, refuseTooLong, run }: Answering): void => {
  app.get('/ask', neverStored, taking('text'), async (c) => {
    const text = withoutName(c.req.query('text') ?? '')
    if (text === '') return wantsJson(c) ? answerProblem(c, missingText) : c.redirect('/', 303)
    if (text.length > longestCommand) return refuseTooLong(c)
    const isChange = await handler.changes(text)
    return isChange ? show(c, { command: `/rsis ${text}`, card: confirmation(text) }) : run(c, text)
  })
}

/** `GET /file?text=…`: the file of an answer. It is made again and not kept: it may be large, and is always as of now. */
const addFile = (app: Hono, { handler, askerOf, show, refuseTooLong }: Answering): void => {
  app.get('/file', neverStored, taking('text'), async (c) => {
    const text = withoutName(c.req.query('text') ?? '')
    if (text === '') return answerProblem(c, missingText)
    if (text.length > longestCommand) return refuseTooLong(c)
    if (await handler.changes(text)) return answerProblem(c, notFound)
    const card = await handler.answer({ text, ...askerOf(c) })
    const { file } = await wholeAnswer(card)
    if (file === undefined) return show(c, { command: `/rsis ${text}`, card })
    return c.body(file.text, 200, {
      'Content-Type': `${file.mediaType}; charset=utf-8`,
      'Content-Disposition': `attachment; filename="${file.name}"`,
    })
  })
}

/** `POST /command` with the field `text`, as a form or as JSON; a page leads to the answer's address if it has one. */
const addTyped = (app: Hono, { handler, limitBody, refuseTooLong, run }: Answering): void => {
  app.post('/command', neverStored, limitBody(), async (c) => {
    const text = await readCommand(c)
    if (text === undefined) return answerProblem(c, missingText)
    if (text.length > longestCommand) return refuseTooLong(c)
    const address = addressOf(text)
    const hasAddress = text !== '' && !wantsJson(c) && address.length <= longestAddress
    return hasAddress && !(await handler.changes(text)) ? c.redirect(`${address}#answer`, 303) : run(c, text)
  })
  // For people who reload the page of an answer.
  app.get('/command', (c) => c.redirect('/', 303))
}

/** The addresses at which commands are given and answered, as pages or as data. */
export const addCommand = (app: Hono, answering: Answering): void => {
  addForms(app, answering)
  addCompletion(app, answering)
  addAsk(app, answering)
  addFile(app, answering)
  addTyped(app, answering)
}
