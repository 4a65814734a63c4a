import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import ipaddr from 'ipaddr.js'

/** Loopback and private networks, in which our reverse proxy may be. Source: RFC 1918, RFC 4193. */
const ofProxies = ['loopback', 'private', 'uniqueLocal']

const forwardingHeaders = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via']

/** What identifies a visitor: an IPv4 address, or the /64 network of an IPv6 address, because one host has all of it. */
export const visitorOf = (address: string): string => {
  if (!ipaddr.isValid(address)) return address
  const read = ipaddr.process(address)
  return read instanceof ipaddr.IPv6
    ? read.parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(':')
    : read.toString()
}

/** The address at the other end of the connection; an IPv4 address where it is mapped to IPv6. */
export const peerAddress = (c: Context): string => {
  const { address = '' } = getConnInfo(c).remote
  return ipaddr.isValid(address) ? ipaddr.process(address).toString() : address
}

/**
 * The visitor to count a request for: the other end of the connection or, if that is a proxy on this machine or in our
 * network, the last address in `X-Forwarded-For`, which the proxy wrote. The visitor may have forged earlier ones.
 */
export const clientAddress = (c: Context): string => {
  const peer = peerAddress(c)
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  const isProxy = ipaddr.isValid(peer) && ofProxies.includes(ipaddr.parse(peer).range())
  return visitorOf(isProxy && forwarded ? forwarded : peer)
}

/** Whether a reverse proxy forwarded this request: a header says so, or it uses HTTP/1.0, as nginx does by default. */
export const isForwarded = (c: Context, httpVersion: string): boolean =>
  httpVersion === '1.0' || forwardingHeaders.some((name) => c.req.header(name) !== undefined)
