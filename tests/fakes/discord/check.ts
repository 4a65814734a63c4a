import { faultsByDescription } from './description.ts'
import { faultsOfCallback, faultsOfCommands, faultsOfMessage } from './limits.ts'
import type { Call } from './rest.ts'

const limitsOf = ({ method, path, body }: Call): string[] => {
  if (body === undefined) return []
  if (path.endsWith('/callback')) return faultsOfCallback(body)
  if (path.endsWith('/commands')) return faultsOfCommands(body)
  if (/^\/channels\/\d+\/threads$/u.test(path))
    return faultsOfMessage((body['message'] ?? {}) as Record<string, unknown>)
  if (/\/messages(?:\/\d+|\/@original)?$/u.test(path) || /^\/webhooks\/\d+\/[^/]+$/u.test(path))
    return faultsOfMessage(body, method === 'patch')
  return []
}

/** Why Discord would not accept a request. Every request and interaction callback of every test is checked here. */
export const faultsOfCall = (call: Call): string[] => [
  ...limitsOf(call),
  ...faultsByDescription(call.method, call.path, call.body),
]
