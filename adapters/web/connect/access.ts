import type { HttpBindings } from '@hono/node-server'
import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { answerProblem, readBody, wantsJson } from '../receive/reply.ts'
import { isForwarded } from './client-address.ts'
import { type Bound, isCrossSite, isLoopback, isOwnHost, isPublic } from './guard.ts'
import { renderLogin } from '../render/pages/login.ts'
import { crossSite, needsPassword, noPasswordSet, tooLargeLogin, wrongHost } from '../render/pages/problem.ts'
import { authorizedWith, createPasswordCheck, type Verdict } from './password.ts'
import { createSessions } from './session.ts'

export type Access = {
  /** Undefined if the page answers only on this machine. */
  readonly password: string | undefined
  /** The address at which people reach this server; undefined if only this machine does. */
  readonly publicUrl: string | undefined
}

type Serving = Access & {
  readonly bound: () => Bound
  readonly url: () => string
  readonly now: () => Date
}

/** Paths that answer everybody; they only say whether the program works. */
const openPaths = ['/healthz', '/readyz', '/robots.txt']

const isReading = ({ req }: Context): boolean => req.method === 'GET' || req.method === 'HEAD'

/** Whether the request certainly comes from this machine and not through a proxy. */
const isLocal = (c: Context, { bound, publicUrl }: Serving): boolean => {
  const { incoming } = c.env as HttpBindings
  return isLoopback(bound().address) && !isPublic(publicUrl) && !isForwarded(c, incoming.httpVersion)
}

/** The path on this server to return to after the login. */
const backTo = (path: unknown): string => {
  const url = typeof path === 'string' ? URL.parse(path, 'http://own') : null
  return url?.host === 'own' ? `${url.pathname}${url.search}` : '/'
}

const isForAnybody = (c: Context): boolean => isReading(c) && openPaths.includes(c.req.path)

const loginBody = z.object({ password: z.string(), to: z.string().optional() })

const readLogin = async (c: Context): Promise<z.infer<typeof loginBody>> =>
  loginBody.catch({ password: '' }).parse(await readBody(c))

const refuse = async (c: Context, verdict: 'missing' | Exclude<Verdict, 'right'>, to: string): Promise<Response> => {
  if (typeof verdict !== 'string') c.header('Retry-After', String(verdict.retryAfterSeconds))
  else if (wantsJson(c) || authorizedWith(c) !== undefined) {
    c.header('WWW-Authenticate', 'Basic realm="rsis-brief", charset="UTF-8", Bearer realm="rsis-brief"')
  }
  const problem = needsPassword(verdict)
  if (wantsJson(c)) return answerProblem(c, problem)
  // A visitor who has not entered a password yet sees the login without an error.
  return c.html(verdict === 'missing' ? renderLogin(to) : renderLogin(to, problem.text), problem.status)
}

/** The login, if a password is set: by the form at `/login` for people, by Basic or Bearer for programs. */
const addLogin = (app: Hono, password: string, { publicUrl, now }: Serving): void => {
  const check = createPasswordCheck(password)
  const sessions = createSessions(password, publicUrl?.startsWith('https:') === true, now)

  app.use(async (c, next) => {
    if (isForAnybody(c) || c.req.path === '/login' || c.req.path.startsWith('/assets/')) return next()
    if (await sessions.isOpen(c)) return next()
    const given = authorizedWith(c)
    const verdict = given === undefined ? undefined : await check(c, given)
    if (verdict === 'right') return next()
    const to = isReading(c) ? `${c.req.path}${new URL(c.req.url).search}` : '/'
    return refuse(c, verdict ?? 'missing', to)
  })
  app.get('/login', (c) => c.html(renderLogin(backTo(c.req.query('to')))))
  app.post(
    '/login',
    bodyLimit({ maxSize: 10_000, onError: async (c) => answerProblem(c, tooLargeLogin) }),
    async (c) => {
      c.header('Cache-Control', 'no-store')
      const { password: given, to } = await readLogin(c)
      const verdict = await check(c, given)
      if (verdict !== 'right') return refuse(c, verdict, backTo(to))
      await sessions.begin(c)
      return wantsJson(c) ? c.json({ state: 'logged in' }) : c.redirect(backTo(to), 303)
    },
  )
}

/**
 * Decides who may reach the page: without a password only this machine, with one everybody who gives it; browsers under our own
 * host names, programs that send the password under any.
 * `/healthz`, `/readyz` and `/robots.txt` answer everybody; changes are accepted only from our own pages or from programs.
 */
export const addAccess = (app: Hono, serving: Serving): void => {
  const { password, publicUrl, bound, url } = serving
  app.get('/robots.txt', (c) => c.text('User-agent: *\nDisallow: /\n'))
  app.use(async (c, next) => {
    if (isForAnybody(c)) return next()
    // An attacker's page does not know the password, so a request with it may use any host name, such as a container's.
    const isProgram = password !== undefined && authorizedWith(c) !== undefined
    const isOwn = isProgram || isOwnHost(c.req.header('host'), bound(), publicUrl)
    const isReachable = password !== undefined || isLoopback(bound().address)
    if (isReachable && !isOwn) return answerProblem(c, wrongHost(url(), isLoopback(bound().address)))
    if (password === undefined && !isLocal(c, serving)) return answerProblem(c, noPasswordSet)
    if (!isReading(c) && isCrossSite(c, publicUrl)) return answerProblem(c, crossSite)
    return next()
  })
  if (password !== undefined) addLogin(app, password, serving)
}
