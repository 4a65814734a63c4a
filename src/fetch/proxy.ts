import { lookup } from 'node:dns/promises'
import { setGlobalProxyFromEnv } from 'node:http'
import ipaddr from 'ipaddr.js'
import { literalIn, privateName, RefusedAddress, refusalOf } from './address-guard.ts'

/** The proxies, as the usual environment variables name them. */
export type Proxies = {
  readonly http: string | undefined
  readonly https: string | undefined
  /** What is reached directly: the text of `NO_PROXY`. */
  readonly except: string | undefined
}

const isInRange = (host: string, range: string): boolean => {
  if (!ipaddr.isValid(host) || !ipaddr.isValidCIDR(range)) return false
  const [network, bits] = ipaddr.parseCIDR(range)
  const address = ipaddr.process(host)
  if (address instanceof ipaddr.IPv4) return network instanceof ipaddr.IPv4 && address.match(network, bits)
  return network instanceof ipaddr.IPv6 && address.match(network, bits)
}

const portOf = ({ port, protocol }: URL): string => {
  if (port !== '') return port
  return protocol === 'https:' ? '443' : '80'
}

/** Whether an entry of `NO_PROXY` is this host, a domain above it, or a network that it is in; `:8080` limits it to a port. */
const excepts = (entry: string, url: URL): boolean => {
  if (entry === '*') return true
  const host = literalIn(url) ?? url.hostname
  if (host === entry || isInRange(host, entry)) return true
  const [, name = '', port] = /^(?:\*?\.)?\[?(.+?)\]?(?::(\d{1,5}))?$/u.exec(entry) ?? []
  return (port === undefined || port === portOf(url)) && (host === name || host.endsWith(`.${name}`))
}

/** The proxy for an address; undefined if it is reached directly. */
export const proxyFor = (url: URL, { http, https, except }: Proxies): string | undefined => {
  const entries = (except ?? '').toLowerCase().split(/[\s,]+/u)
  if (entries.some((entry) => entry !== '' && excepts(entry, url))) return undefined
  return url.protocol === 'https:' ? https : http
}

/**
 * Checks an address before a proxy is asked for it: the proxy opens the connection, but we decide whether it may. A name that
 * only the proxy can resolve is left to it, unless the name belongs to a private network.
 * @throws RefusedAddress
 */
export const checkBehindProxy = async (url: URL, allowPrivate: boolean): Promise<void> => {
  if (literalIn(url) !== undefined) return
  const addresses = await lookup(url.hostname, { all: true }).catch(() => [])
  const refusal = addresses.map(({ address }) => refusalOf(address, allowPrivate)).find((one) => one !== undefined)
  if (refusal !== undefined) throw new RefusedAddress(refusal)
  if (addresses.length === 0 && !allowPrivate && privateName.test(url.hostname)) throw new RefusedAddress('private')
}

/**
 * Makes everything that uses Node's own HTTP clients (Slack, Discord, the model) go through the proxies, in this process and
 * in the processes that it starts.
 */
export const useProxies = ({ http, https, except }: Proxies): void => {
  if (http === undefined && https === undefined) return
  for (const [name, value] of Object.entries({ HTTP_PROXY: http, HTTPS_PROXY: https, NO_PROXY: except })) {
    Reflect.deleteProperty(process.env, name.toLowerCase())
    if (value !== undefined) process.env[name] = value
  }
  process.env['NODE_USE_ENV_PROXY'] = '1'
  setGlobalProxyFromEnv(process.env)
}
