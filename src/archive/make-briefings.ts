import { setImmediate as nextRound } from 'node:timers/promises'
import type { Briefing, Commentary, Engine } from '../briefing/port.ts'
import type { Db } from '../store/connection.ts'
import { saveFirstBriefing } from './store/briefings.ts'
import { briefingsById, findCommentary } from './store/commentaries.ts'

/** `engine` briefs old commentaries; `db` is the whole archive, including what some readers may not see. */
export type BriefingDeps = { readonly db: Db; readonly engine: Engine; readonly now: () => Date }

/**
 * Makes and stores the first briefings of these commentaries, in their order. It stops after `withinMs`, by default the
 * time that a person is willing to wait; at least one briefing is made.
 */
export type MakeBriefings = (ids: readonly string[], withinMs?: number) => Promise<void>

/** How long a person who asked is willing to wait, in milliseconds. */
const longestMs = 1500

/** Makes and stores the first briefing of a commentary; does nothing if it has one, or if there is no such commentary. */
export const makeBriefing = async (
  { db, engine, now }: BriefingDeps,
  id: string,
  signal: AbortSignal,
): Promise<void> => {
  const archived = await findCommentary(db, id)
  if (archived === undefined || archived.briefing !== undefined) return
  const briefing = await engine(archived.commentary, signal)
  await saveFirstBriefing(db, { id, revision: archived.revision, briefing }, now())
}

/** A function that makes briefings while somebody waits for the answer, by default for `usualMs`. */
export const createMakeBriefings = (deps: BriefingDeps, usualMs = longestMs): MakeBriefings => {
  const { signal } = new AbortController()
  return async (ids, withinMs = usualMs) => {
    const until = performance.now() + withinMs
    for (const id of ids) {
      await makeBriefing(deps, id, signal)
      if (performance.now() >= until) return
      // Lets other people’s commands run.
      await nextRound()
    }
  }
}

/**
 * The same commentaries, with the missing briefings, as far as the reader of `db` may see them. If `withinMs` is not
 * enough for all, the last ones stay without: they are briefed in the background, or at the next request.
 */
export const withBriefings = async <
  One extends { readonly commentary: Commentary; readonly briefing: Briefing | undefined },
>(
  db: Db,
  make: MakeBriefings,
  items: readonly One[],
  withinMs?: number,
): Promise<readonly One[]> => {
  const missing = items.filter(({ briefing }) => briefing === undefined).map(({ commentary }) => commentary.id)
  if (missing.length === 0) return items
  await make(missing, withinMs)
  const made = await briefingsById(db, missing)
  return items.map((item) => ({ ...item, briefing: item.briefing ?? made.get(item.commentary.id) }))
}

/** How many of these are not briefed yet. */
export const countMissing = (items: readonly { readonly briefing: Briefing | undefined }[]): number =>
  items.filter(({ briefing }) => briefing === undefined).length
