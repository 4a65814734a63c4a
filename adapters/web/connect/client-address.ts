import { BlockList, isIPv6 } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/** Loopback and private networks, in which our reverse proxy may be. Source: RFC 1918, RFC 4193. */
const proxies = new BlockList()
proxies.addSubnet('127.0.0.0', 8)
proxies.addSubnet('10.0.0.0', 8)
proxies.addSubnet('172.16.0.0', 12)
proxies.addSubnet('192.168.0.0', 16)
proxies.addAddress('::1', 'ipv6')
proxies.addSubnet('fc00::', 7, 'ipv6')

const forwardingHeaders = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via']

/** The IPv4 address within an IPv4-mapped IPv6 address; any other address unchanged. */
const unmapped = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/u, '')

/** What identifies a visitor: an IPv4 address, or the /64 network of an IPv6 address, because one host has all of it. */
export const visitorOf = (address: string): string => {
  if (!isIPv6(address)) return address
  const [head = '', tail = ''] = address.split('::')
  const [first, last] = [head, tail].map((part) => (part === '' ? [] : part.split(':')))
  const zeros = Array.from({ length: 8 - (first?.length ?? 0) - (last?.length ?? 0) }, () => '0')
  return [...(first ?? []), ...zeros, ...(last ?? [])].slice(0, 4).join(':')
}

/** The address at the other end of the connection. */
export const peerAddress = (c: Context): string => unmapped(getConnInfo(c).remote.address ?? '')

/**
 * The visitor to count a request for: the other end of the connection or, if that is a proxy on this machine or in our
 * network, the last address in `X-Forwarded-For`, which the proxy wrote. The visitor may have forged earlier ones.
 */
export const clientAddress = (c: Context): string => {
  const peer = peerAddress(c)
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  const isProxy = proxies.check(peer, isIPv6(peer) ? 'ipv6' : 'ipv4')
  return visitorOf(isProxy && forwarded !== undefined && forwarded !== '' ? forwarded : peer)
}

/** Whether a reverse proxy forwarded this request: a header says so, or it uses HTTP/1.0, as nginx does by default. */
export const isForwarded = (c: Context, httpVersion: string): boolean =>
  httpVersion === '1.0' || forwardingHeaders.some((name) => c.req.header(name) !== undefined)
