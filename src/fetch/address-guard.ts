import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** An address that this program refuses to connect to. */
export class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress'
  readonly reason: 'private' | 'metadata'

  constructor(reason: 'private' | 'metadata') {
    super(`the address is ${reason}`)
    this.reason = reason
  }
}

/**
 * The metadata services from which cloud machines get credentials: AWS with ECS and EKS, Google, Azure, Alibaba, Oracle. They
 * are refused even where private addresses are allowed.
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
 * The IPv4 address inside an IPv6 address: mapped and compatible (RFC 4291), NAT64, 6to4 (RFC 3056).
 * Any other address is returned unchanged.
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
 * Why an address is refused; undefined if it is allowed. Parsed addresses are compared, so that neither another notation nor an
 * IPv4 address inside an IPv6 one can hide it. @param address an IP literal, without brackets.
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

/** The host of a URL if it is an IP literal, without brackets; undefined for a name. */
export const literalIn = (url: URL): string | undefined => {
  const host = url.hostname.replace(/^\[|\]$/gu, '')
  return ipaddr.isValid(host) ? host : undefined
}

/** Names that only private networks use. Source: RFC 6761, 6762, 8375, and common names in offices. */
export const privateName = /^[^.]+$|\.(?:localhost|local|internal|intranet|lan|home|corp|private|home\.arpa)\.?$/u
/** The names of `metadataServices`. Source: the documentation of Google and AWS. */
const metadataName = /^(?:metadata(?:\.google\.internal|\.goog)?|instance-data(?:\.ec2\.internal)?)\.?$/u

/** Why the host of an address is refused, as far as that is known without resolving its name. */
export const refusalOfHost = (url: URL, allowPrivate: boolean): RefusedAddress['reason'] | undefined => {
  const literal = literalIn(url)
  if (literal !== undefined) return refusalOf(literal, allowPrivate)
  if (metadataName.test(url.hostname)) return 'metadata'
  return !allowPrivate && privateName.test(url.hostname) ? 'private' : undefined
}

/** Resolves a name and checks its addresses before any of them is used, so that a name cannot hide an address. */
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
