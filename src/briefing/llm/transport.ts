import type OpenAI from 'openai'
import { describeError } from '../../errors.ts'
import type { Log } from '../../log.ts'
import { stage } from '../../trace.ts'
import { addressOf, findVersion, keyHeaders } from './address.ts'
import { guardFetch, retryAfterMs } from './guarded-fetch.ts'

export type RequestBody = OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming

/** Why there is no completion: with the server's own code and message if it sent any. */
export type SendFailure = {
  readonly kind: 'status' | 'time-out' | 'connection' | 'aborted' | 'garbled'
  /** 0 if there was no response. */
  readonly status: number
  readonly code: string
  readonly param: string
  readonly message: string
  readonly retryAfterMs: number | undefined
}

export type Sent =
  | { readonly state: 'answered'; readonly completion: unknown }
  | { readonly state: 'failed'; readonly failure: SendFailure }

/** Sends one chat completion request; never rejects. */
export type Send = (body: RequestBody, signal: AbortSignal) => Promise<Sent>

export type Server = {
  /** Undefined for a server that needs none. */
  readonly apiKey: string | undefined
  /** As in OPENAI_BASE_URL. */
  readonly baseUrl: string
  /** The limit for each attempt, including the response's body; in milliseconds. */
  readonly timeoutMs: number
  /** How many more attempts the client makes. */
  readonly retries: number
}

type Module = typeof import('openai')

const asText = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A server's message without keys: OpenAI repeats part of a wrong one. */
const withoutSecrets = (message: string, apiKey: string | undefined): string => {
  const plain = apiKey === undefined ? message : message.replaceAll(apiKey, '[key]')
  return plain.replaceAll(/\b(?:sk|key)-[\w*.-]+/gu, '[key]').slice(0, 300)
}

const failureOf = (module: Module, error: unknown, apiKey: string | undefined, now: Date): SendFailure => {
  const none = { status: 0, code: '', param: '', retryAfterMs: undefined }
  const message = withoutSecrets(describeError(error), apiKey)
  if (error instanceof module.APIUserAbortError) return { ...none, kind: 'aborted', message }
  if (error instanceof module.APIConnectionTimeoutError) return { ...none, kind: 'time-out', message }
  if (error instanceof module.APIError && typeof error.status === 'number') {
    const facts = {
      code: withoutSecrets(asText(error.code), apiKey),
      param: withoutSecrets(asText(error.param), apiKey),
    }
    const wait = error.headers instanceof Headers ? retryAfterMs(error.headers, now) : undefined
    return { ...facts, kind: 'status', status: error.status, message, retryAfterMs: wait }
  }
  return { ...none, kind: error instanceof SyntaxError ? 'garbled' : 'connection', message }
}

/**
 * The OpenAI client as one function. It is imported with the first request, so that a bot without a model does not load
 * it.
 */
export const createSend = (server: Server, fetch: typeof globalThis.fetch, now: () => Date, log: Log): Send => {
  const address = addressOf(server.baseUrl)
  let loading: Promise<{ module: Module; client: OpenAI }> | undefined
  const load = async () => {
    const module = await import('openai')
    const client = new module.OpenAI({
      // The client requires a key; servers that need none ignore it.
      apiKey: server.apiKey ?? 'none',
      baseURL: address.baseUrl,
      // Set explicitly, because the client would read them from the environment.
      organization: null,
      project: null,
      adminAPIKey: null,
      webhookSecret: null,
      logLevel: 'off',
      timeout: server.timeoutMs,
      maxRetries: server.retries,
      ...(address.isAzure ? { defaultHeaders: { authorization: null, ...keyHeaders(server.apiKey, address) } } : {}),
      fetch: findVersion(guardFetch(fetch, now), address, log),
    })
    return { module, client }
  }
  const send: Send = async (body, signal) => {
    loading ??= load()
    const { module, client } = await loading
    try {
      return { state: 'answered', completion: await client.chat.completions.create(body, { signal }) }
    } catch (error) {
      return { state: 'failed', failure: failureOf(module, error, server.apiKey, now()) }
    }
  }
  return (body, signal) =>
    stage('model', { model: body.model }, async (note) => {
      const sent = await send(body, signal)
      note({ state: sent.state === 'answered' ? sent.state : sent.failure.kind })
      return sent
    })
}
