/** The language model that is to write, and its limits. */
export type Model = {
  readonly name: string
  /** Undefined for a server of one's own that asks for none. */
  readonly apiKey: string | undefined
  /** Up to and with `/v1`; undefined for OpenAI's. */
  readonly baseUrl: string | undefined
  /** Undefined: the writer's; `off`: nobody judges, and the model only chooses sentences. */
  readonly judge: string | undefined
  readonly dailyTokens: number
  /** For one attempt of one request, in milliseconds. */
  readonly timeoutMs: number
  /** How often the client repeats a request that may pass. */
  readonly retries: number
}

/** Where the model is asked. */
export const baseUrlOf = ({ baseUrl }: Pick<Model, 'baseUrl'>): string => baseUrl ?? 'https://api.openai.com/v1'

/** The host that records name. */
export const serverOf = (baseUrl: string): string => URL.parse(baseUrl)?.host ?? baseUrl

/** The model that judges; undefined where nobody does. */
export const judgeOf = ({ name, judge }: Pick<Model, 'name' | 'judge'>): string | undefined =>
  judge === 'off' ? undefined : (judge ?? name)
