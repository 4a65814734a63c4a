import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { guardedLookup } from './address-guard.ts'

/** Connections that look at every address they are about to open, after name resolution, so that no name can lie. */
export const guardedAgents = (allowPrivate: boolean): { readonly http: HttpAgent; readonly https: HttpsAgent } => {
  const lookup = guardedLookup(allowPrivate)
  return { http: new HttpAgent({ lookup }), https: new HttpsAgent({ lookup }) }
}
