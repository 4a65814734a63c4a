import type { Hono } from 'hono'
import { type Asker, completed, completing, type Handler, type Suggestion } from '../../../src/commands/port.ts'
import { visibleLine } from '../../../src/card/text.ts'
import { withoutName } from '../../../src/platform/typed-command.ts'

const most = 8
const longest = 300

const named = (names: readonly string[], typed: string): Suggestion[] =>
  names
    .filter((name) => name.startsWith(typed.toLowerCase()) && name !== typed.toLowerCase())
    .map((name) => ({ label: name, value: name }))

/** `GET /complete?text=…` → at most eight completions of the line, each with its label and the complete line. */
export const addCompletion = (app: Hono, handler: Handler, asker: Asker): void => {
  app.get('/complete', async (c) => {
    const text = withoutName(c.req.query('text') ?? '')
    const isOpen = /\s$/u.test(c.req.query('text') ?? '')
    const line = isOpen && text !== '' ? `${text} ` : text
    const found = line.length > longest ? undefined : completing(line, await handler.grammar())
    if (found === undefined) return c.json([])
    const suggestions =
      found.what === undefined
        ? named(found.names ?? [], found.typed)
        : await handler.suggest(found.what, found.typed, asker)
    return c.json(
      suggestions.slice(0, most).map((one) => ({ label: visibleLine(one.label), line: completed(found, one) })),
    )
  })
}
