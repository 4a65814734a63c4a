import type { Kysely } from 'kysely'
import type { Log } from '../log.ts'
import { baseUrlOf, judgeOf, type Model, modelCache } from '../model/port.ts'
import type { Caches } from '../store/port.ts'
import type { Schema } from '../store/schema.ts'
import type { Engine } from './port.ts'

export type EngineDeps = {
  /** The engine that needs no model: used if no model is configured, and if one fails. */
  readonly offline: Engine
  /** Nothing may be quoted: see `synopsis-only.ts`. */
  readonly isSynopsisOnly?: boolean
  readonly db: Kysely<Schema>
  readonly caches: Caches
  readonly now: () => Date
  readonly log: Log
}

/** The extractive engine in this thread, imported with the first commentary. */
export const extractive: Engine = async (commentary, signal) => {
  const { createExtractive } = await import('./extractive/index.ts')
  return createExtractive()(commentary, signal)
}

/** The engine for old commentaries. It uses no model, which is not worth its cost until somebody asks. */
export const engineOfOld = (isSynopsisOnly: boolean, offline: Engine = extractive): Engine =>
  isSynopsisOnly ? synopsisOnly : offline

const synopsisOnly: Engine = async (commentary, signal) =>
  (await import('./synopsis-only.ts')).synopsisOnly(commentary, signal)

/**
 * The engine that writes the briefings: the model's if one is configured, with the offline one as fallback; else the
 * offline one.
 * @throws Error if a model is configured and a prompt file is missing or malformed.
 */
export const createEngine = async (
  model: Model | undefined,
  { offline, isSynopsisOnly, db, caches, now, log }: EngineDeps,
): Promise<Engine> => {
  if (isSynopsisOnly === true) return synopsisOnly
  if (model === undefined) return offline
  const [{ createLlm }, { loadPrompts }, { createStoredBudget }, verifier, { ownWordsOf }] = await Promise.all([
    import('./llm/index.ts'),
    import('./llm/prompts.ts'),
    import('../model/budget.ts'),
    import('./verify/index.ts'),
    import('./extractive/own-words.ts'),
  ])
  return createLlm({
    ...model,
    baseUrl: baseUrlOf(model),
    model: model.name,
    judgeModel: judgeOf(model),
    prompts: await loadPrompts(),
    fallback: offline,
    verifier,
    ownWords: ownWordsOf,
    cache: modelCache(caches),
    budget: createStoredBudget(db),
    fetch: globalThis.fetch,
    now,
    log,
  })
}
