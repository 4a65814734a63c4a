import { Keyv } from 'keyv'
import { pino } from 'pino'
import { afterEach } from 'vitest'
import { createLlm, type LlmBriefing, type LlmOptions } from '../../../src/briefing/llm/index.ts'
import { loadPrompts } from '../../../src/briefing/llm/prompts.ts'
import { verifierVersion } from '../../../src/briefing/verify/index.ts'
import type { Commentary } from '../../../src/commentary/commentary.ts'
import type { TokenBudget } from '../../../src/model/budget.ts'
import { briefOnce } from '../../brief-once.ts'
import { createMemoryBudget } from '../../fakes/memory-budget.ts'
import { type OpenAiServer, startOpenAi } from '../../fakes/openai-server.ts'
import { numberOnce, ownWordsOnce, verifyClaimOnce, verifySynopsisSentenceOnce } from './once.ts'

// Loaded before any time is measured, because loading may take longer than a test allows for an answer.
await import('openai')
const prompts = await loadPrompts()

const servers: OpenAiServer[] = []

// When it closes, a server says whether OpenAI would have accepted every request.
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

/** A counterpart that lives as long as the test. */
export const startServer = async (): Promise<OpenAiServer> => {
  const server = await startOpenAi()
  servers.push(server)
  return server
}

export type Setup = {
  readonly server: OpenAiServer
  readonly budget: TokenBudget
  readonly options: LlmOptions
  /** What was logged, as JSON lines. */
  readonly logged: readonly string[]
}

export const apiKey = 'sk-test-1234567890abcdef'

/** Options that reach `server`, with the real verifier and the real extractive engine. */
export const optionsFor = (server: { readonly baseUrl: string }, changes: Partial<LlmOptions> = {}): LlmOptions => ({
  apiKey,
  baseUrl: server.baseUrl,
  model: 'writer-1',
  judgeModel: 'judge-1',
  prompts,
  fallback: briefOnce,
  verifier: {
    verifierVersion,
    numberSentences: numberOnce,
    verifyClaim: verifyClaimOnce,
    verifySynopsisSentence: verifySynopsisSentenceOnce,
  },
  ownWords: ownWordsOnce,
  cache: new Keyv(),
  budget: createMemoryBudget(),
  dailyTokens: 200_000,
  fetch,
  now: () => new Date(),
  log: pino({ level: 'silent' }),
  timeoutMs: 15_000,
  retries: 2,
  deadlineMs: 18_000,
  ...changes,
})

/** A server, and an engine’s options that reach it. */
export const setUp = async (changes: Partial<LlmOptions> = {}): Promise<Setup> => {
  const server = await startServer()
  const logged: string[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(line) })
  const options = optionsFor(server, { log, ...changes })
  return { server, budget: options.budget, options, logged }
}

/** One briefing by a new engine with these options. */
export const brief = async (options: LlmOptions, commentary: Commentary): Promise<LlmBriefing> =>
  createLlm(options)(commentary, new AbortController().signal)
