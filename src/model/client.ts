import { createAsk, type Ask, type AskDeps } from './ask.ts'
import type { Cache } from './cache.ts'
import { createCircuitBreaker } from './circuit-breaker.ts'
import { createNegotiation } from './negotiate.ts'
import type { Prompt } from './prompts.ts'
import { createSend, type SendOptions } from './transport.ts'

export type ClientOptions = SendOptions &
  Pick<AskDeps, 'budget' | 'dailyTokens'> & {
    /** Where the server’s capabilities and its open circuit are stored. */
    readonly cache: Cache
    /** Describes a schema to servers that take none. */
    readonly formatPrompt: Prompt
  }

/** Asks the models of one server, within its limits and ours. */
export const createClient = (options: ClientOptions): Ask => {
  const { cache, baseUrl, now, formatPrompt } = options
  return createAsk({
    ...options,
    negotiate: createNegotiation(createSend(options), cache, baseUrl, formatPrompt),
    circuit: createCircuitBreaker(cache, baseUrl, now),
  })
}
