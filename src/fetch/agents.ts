import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { guardedLookup } from './address-guard.ts'
import { checkBehindProxy, type Proxies, proxyFor } from './proxy.ts'

export type Agents = { readonly http: HttpAgent; readonly https: HttpsAgent }

/** Connections that look at every address they are about to open, after name resolution, so that no name can lie. */
const guardedAgents = (allowPrivate: boolean): Agents => {
  const lookup = guardedLookup(allowPrivate)
  return { http: new HttpAgent({ lookup }), https: new HttpsAgent({ lookup }) }
}

/**
 * How an address is connected to: through its proxy, where it has one, else directly; looked at first in both cases.
 * @throws RefusedAddress where a proxy would be asked for a private address.
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
