import type { Context, MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

/** Whether only programs on this machine can reach a server that is bound to `address`. */
const isLoopback = (address: string): boolean =>
  address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.')

/**
 * Whether the request may name this server so. One on loopback is named by a loopback name and its port; any other
 * name that leads there is one that somebody else's DNS gave for 127.0.0.1, to read us through a visitor's browser
 * (DNS rebinding).
 */
export const isOwnHost = (
  header: string | undefined,
  bound: { readonly address: string; readonly port: number },
): boolean => {
  if (!isLoopback(bound.address)) return true
  const url = header === undefined ? null : URL.parse(`http://${header}`)
  if (url === null) return false
  const isNamed = ['localhost', '127.0.0.1', '[::1]', bound.address].includes(url.hostname)
  return isNamed && (url.port || '80') === String(bound.port)
}

/**
 * Whether a page of another site made the browser send this. `Sec-Fetch-Site` tells where the browser knows it, `Origin`
 * in the rest (plain http on a network); a program that sends neither carries nobody's rights.
 * Source: W3C Fetch Metadata; OWASP Cross-Site Request Forgery Prevention.
 */
export const isCrossSite = (c: Context): boolean => {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const origin = c.req.header('origin')
  return origin !== undefined && URL.parse(origin)?.host !== c.req.header('host')
}

/** The headers of every answer: nothing runs, loads, frames or is sent anywhere but here. */
export const securityHeaders = (): MiddlewareHandler =>
  secureHeaders({
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
    // A preview on plain http; whoever puts TLS in front of it decides this.
    strictTransportSecurity: false,
  })
