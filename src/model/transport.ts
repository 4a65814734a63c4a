import type OpenAI from 'openai'
import { describeError } from '../errors.ts'
import type { Log } from '../log.ts'
import { stage } from '../trace.ts'
import { addressOf, belowVersion, keyHeaders } from './address.ts'
import { guardFetch, noSuchAddress, retryAfterMs } from './guarded-fetch.ts'
import type { Model } from './port.ts'
import type { ServerError } from './server-error.ts'

export type RequestBody = OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming

/** Why there is no completion: with the server's own code and message if it sent any. */
export type SendFailure = ServerError & {
  /** `unsent`: no connection was made. */
  readonly kind: 'status' | 'time-out' | 'unsent' | 'connection' | 'aborted' | 'garbled'
  readonly retryAfterMs: number | undefined
}

export type Sent =
  | { readonly state: 'answered'; readonly completion: unknown }
  | { readonly state: 'failed'; readonly failure: SendFailure }

/** Sends one chat completion request; never rejects. */
export type Send = (body: RequestBody, signal: AbortSignal) => Promise<Sent>

export type SendOptions = Pick<Model, 'apiKey' | 'timeoutMs' | 'retries'> & {
  /** As in OPENAI_BASE_URL. */
  readonly baseUrl: string
  readonly fetch: typeof globalThis.fetch
  readonly now: () => Date
  readonly log: Log
}

type Module = typeof import('openai')

/** A server's message without keys: OpenAI repeats part of a wrong one. */
const withoutSecrets = (message: string, apiKey: string | undefined): string => {
  const plain = apiKey === undefined ? message : message.replaceAll(apiKey, '[key]')
  return plain.replaceAll(/\b(?:sk|key)-[\w*.-]+/gu, '[key]').slice(0, 300)
}

/** Errors before any connection, so that nobody saw the request. */
const unsentCodes = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']

/** Of an error without a response, only the innermost cause names what happened. */
const rootOf = (error: Error): Error => (error.cause instanceof Error ? rootOf(error.cause) : error)

const failureOf = (module: Module, error: unknown, apiKey: string | undefined, now: Date): SendFailure => {
  const none = { status: 0, code: '', param: '', retryAfterMs: undefined }
  const message = withoutSecrets(describeError(error), apiKey)
  if (error instanceof module.APIUserAbortError) return { ...none, kind: 'aborted', message }
  if (error instanceof module.APIConnectionTimeoutError) return { ...none, kind: 'time-out', message }
  if (error instanceof module.APIError && typeof error.status === 'number') {
    const code = withoutSecrets(error.code ?? '', apiKey)
    const param = withoutSecrets(error.param ?? '', apiKey)
    const wait = error.headers instanceof Headers ? retryAfterMs(error.headers, now) : undefined
    return { kind: 'status', status: error.status, code, param, message, retryAfterMs: wait }
  }
  if (error instanceof SyntaxError || !(error instanceof Error)) return { ...none, kind: 'garbled', message }
  const root = rootOf(error)
  const code = 'code' in root ? String(root.code) : ''
  if (unsentCodes.includes(code)) return { ...none, kind: 'unsent', message: `no connection (${code})` }
  return { ...none, kind: 'connection', message: withoutSecrets(root.message, apiKey) }
}

const isNowhere = (sent: Sent): boolean => sent.state === 'failed' && sent.failure.code === noSuchAddress

const withoutQuery = (address: string): string => address.replace(/\?.*$/u, '')

/**
 * The OpenAI client as one function. It is imported with the first request, so that a bot without a model does not load
 * it. A server that has no API at an address without a version is asked below `/v1`, too, and from then on if it is
 * there.
 */
export const createSend = ({ apiKey, baseUrl, timeoutMs, retries, fetch, now, log }: SendOptions): Send => {
  const address = addressOf(baseUrl)
  const options = {
    // The client requires a key; servers that need none ignore it.
    apiKey: apiKey ?? 'none',
    // Set explicitly, because the client would read them from the environment.
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    logLevel: 'off',
    timeout: timeoutMs,
    maxRetries: retries,
    ...(address.isAzure ? { defaultHeaders: { authorization: null, ...keyHeaders(apiKey, address) } } : {}),
    fetch: guardFetch(fetch, now),
  } as const
  const sendTo = async (baseURL: string, body: RequestBody, signal: AbortSignal): Promise<Sent> => {
    const module = await import('openai')
    const client = new module.OpenAI({ ...options, baseURL })
    try {
      return { state: 'answered', completion: await client.chat.completions.create(body, { signal }) }
    } catch (error) {
      return { state: 'failed', failure: failureOf(module, error, apiKey, now()) }
    }
  }

  let places: readonly [string, string | undefined] = [address.baseUrl, belowVersion(address)]
  const send: Send = async (body, signal) => {
    const [here, below] = places
    const sent = await sendTo(here, body, signal)
    if (below === undefined || !isNowhere(sent)) return sent
    const second = await sendTo(below, body, signal)
    if (isNowhere(second)) return sent
    log.warn({ address: withoutQuery(below) }, 'the model answers below /v1 only; set OPENAI_BASE_URL to this address')
    places = [below, undefined]
    return second
  }
  return (body, signal) =>
    stage('model', { model: body.model }, async (note) => {
      const sent = await send(body, signal)
      note({ state: sent.state === 'answered' ? sent.state : sent.failure.kind })
      return sent
    })
}
