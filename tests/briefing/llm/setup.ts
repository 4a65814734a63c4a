import { Keyv } from 'keyv'
import { pino } from 'pino'
import { afterEach, expect } from 'vitest'
import { createMemoryBudget, type TokenBudget } from '../../../src/briefing/llm/budget.ts'
import { createLlm, type LlmOptions } from '../../../src/briefing/llm/index.ts'
import { loadPrompts } from '../../../src/briefing/llm/prompts.ts'
import type { LlmBriefing } from '../../../src/briefing/llm/types.ts'
import { type Commentary, textOf } from '../../../src/commentary/commentary.ts'
import { type OpenAiServer, startOpenAi } from '../../fakes/openai-server.ts'
import { standInExtract, standInVerifier } from './stand-ins.ts'

const prompts = await loadPrompts()

const servers: OpenAiServer[] = []

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

export type Setup = {
  readonly server: OpenAiServer
  readonly budget: TokenBudget
  readonly options: LlmOptions
  /** What was logged, as JSON lines. */
  readonly logged: readonly string[]
}

/** A server and options that reach it; faults are made short with `timeoutMs` and `deadlineMs`. */
export const setUp = async (changes: Partial<LlmOptions> = {}): Promise<Setup> => {
  const server = await startOpenAi()
  servers.push(server)
  const budget = createMemoryBudget()
  const logged: string[] = []
  const options: LlmOptions = {
    apiKey: 'sk-test-1234567890',
    baseUrl: server.baseUrl,
    model: 'writer-1',
    judgeModel: 'judge-1',
    prompts,
    fallback: standInExtract,
    verifier: standInVerifier,
    rank: (_, { sentences }) => sentences.map(({ number }) => number),
    cache: new Keyv(),
    budget,
    dailyTokens: 200_000,
    fetch,
    now: () => new Date(),
    log: pino({ level: 'info' }, { write: (line: string) => void logged.push(line) }),
    timeoutMs: 400,
    deadlineMs: 3_000,
    ...changes,
  }
  return { server, budget, options, logged }
}

/** One briefing by a new engine with these options. */
export const brief = async (options: LlmOptions, commentary: Commentary): Promise<LlmBriefing> =>
  createLlm(options)(commentary, new AbortController().signal)

/** What holds of every briefing, whatever the server did: quotes are slices, and only what passed is shown. */
export const expectSafe = (briefing: LlmBriefing, commentary: Commentary): void => {
  const { text } = textOf(commentary)
  const passed = new Set(briefing.record.claims.filter(({ outcome }) => outcome === 'shown').map((draft) => draft.text))
  expect(briefing.claims.length).toBeGreaterThanOrEqual(3)
  for (const { quote, origin, text: words } of briefing.claims) {
    expect(quote.text).toBe(text.slice(quote.start, quote.end))
    expect(quote.text).not.toBe('')
    expect(quote.text).not.toContain('Ignore all previous')
    if (origin === 'model') expect(passed).toContain(words)
    else expect(words).toBe(quote.text)
  }
  const { synopsis } = briefing
  for (const quote of synopsis?.quotes ?? []) expect(quote.text).toBe(text.slice(quote.start, quote.end))
  if (synopsis?.source === 'model') {
    expect(briefing.record.synopsis.filter(({ outcome }) => outcome === 'shown')).not.toEqual([])
  }
}
