import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** An address that this program does not open a connection to. */
export class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress'
  readonly reason: 'private' | 'metadata'

  constructor(reason: 'private' | 'metadata') {
    super(`the address is ${reason}`)
    this.reason = reason
  }
}

/**
 * Where cloud machines hand out their credentials: AWS with ECS and EKS, Google, Azure, Alibaba, Oracle. Never a feed, not
 * even a private one.
 */
const metadataServices = [
  '169.254.169.254',
  '169.254.170.2',
  '169.254.170.23',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  'fd00:ec2::254',
  'fd00:ec2::23',
  'fd20:ce::254',
].map((address) => ipaddr.parse(address))

const ipv4At = (bytes: readonly number[], at: number): ipaddr.IPv4 => new ipaddr.IPv4(bytes.slice(at, at + 4))

/** Both NAT64 prefixes: the well-known one (RFC 6052) and the local one (RFC 8215). */
const nat64 = [ipaddr.parseCIDR('64:ff9b::/96'), ipaddr.parseCIDR('64:ff9b:1::/48')]

/**
 * The IPv4 address that an IPv6 address leads to: mapped and compatible (RFC 4291), NAT64, 6to4 (RFC 3056).
 * An address of another kind is given as it is.
 */
const unwrapped = (address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 => {
  if (!(address instanceof ipaddr.IPv6)) return address
  const bytes = address.toByteArray()
  if (address.isIPv4MappedAddress()) return address.toIPv4Address()
  if (nat64.some((prefix) => address.match(prefix))) return ipv4At(bytes, 12)
  if (bytes[0] === 0x20 && bytes[1] === 0x02) return ipv4At(bytes, 2)
  const isCompatible = bytes.slice(0, 12).every((byte) => byte === 0) && bytes.slice(12, 15).some((byte) => byte !== 0)
  return isCompatible ? ipv4At(bytes, 12) : address
}

/**
 * Why an address may not be connected to; undefined where it may. Addresses are compared as parsed, so that no spelling
 * and no wrapping of one in another hides it. @param address an IP literal, without brackets.
 */
export const refusalOf = (address: string, allowPrivate: boolean): RefusedAddress['reason'] | undefined => {
  if (!ipaddr.isValid(address)) return 'private'
  const written = ipaddr.parse(address)
  const target = unwrapped(written)
  const isMetadata = [written, target].some((one) =>
    metadataServices.some((service) => service.toString() === one.toString()),
  )
  if (isMetadata) return 'metadata'
  return allowPrivate || target.range() === 'unicast' ? undefined : 'private'
}

/** The host of a URL where it is an IP literal, without brackets; undefined for a name. */
export const literalIn = (url: URL): string | undefined => {
  const host = url.hostname.replace(/^\[|\]$/gu, '')
  return ipaddr.isValid(host) ? host : undefined
}

/** Names that only a private network gives out. Source: RFC 6761, 6762, 8375, and the usual ones of offices. */
export const privateName = /^[^.]+$|\.(?:localhost|local|internal|intranet|lan|home|corp|private|home\.arpa)\.?$/u
/** By name what `metadataServices` are by address. Source: the documentation of Google and AWS. */
const metadataName = /^(?:metadata(?:\.google\.internal|\.goog)?|instance-data(?:\.ec2\.internal)?)\.?$/u

/** Why the host of an address may not be connected to, as far as it can be told without looking its name up. */
export const refusalOfHost = (url: URL, allowPrivate: boolean): RefusedAddress['reason'] | undefined => {
  const literal = literalIn(url)
  if (literal !== undefined) return refusalOf(literal, allowPrivate)
  if (metadataName.test(url.hostname)) return 'metadata'
  return !allowPrivate && privateName.test(url.hostname) ? 'private' : undefined
}

/** A name's addresses, looked at before any of them is connected to, so that no name can lie. */
export const guardedLookup =
  (allowPrivate: boolean, resolveName: typeof lookup = lookup): LookupFunction =>
  (hostname, options, callback) => {
    resolveName(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, [])
      const refusal = addresses.map(({ address }) => refusalOf(address, allowPrivate)).find((one) => one !== undefined)
      if (refusal !== undefined) return callback(new RefusedAddress(refusal), [])
      const [first] = addresses
      if (options.all === true || first === undefined) return callback(null, addresses)
      return callback(null, first.address, first.family)
    })
  }
