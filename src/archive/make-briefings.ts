import { setImmediate as nextRound } from 'node:timers/promises'
import type { Briefing, Commentary, Engine } from '../briefing/port.ts'
import type { Db } from '../store/connection.ts'
import { saveFirstBriefing } from './store/briefings.ts'
import { briefingsById, findCommentary } from './store/commentaries.ts'

/** `engine` briefs old commentaries; `db` is the whole archive, including what some readers may not see. */
export type BriefingDeps = { readonly db: Db; readonly engine: Engine; readonly now: () => Date }

/**
 * Makes the first briefings of these commentaries, in their order, and keeps them. It stops after `withinMs`, by
 * default the time that a person is willing to wait; the first briefing is always made.
 */
export type MakeBriefings = (ids: readonly string[], withinMs?: number) => Promise<void>

/** How long a person who asked is willing to wait, in milliseconds. */
const longestMs = 1500

/** Makes and keeps the first briefing of a commentary; does nothing where it has one, or where there is no such commentary. */
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

/** Gives what makes briefings while somebody waits for the answer, by default for `usualMs`. */
export const createMakeBriefings = (deps: BriefingDeps, usualMs = longestMs): MakeBriefings => {
  const { signal } = new AbortController()
  return async (ids, withinMs = usualMs) => {
    const until = performance.now() + withinMs
    for (const id of ids) {
      await makeBriefing(deps, id, signal)
      if (performance.now() >= until) return
      // Other people’s commands have their turn.
      await nextRound()
    }
  }
}

/**
 * The same commentaries, with the briefings that were missing, as the reader of `db` may see them. Where there are more than
 * `withinMs` is enough for, the last stay without one: they are briefed in the background, or when somebody asks again.
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
