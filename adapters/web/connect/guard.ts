import type { Context, MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

export type Bound = { readonly address: string; readonly port: number }

/** Whether only programs on this machine can reach a server that is bound to `address`. */
export const isLoopback = (address: string): boolean =>
  address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.')

const loopbackNames = ['localhost', '127.0.0.1', '[::1]']

/** Whether other machines are meant to reach the server: its public address is not a loopback address. */
export const isPublic = (publicUrl: string | undefined): boolean =>
  publicUrl !== undefined && !loopbackNames.includes(new URL(publicUrl).hostname)

/**
 * Whether the header `Host` names this server, by its public address or a loopback name. Any other name that leads
 * here may come from an attacker's DNS, which lets their page read ours in a visitor's browser (DNS rebinding). A server on loopback
 * knows its port; for any other, a container or a proxy may change it.
 */
export const isOwnHost = (header: string | undefined, bound: Bound, publicUrl: string | undefined): boolean => {
  const named = (protocol: string): URL | null => (header === undefined ? null : URL.parse(`${protocol}//${header}`))
  const open = publicUrl === undefined ? undefined : new URL(publicUrl)
  if (open !== undefined && named(open.protocol)?.host === open.host) return true
  const url = named('http:')
  if (url === null) return false
  if (!isLoopback(bound.address)) return loopbackNames.includes(url.hostname)
  const isNamed = [...loopbackNames, bound.address].includes(url.hostname)
  return isNamed && (url.port || '80') === String(bound.port)
}

/**
 * Whether a page of another site caused the request. A program that sends neither `Sec-Fetch-Site` nor `Origin`
 * acts for itself. A proxy may have changed `Host`, so the public address counts as our own as well.
 * Source: W3C Fetch Metadata; OWASP Cross-Site Request Forgery Prevention.
 */
export const isCrossSite = (c: Context, publicUrl: string | undefined): boolean => {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  const origin = c.req.header('origin')
  if (origin === undefined) return false
  const host = URL.parse(origin)?.host
  const own = [c.req.header('host'), publicUrl === undefined ? undefined : new URL(publicUrl).host]
  return host === undefined || !own.includes(host)
}

/** The headers of every answer: scripts, styles, images, frames and forms only from this server, and no listing in search engines. */
export const securityHeaders = (): MiddlewareHandler => {
  const secure = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    // With `no-referrer` browsers send `Origin: null` even to ourselves.
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    // The operator of the TLS proxy in front of this server decides it.
    strictTransportSecurity: false,
  })
  return async (c, next) => {
    c.header('X-Robots-Tag', 'noindex, nofollow')
    return secure(c, next)
  }
}
