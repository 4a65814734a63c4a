import type { Log } from '../../log.ts'

type Fetch = typeof globalThis.fetch

export type Address = {
  /** What `/chat/completions` is put behind; may carry a query. */
  readonly baseUrl: string
  readonly isAzure: boolean
}

/** The last general version of Azure's classic interface. Source: Azure OpenAI, API version lifecycle. */
const azureVersion = '2024-10-21'

/**
 * Where the model is asked, read from what people put into OPENAI_BASE_URL: also the whole address of the call, and
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

/** The header that carries the key: Azure's classic interface has its own. */
export const keyHeaders = (apiKey: string | undefined, { isAzure }: Address): Readonly<Record<string, string>> => {
  if (apiKey === undefined) return {}
  return isAzure ? { 'api-key': apiKey } : { authorization: `Bearer ${apiKey}` }
}

/** Where the list of models is. Azure's is of the models that can be deployed, not of the deployments. */
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
 * Whether a model is asked below an address as it is, below its `/v1`, or nowhere. Asks with an empty body, which every server
 * refuses before it costs a token; what has no such address answers 404 or 405.
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

/** Most servers answer below `/v1`; some have a version further up in the path. */
const hasVersion = (path: string): boolean => /\/v\d+\w*(?:\/|$)/u.test(path)

/** The code of an error that says that no model is asked at an address. */
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
 * Asks below `/v1` too where the address names no version and `fetch` answers with `noSuchAddress`; stays there once that
 * is right, and says so in the log.
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
