import type { Commentary } from '../../commentary/commentary.ts'
import { describeError } from '../../errors.ts'
import type { Log } from '../../log.ts'
import { serverOf } from '../model.ts'
import type { OwnWords } from '../extractive/own-words.ts'
import type { Briefing, Engine, Gap } from '../port.ts'
import { type Answers, gatherAnswers, noAnswers } from './answers.ts'
import { createAsk } from './ask.ts'
import { assemble } from './assemble.ts'
import type { TokenBudget } from './budget.ts'
import { answerKey, answersMs, createPatientCache } from './cache.ts'
import { isPassing } from './faults.ts'
import { createSingleFlight } from './single-flight.ts'
import { createNegotiation } from './negotiate.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { chooseModelInput } from './model-input.ts'
import { type Prompts, promptVersion } from './prompts.ts'
import { createCircuitBreaker } from './circuit-breaker.ts'
import { parseKept, schemaVersion } from './schema.ts'
import type { Brief } from './steps.ts'
import { createSend } from './transport.ts'
import type { BriefingRecord, Fault, FaultCode } from '../record.ts'
import type { Cache, LlmBriefing, LlmEngine, NumberedText, Verifier } from './types.ts'

export type LlmOptions = {
  /** Undefined for a server that needs none. */
  readonly apiKey: string | undefined
  /** Including `/v1`. */
  readonly baseUrl: string
  readonly model: string
  /** Undefined: there is no judge, nothing is retold, and the model only chooses sentences. */
  readonly judgeModel: string | undefined
  readonly prompts: Prompts
  /** The engine without a model, which is used if the model fails, and to fill up. */
  readonly fallback: Engine
  readonly verifier: Verifier
  /** The sentences of a text that may be shown in their own words, the best first. */
  readonly ownWords: (commentary: Commentary, numbered: NumberedText) => readonly OwnWords[]
  /** Keyv, or another cache with these methods. */
  readonly cache: Cache
  readonly budget: TokenBudget
  readonly dailyTokens: number
  readonly fetch: typeof globalThis.fetch
  readonly now: () => Date
  readonly log: Log
  /** For one attempt of one request, in milliseconds. */
  readonly timeoutMs: number
  /** How many times the client retries a request whose failure may pass. */
  readonly retries: number
  /** For the whole briefing, in milliseconds; two and a half attempts by default. */
  readonly deadlineMs?: number
}

/** Why a model is not asked about a text, although it would answer: the checks of its answer only know English. */
const unasked: Partial<Record<Gap, Pick<Fault, 'code' | 'detail'>>> = {
  excerpt: { code: 'too-short', detail: 'only an excerpt or abstract of the text is known' },
  'too-short': { code: 'too-short', detail: 'there is too little text to be argued' },
  'nothing-to-quote': { code: 'too-short', detail: 'no sentence of the text may be shown by itself' },
  'not-english': { code: 'not-english', detail: 'claims in another language than English cannot be checked' },
}

const rebriefAfter = (faults: readonly Fault[]): number | undefined => {
  const instants = faults.flatMap(({ retryAt }) => retryAt ?? [])
  return instants.length === 0 ? undefined : Math.max(...instants)
}

/**
 * The engine that has a model write the briefing. Nothing of its answer is shown unless code has verified it against
 * the sentence that it names and a judge supports it; quotes are the text's own characters. What fails is replaced by the
 * author's own sentence. Whatever goes wrong, a briefing is returned before the deadline, and its record explains how it
 * was made. Rejects only if `signal` is aborted.
 */
