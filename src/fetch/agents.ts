import type { Agent as HttpAgent } from 'node:http'
import type { Agent as HttpsAgent } from 'node:https'

/**
 * Where cloud machines keep their credentials: never a feed, not even a private one. Single addresses only: the agent
 * prints a warning at each connection for a range of the other address family.
 */
const metadataServices = ['169.254.169.254', '169.254.170.2', 'fd00:ec2::254', '168.63.129.16']

/** Connections that look at every address they are about to open, after name resolution, so that no name can lie. */
export const filteringAgents = async (
  allowPrivate: boolean,
): Promise<{ readonly http: HttpAgent; readonly https: HttpsAgent }> => {
  const { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } = await import('request-filtering-agent')
  const options = {
    allowPrivateIPAddress: allowPrivate,
    allowMetaIPAddress: allowPrivate,
    denyIPAddressList: metadataServices,
  }
  return { http: new RequestFilteringHttpAgent(options), https: new RequestFilteringHttpsAgent(options) }
}
