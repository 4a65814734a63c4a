import type { Commentary } from '../../commentary/commentary.ts'
import { describeError } from '../../errors.ts'
import type { Log } from '../../log.ts'
import { createLedger, type Ledger } from '../../model/ask.ts'
import type { TokenBudget } from '../../model/budget.ts'
import { type Cache, createPatientCache } from '../../model/cache.ts'
import { createClient } from '../../model/client.ts'
import type { Fault } from '../../model/fault.ts'
import { isPassing } from '../../model/faults.ts'
import { type Model, serverOf } from '../../model/port.ts'
import { promptVersion } from '../../model/prompts.ts'
import type { OwnWords } from '../extractive/own-words.ts'
import type { Briefing, Engine, Gap } from '../port.ts'
import type { BriefingRecord } from '../record.ts'
import type { NumberedText } from '../verify/index.ts'
import { type Answers, gatherAnswers, noAnswers } from './answers.ts'
import { assemble } from './assemble.ts'
import { answerKey, answersMs } from './cache.ts'
import type { Verifier } from './check.ts'
import { createLastTry } from './last-try.ts'
import { chooseModelInput } from './model-input.ts'
import type { Prompts } from './prompts.ts'
import { type Kept, parseKept, schemaVersion } from './schema.ts'

/** A briefing with its record. `engine` says whose words it contains: `extractive` after a fallback. */
export type LlmBriefing = Briefing & { readonly record: BriefingRecord }

export type LlmEngine = (commentary: Commentary, signal: AbortSignal) => Promise<LlmBriefing>

export type LlmOptions = Pick<Model, 'apiKey' | 'dailyTokens' | 'timeoutMs' | 'retries'> & {
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
  readonly cache: Cache
  readonly budget: TokenBudget
  readonly fetch: typeof globalThis.fetch
  readonly now: () => Date
  readonly log: Log
  /** For the whole briefing, in milliseconds; two and a half attempts by default. */
  readonly deadlineMs?: number
}

/** Why a model is not asked about a text: there is too little to quote, or it is not in English and its claims could not be checked. */
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

/** What the model contributed, and whether it saw the whole text. */
type Result = ReturnType<typeof assemble> & { readonly answers: Answers; readonly extent: BriefingRecord['extent'] }

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
  const deadlineMs = options.deadlineMs ?? options.timeoutMs * 2.5
  const ask = createClient({ ...options, cache, formatPrompt: prompts.format })
  const lastTry = createLastTry(cache, baseUrl, model)
  const askedOf = { prompts: promptVersion(prompts), schema: schemaVersion, model, judgeModel, server }

  /** All requests to models for one briefing, and what is shown of their answers. */
  const work = async (
    commentary: Commentary,
    extract: Briefing,
    known: Kept | undefined,
    ledger: Ledger,
    signal: AbortSignal,
  ): Promise<Result> => {
    const numbered = verifier.numberSentences(commentary)
    const ownWords = options.ownWords(commentary, numbered)
    const ranking = ownWords.map(({ number }) => number)
    const input = chooseModelInput(numbered, ranking)
    const brief = { commentary, numbered, ownWords, input }
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)])
    const answers = await gatherAnswers({ ask, prompts, verifier, model, judgeModel }, brief, known, ledger, deadline)
    if (ledger.calls > 0 && answers.kept !== undefined)
      await cache.set(answerKey(commentary, askedOf), answers.kept, answersMs)
    return { ...assemble(answers, brief, extract), answers, extent: input.extent }
  }

  const finish = (extract: Briefing, { answers, synopsis, claims, records, extent }: Result, ledger: Ledger) => {
    const isModels = synopsis?.source === 'model' || claims.some(({ origin }) => origin !== 'extract')
    const hasChosen = answers.chosen.length > 0
    const isRetold = records.claims.some(({ place }) => place === 'retold')
    const isInVain = hasChosen ? !isModels : answers.claims.length > 0 && !isRetold
    if (isInVain && answers.judge.state !== 'unreachable') {
      const detail = hasChosen
        ? 'no sentence that was named can be shown by itself'
        : 'nothing that was written was supported'
      ledger.note('write', 'nothing-verified', detail)
    }
    const { tokens, calls, faults } = ledger
    const record: BriefingRecord = {
      model,
      server,
      promptVersion: promptVersion(prompts),
      verifierVersion: verifier.verifierVersion,
      judge: answers.judge,
      ...records,
      tokens,
      calls,
      extent: isModels ? extent : 'whole',
      faults,
      isRebriefWanted: faults.some(isPassing),
      rebriefAfter: rebriefAfter(faults),
    }
    if (!isModels) return { ...extract, engine: 'extractive' as const, record }
    const version = `llm ${schemaVersion} ${record.promptVersion} ${record.verifierVersion} ${model}`
    return { engine: 'llm' as const, version, synopsis, claims, record }
  }

  return async (commentary, signal) => {
    const extract = await options.fallback(commentary, signal)
    const known = parseKept(await cache.get(answerKey(commentary, askedOf)))
    const ledger = createLedger(known?.tokens)
    const unwritten = { synopsis: undefined, claims: [], records: { claims: [], synopsis: [] } }
    let result: Result = { ...unwritten, answers: noAnswers, extent: 'whole' }
    try {
      const reason = extract.gap && unasked[extract.gap]
      if (reason === undefined) result = await work(commentary, extract, known, ledger, signal)
      else ledger.note('write', reason.code, reason.detail)
    } catch (error) {
      log.error({ error: describeError(error) }, 'the model engine failed')
      ledger.note('write', 'internal', describeError(error))
    }
    signal.throwIfAborted()
    await lastTry.note(ledger, now())
    const briefing = finish(extract, result, ledger)
    const { tokens, calls, faults, judge } = briefing.record
    const facts = { commentary: commentary.id, engine: briefing.engine, model, tokens, calls, judge: judge.state }
    log.info({ ...facts, faults: faults.map(({ step, code }) => `${step}: ${code}`) }, 'briefing written')
    return briefing
  }
}