export const createLlm = (options: LlmOptions): LlmEngine => {
  const { model, judgeModel, baseUrl, prompts, verifier, now, log } = options
  const server = serverOf(baseUrl)
  const cache = createPatientCache(options.cache, log)
  const { apiKey, timeoutMs, retries } = options
  const deadlineMs = options.deadlineMs ?? timeoutMs * 2.5
  const send = createSend({ apiKey, baseUrl, timeoutMs, retries }, options.fetch, now, log)
  const ask = createAsk({
    negotiate: createNegotiation(send, cache, baseUrl, prompts.format),
    circuit: createCircuitBreaker(cache, baseUrl, now),
    budget: options.budget,
    dailyTokens: options.dailyTokens,
    now,
    log,
  })
  const askedOf = { prompts: promptVersion(prompts), schema: schemaVersion, model, judgeModel, server }
  const singleFlight = createSingleFlight<LlmBriefing>()

  /** All requests to models for one briefing; their faults are recorded in the ledger. */
  const work = async (brief: Brief, key: string, ledger: Ledger, known: unknown, signal: AbortSignal) => {
    const answers = await gatherAnswers(
      { prompts, verifier, model, judgeModel },
      brief,
      parseKept(known),
      ledger,
      signal,
    )
    if (ledger.calls() > 0 && answers.kept !== undefined) await cache.set(key, answers.kept, answersMs)
    return answers
  }

  const brief = async (commentary: Commentary, key: string, signal: AbortSignal): Promise<LlmBriefing> => {
    const extract = await options.fallback(commentary, signal)
    const known = await cache.get(key)
    const ledger = createLedger(ask, parseKept(known)?.tokens ?? { in: 0, out: 0 })
    const note = (code: FaultCode, detail: string) => {
      ledger.faults.push({ step: 'write', code, detail, retryAt: undefined })
    }
    let assembled: ReturnType<typeof assemble> | undefined
    let answers = noAnswers
    let extent: BriefingRecord['extent'] = 'whole'
    try {
      const numbered = verifier.numberSentences(commentary)
      const ownWords = options.ownWords(commentary, numbered)
      const input = chooseModelInput(
        numbered,
        ownWords.map(({ number }) => number),
      )
      const matter: Brief = { commentary, numbered, ownWords, input }
      extent = matter.input.extent
      const reason = extract.gap && unasked[extract.gap]
      if (reason === undefined) {
        const deadline = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)])
        answers = await work(matter, key, ledger, known, deadline)
        assembled = assemble(answers, matter, extract)
      } else note(reason.code, reason.detail)
    } catch (error) {
      log.error({ error: describeError(error) }, 'the model engine failed')
      note('internal', describeError(error))
    }
    signal.throwIfAborted()
    return finish(extract, answers, assembled, ledger, extent)
  }

  const finish = (
    extract: Briefing,
    answers: Answers,
    assembled: ReturnType<typeof assemble> | undefined,
    ledger: Ledger,
    extent: BriefingRecord['extent'],
  ): LlmBriefing => {
    const isModels =
      assembled?.synopsis?.source === 'model' || (assembled?.claims ?? []).some(({ origin }) => origin !== 'extract')
    const isRetold = (assembled?.records.claims ?? []).some(({ place }) => place === 'retold')
    const isInVain = answers.choice === undefined ? answers.checked.claims.length > 0 && !isRetold : !isModels
    if (isInVain && answers.judge.state !== 'unreachable') {
      const detail =
        answers.choice === undefined
          ? 'nothing that was written was supported'
          : 'no sentence that was named can be shown by itself'
      ledger.faults.push({ step: 'write', code: 'nothing-verified', detail, retryAt: undefined })
    }
    const record: BriefingRecord = {
      model,
      server,
      promptVersion: promptVersion(prompts),
      verifierVersion: verifier.verifierVersion,
      judge: answers.judge,
      claims: assembled?.records.claims ?? [],
      synopsis: assembled?.records.synopsis ?? [],
      tokens: ledger.tokens(),
      calls: ledger.calls(),
      extent: isModels ? extent : 'whole',
      faults: ledger.faults,
      isRebriefWanted: ledger.faults.some(isPassing),
      rebriefAfter: rebriefAfter(ledger.faults),
    }
    if (assembled === undefined || !isModels) {
      return { ...extract, engine: 'extractive', record }
    }
    const version = `llm ${schemaVersion} ${record.promptVersion} ${record.verifierVersion} ${model}`
    return { engine: 'llm', version, synopsis: assembled.synopsis, claims: assembled.claims, record }
  }

  return async (commentary, signal) => {
    const key = answerKey(commentary, askedOf)
    const briefing = await singleFlight.share(key, signal, (shared) => brief(commentary, key, shared))
    const { tokens, calls, faults, judge } = briefing.record
    const facts = { commentary: commentary.id, engine: briefing.engine, model, tokens, calls, judge: judge.state }
    log.info({ ...facts, faults: faults.map(({ step, code }) => `${step}: ${code}`) }, 'briefing written')
    return briefing
  }
}
