import { setTimeout as wait } from 'node:timers/promises'
import type { CommandContext } from '../commands/command.ts'
import { createLazyHandler } from '../commands/lazy-handler.ts'
import type { Source } from '../feed/source.ts'
import type { Get } from '../fetch/get.ts'
import { createReadText } from '../fetch/read-text.ts'
import { createStoredBudget } from '../model/budget.ts'
import { baseUrlOf, type Model, modelCache } from '../model/port.ts'
import { loadFormatPrompt } from '../model/prompts.ts'
import type { Briefings } from './briefings.ts'
import type { Core } from './core.ts'
import type { State } from './state.ts'
import { whileLoading } from './while-loading.ts'

/** The commands are imported after the start, usually before anybody types one. */
const warmAfterMs = 1000

/** How much of the day's tokens may be spent before no line is read any more, so that the briefings of the day have the rest. */
const shareOfCommands = 0.5

type Parts = Briefings &
  State &
  Pick<CommandContext, 'onEnqueued'> & { readonly sources: readonly Source[]; readonly get: Get }

/** Has the model of the settings say what people mean; undefined if it is not to. */
const composeInterpret = async (
  model: Model | undefined,
  { db, caches, now, log }: Pick<Core, 'db' | 'caches' | 'now' | 'log'>,
) => {
  if (model?.readsCommands !== true) return undefined
  const { createClient } = await import('../model/client.ts')
  const { createInterpret } = await import('../commands/interpret.ts')
  const { definitions } = await import('../commands/registry.ts')
  const ask = createClient({
    ...model,
    baseUrl: baseUrlOf(model),
    cache: modelCache(caches),
    budget: createStoredBudget(db),
    dailyTokens: model.dailyTokens * shareOfCommands,
    formatPrompt: await loadFormatPrompt(),
    fetch: globalThis.fetch,
    now,
    log,
  })
  return createInterpret(ask, model.name, definitions, now)
}

/** The handler of commands for all platforms; `warm` imports it soon. */
export const composeCommands = (
  { config, db, caches, now, log, reporting }: Core,
  { makeBriefings, permission, status, metrics, coverage, onEnqueued, sources, get }: Parts,
) => {
  const onFault = reporting('command failed')
  const handler = createLazyHandler(async () => {
    const { createHandler } = await import('../commands/registry.ts')
    const { createPeoplesFeeds } = await import('../feed/own-feeds.ts')
    const context: CommandContext = {
      db,
      caches,
      makeBriefings,
      permission,
      status,
      coverage,
      onEnqueued,
      onAnswered: metrics.answered,
      sourceIds: sources.map(({ id }) => id),
      readText: createReadText(get),
      interpret: await composeInterpret(config.model, { db, caches, now, log }),
      feeds: createPeoplesFeeds({ db, get, now, configured: sources }),
      now,
    }
    return createHandler(context, onFault)
  })
  return {
    handler,
    /** @returns a function that cancels it. */
    warm(): () => void {
      const stopping = new AbortController()
      const { signal } = stopping
      const load = async (): Promise<void> => {
        await wait(warmAfterMs, undefined, { ref: false, signal })
        await handler.warm()
      }
      whileLoading(load).catch((error: unknown) => {
        if (!signal.aborted) onFault(error)
      })
      return () => stopping.abort()
    },
  }
}
