import { setTimeout as wait } from 'node:timers/promises'
import type { CommandContext } from '../commands/command.ts'
import { createLazyHandler } from '../commands/lazy-handler.ts'
import type { Source } from '../feed/source.ts'
import type { Get } from '../fetch/get.ts'
import { createReadText } from '../fetch/read-text.ts'
import type { Briefings } from './briefings.ts'
import type { Core } from './core.ts'
import type { State } from './state.ts'
import { whileLoading } from './while-loading.ts'

/** The commands are imported after the start, usually before anybody types one. */
const warmAfterMs = 1000

type Parts = Briefings &
  State &
  Pick<CommandContext, 'onEnqueued'> & { readonly sources: readonly Source[]; readonly get: Get }

/** The handler of commands for all platforms; `warm` imports it soon. */
export const composeCommands = (
  { db, caches, now, reporting }: Core,
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
