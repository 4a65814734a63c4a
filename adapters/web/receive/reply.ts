import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { type Problem, renderProblem } from '../render/pages/problem.ts'

/** Whether the body of the request is JSON. */
export const isJsonBody = (c: Context): boolean =>
  c.req.header('content-type')?.split(';')[0]?.trim() === 'application/json'

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
