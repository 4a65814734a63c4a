import type { Cached, Caches } from '../store/port.ts'

/** The language model, and its limits. */
export type Model = {
  readonly name: string
  /** Undefined for a server that needs none. */
  readonly apiKey: string | undefined
  /** Including `/v1`; undefined for OpenAI's. */
  readonly baseUrl: string | undefined
  /** Undefined: the same as the writer; `off`: there is no judge, and the model only chooses sentences. */
  readonly judge: string | undefined
  readonly dailyTokens: number
  /** For one attempt of one request, in milliseconds. */
  readonly timeoutMs: number
  /** How many times the client retries a request whose failure may pass. */
  readonly retries: number
  /** Whether it is asked, besides the briefings, what people mean who type no command word for word. */
  readonly readsCommands: boolean
}

/** The address of the model's API. */
export const baseUrlOf = ({ baseUrl }: Pick<Model, 'baseUrl'>): string => baseUrl ?? 'https://api.openai.com/v1'

/** The host, as records name it. */
export const serverOf = (baseUrl: string): string => URL.parse(baseUrl)?.host ?? baseUrl

/** The model that judges; undefined if there is none. */
export const judgeOf = ({ name, judge }: Pick<Model, 'name' | 'judge'>): string | undefined =>
  judge === 'off' ? undefined : (judge ?? name)

const cacheKind = 'model'

/** The cache for answers of model servers, their capabilities, and open circuits. */
export const modelCache = (caches: Caches): Cached<unknown> => caches.of(cacheKind)

/** Deletes all answers of models, which are then asked again. */
export const forgetModelAnswers = (caches: Caches): Promise<void> => caches.clear(cacheKind)
