type Fetch = typeof globalThis.fetch

export type Address = {
  /** `/chat/completions` is appended to its path; it may have a query. */
  readonly baseUrl: string
  readonly isAzure: boolean
}

/** The last general version of Azure's classic API. Source: Azure OpenAI, API version lifecycle. */
const azureVersion = '2024-10-21'

/**
 * The address of the model's API, from what people put into OPENAI_BASE_URL: also the full address of the call, or
 * Azure's classic one (`…/openai/deployments/<name>`, with or without `?api-version=`).
 */
export const addressOf = (setting: string): Address => {
  const url = new URL(setting)
  url.hash = ''
  url.pathname = url.pathname.replace(/\/chat\/completions\/?$/u, '').replace(/\/+$/u, '')
  const isAzure = url.pathname.includes('/openai/deployments/')
  if (isAzure && !url.searchParams.has('api-version')) url.searchParams.set('api-version', azureVersion)
  return { baseUrl: url.href, isAzure }
}

/** The header with the key: Azure's classic API has its own. */
export const keyHeaders = (apiKey: string | undefined, { isAzure }: Address): Readonly<Record<string, string>> => {
  if (apiKey === undefined) return {}
  return isAzure ? { 'api-key': apiKey } : { authorization: `Bearer ${apiKey}` }
}

const withPath = (baseUrl: string, more: string): string => {
  const url = new URL(baseUrl)
  url.pathname = `${url.pathname.replace(/\/$/u, '')}${more}`
  return url.href
}

/** The address of the list of models. Azure's lists the models that can be deployed, not the deployments. */
export const modelListOf = ({ baseUrl, isAzure }: Address): string =>
  isAzure ? new URL(`/openai/models${new URL(baseUrl).search}`, baseUrl).href : withPath(baseUrl, '/models')

/** The same address below `/v1`, where most servers have their API; undefined if it contains a version. */
export const belowVersion = ({ baseUrl, isAzure }: Address): string | undefined =>
  isAzure || /\/v\d+\w*(?:\/|$)/u.test(new URL(baseUrl).pathname) ? undefined : withPath(baseUrl, '/v1')

/**
 * Whether the API is at an address as given, below its `/v1`, or not there. Sends an empty body, which every server
 * rejects before it costs a token; where there is no API the status is 404, 405 or 501, or a web
 * page answers.
 */
export const placeOfModel = async (
  fetch: Fetch,
  address: Address,
  init: RequestInit,
): Promise<'here' | 'below' | 'nowhere'> => {
  const isAt = async (baseUrl: string): Promise<boolean> => {
    const { status, headers } = await fetch(withPath(baseUrl, '/chat/completions'), {
      ...init,
      method: 'POST',
      body: '{}',
    })
    return ![404, 405, 501].includes(status) && headers.get('content-type')?.includes('html') !== true
  }
  if (await isAt(address.baseUrl)) return 'here'
  const below = belowVersion(address)
  return below !== undefined && (await isAt(below)) ? 'below' : 'nowhere'
}
