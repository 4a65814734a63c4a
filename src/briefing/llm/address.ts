import type { Log } from '../../log.ts'

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

/** The address of the list of models. Azure's lists the models that can be deployed, not the deployments. */
export const modelListOf = ({ baseUrl, isAzure }: Address): string => {
  const url = new URL(baseUrl)
  url.pathname = isAzure ? '/openai/models' : `${url.pathname.replace(/\/$/u, '')}/models`
  return url.href
}

const completionsOf = (baseUrl: string, version: '' | '/v1'): string => {
  const url = new URL(baseUrl)
  url.pathname = `${url.pathname.replace(/\/$/u, '')}${version}/chat/completions`
  return url.href
}

/**
 * Whether the API is at an address as given, below its `/v1`, or not there. Sends an empty body, which every server
 * rejects before it costs a token; where there is no API the status is 404 or 405.
 */
export const placeOfModel = async (
  fetch: Fetch,
  address: Address,
  init: RequestInit,
): Promise<'here' | 'below' | 'nowhere'> => {
  const versions =
    address.isAzure || hasVersion(new URL(address.baseUrl).pathname) ? ([''] as const) : (['', '/v1'] as const)
  for (const version of versions) {
    const { status } = await fetch(completionsOf(address.baseUrl, version), { ...init, method: 'POST', body: '{}' })
    if (status !== 404 && status !== 405) return version === '' ? 'here' : 'below'
  }
  return 'nowhere'
}

/** Most servers have their API below `/v1`; some have a version earlier in the path. */
const hasVersion = (path: string): boolean => /\/v\d+\w*(?:\/|$)/u.test(path)

/** The code of an error that says that there is no API at an address. */
export const noSuchAddress = 'no-such-address'

const isUnknown = async (response: Response): Promise<boolean> =>
  response.status === 404 && (await response.clone().text()).includes(`"${noSuchAddress}"`)

const below = (base: string, version: string, asked: string): string => {
  const from = new URL(base).pathname.replace(/\/$/u, '')
  const url = new URL(asked)
  url.pathname = `${from}${version}${url.pathname.slice(from.length)}`
  return url.href
}

/**
 * Also tries `/v1` if the address contains no version and `fetch` returns `noSuchAddress`. If that works, it keeps
 * using it and logs so.
 */
export const findVersion = (fetch: Fetch, address: Address, log: Pick<Log, 'warn'>): Fetch => {
  const { baseUrl, isAzure } = address
  if (isAzure || hasVersion(new URL(baseUrl).pathname)) return fetch
  let isBelow = false
  return async (input, init) => {
    const asked = input instanceof Request ? input.url : String(input)
    const other = below(baseUrl, '/v1', asked)
    if (isBelow) return fetch(other, init)
    const response = await fetch(input, init)
    if (!(await isUnknown(response))) return response
    const second = await fetch(other, init)
    if (await isUnknown(second)) return response
    isBelow = true
    const { origin, pathname } = new URL(baseUrl)
    const right = `${origin}${pathname.replace(/\/$/u, '')}/v1`
    log.warn({ address: right }, 'the model answers below /v1 only; set OPENAI_BASE_URL to this address')
    return second
  }
}
