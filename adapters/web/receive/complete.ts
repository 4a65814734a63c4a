import type { Hono } from 'hono'
import { completions } from '../../../src/commands/port.ts'
import { visibleLine } from '../../../src/card/text.ts'
import { withoutName } from '../../../src/platform/typed-command.ts'
import type { Answering } from './answering.ts'

const most = 8
const longest = 300

/** `GET /complete?text=…` → at most eight completions of the line, each with its label and the complete line. */
export const addCompletion = (app: Hono, { handler, askerOf }: Answering): void => {
  app.get('/complete', async (c) => {
    const typed = c.req.query('text') ?? ''
    const text = withoutName(typed)
    const line = text !== '' && /\s$/u.test(typed) ? `${text} ` : text
    if (line.length > longest) return c.json([])
    const lines = await completions(line, await handler.grammar(), (what, part) =>
      handler.suggest(what, part, askerOf(c)),
    )
    return c.json(lines.slice(0, most).map((one) => ({ ...one, label: visibleLine(one.label) })))
  })
}
