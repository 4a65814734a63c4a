import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Card, Command } from '../../src/commands/port.ts'
import { answerProblem, wantsJson } from './answering.ts'
import { channelPage } from './channel.ts'
import { isCrossSite } from './guard.ts'
import type { AppOptions } from './options.ts'
import type { Answer } from './pages/channel.ts'
import { crossSite, missingText } from './pages/problem.ts'
import { readCommand } from './read-command.ts'

/** The longest command that is read, in UTF-16 code units; Discord's longest message is 4,000. */
const longestCommand = 4500
/** A command of the greatest length in its longest encoding, `%xx` for each of three bytes, and a frame around it. */
const largestBody = longestCommand * 9 + 10_000

const tooLong: Card = {
  tone: 'problem',
  blocks: [
    {
      type: 'text',
      text: [
        `The command is longer than ${longestCommand.toLocaleString('en')} characters. Shorten it and send it again.`,
      ],
    },
  ],
}

/** `POST /command` with the field `text`, as a form or as JSON → the card that answers it, as a page or as data. */
export const addCommand = (app: Hono, options: AppOptions, handle: (command: Command) => Promise<Card>): void => {
  const answerWith = async (c: Context, answer: Answer, status: 200 | 413): Promise<Response> =>
    wantsJson(c) ? c.json(answer.card, status) : c.html(await channelPage(options, answer), status)

  const refuseTooLong = async (c: Context): Promise<Response> =>
    answerWith(c, { command: '/rsis …', card: tooLong }, 413)

  // Where a person lands who reloads an answer by its address.
  app.get('/command', (c) => c.redirect('/', 303))

  app.post(
    '/command',
    async (c, next) => {
      c.header('Cache-Control', 'no-store')
      return isCrossSite(c) ? answerProblem(c, crossSite) : next()
    },
    bodyLimit({ maxSize: largestBody, onError: refuseTooLong }),
    async (c) => {
      const text = await readCommand(c)
      if (text === undefined) return answerProblem(c, missingText)
      if (text.length > longestCommand) return refuseTooLong(c)
      const card = await handle({ text, place: options.place, person: 'web' })
      return answerWith(c, { command: `/rsis ${text}`.trim(), card }, 200)
    },
  )
}
