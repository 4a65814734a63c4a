import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { guardedLookup } from './address-guard.ts'
import { checkBehindProxy, type Proxies, proxyFor } from './proxy.ts'

export type Agents = { readonly http: HttpAgent; readonly https: HttpsAgent }

/** Agents that check every address after name resolution, before they connect, so that a name cannot hide an address. */
const guardedAgents = (allowPrivate: boolean): Agents => {
  const lookup = guardedLookup(allowPrivate)
  return { http: new HttpAgent({ lookup }), https: new HttpsAgent({ lookup }) }
}

/**
 * The connection to an address: through its proxy if it has one, else directly; the address is checked first in both cases.
 * @throws RefusedAddress if a proxy would be asked for a private address.
 */
export const agentsFor = async (
  url: URL,
  { allowPrivate, proxies }: { readonly allowPrivate: boolean; readonly proxies: Proxies },
): Promise<Agents> => {
  const proxy = proxyFor(url, proxies)
  if (proxy === undefined) return guardedAgents(allowPrivate)
  await checkBehindProxy(url, allowPrivate)
  const proxyEnv = { HTTP_PROXY: proxy, HTTPS_PROXY: proxy }
  return { http: new HttpAgent({ proxyEnv }), https: new HttpsAgent({ proxyEnv }) }
}
