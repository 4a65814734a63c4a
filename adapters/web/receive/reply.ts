import type { Context, MiddlewareHandler } from 'hono'
import { accepts } from 'hono/accepts'
import { type Problem, renderProblem, unknownParameter } from '../render/pages/problem.ts'

/** Whether the body of the request is JSON. */
const isJsonBody = (c: Context): boolean => c.req.header('content-type')?.split(';')[0]?.trim() === 'application/json'

/** The body, from a form or JSON; undefined if it cannot be read. */
export const readBody = async (c: Context): Promise<unknown> =>
  (isJsonBody(c) ? c.req.json() : c.req.parseBody()).catch(() => undefined)

/** Whether to answer with data: if `Accept` asks for it, or if the body is JSON and `Accept` does not ask for a page. */
export const wantsJson = (c: Context): boolean =>
  accepts(c, {
    header: 'Accept',
    supports: ['text/html', 'application/json'],
    default: isJsonBody(c) ? 'application/json' : 'text/html',
  }) === 'application/json'

/** The problem as a page, or as data with `error` and `detail`. */
export const answerProblem = (c: Context, problem: Problem): Response | Promise<Response> =>
  wantsJson(c)
    ? c.json({ error: problem.title, detail: problem.text }, problem.status)
    : c.html(renderProblem(problem), problem.status)

/** Refuses an address with other names after the question mark than these, which would otherwise be ignored in silence. */
export const taking =
  (...known: readonly string[]): MiddlewareHandler =>
  async (c, next) => {
    const other = Object.keys(c.req.query()).find((name) => !known.includes(name))
    return other === undefined ? next() : answerProblem(c, unknownParameter(other, c.req.path, known))
  }
