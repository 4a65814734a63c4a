import { findKnown } from '../archive/store/known.ts'
import { harvest, type Progress, progressSchema } from '../backfill/harvest.ts'
import type { OaiAsk } from '../backfill/oai-client.ts'
import type { OaiRecord } from '../backfill/oai-answer.ts'
import { commentaryOfRecord } from '../backfill/record.ts'
import type { Engine } from '../briefing/port.ts'
import { isPart } from '../commentary/commentary.ts'
import { commentaryKeys } from '../commentary/identity.ts'
import type { Db } from '../store/connection.ts'
import { saveBriefed } from './save-briefed.ts'

/** Where the progress of a harvest is kept, by repository and set. */
export type ProgressStore = { get(key: string): Promise<unknown>; set(key: string, value: Progress): Promise<unknown> }

export type Backfilled = {
  /** Records read so far in this run, and how many there are where the repository says. */
  readonly read: number
  readonly total: number | undefined
  readonly added: number
}

type BackfillDeps = {
  readonly db: Db
  readonly engine: Engine
  readonly ask: OaiAsk
  readonly progress: ProgressStore
  readonly now: () => Date
}

/** Takes in one record; whether it was new. Never posted; a text that is held whole is left as it is. */
const takeIn = async (
  { db, engine, now }: BackfillDeps,
  { record, repository }: { readonly record: OaiRecord; readonly repository: string },
  signal: AbortSignal,
): Promise<boolean> => {
  const commentary = commentaryOfRecord(record, repository)
  if (commentary === undefined) return false
  const keys = commentaryKeys(commentary, [])
  const held = await findKnown(db, { commentary, keys })
  if (held !== undefined && !isPart(held)) return false
  const briefing = await engine(commentary, signal)
  const { state } = await db.transaction().execute((tx) => saveBriefed(tx, { commentary, briefing, keys }, now()))
  return state === 'new'
}

/**
 * Fills the archive from a repository's records: title, authors, date and abstract of every commentary since the first.
 * Nothing is posted. Progress is kept after each page, when its records are in the archive: a run that was killed goes on
 * there, and a later run asks only for what changed since.
 */
export async function* backfill(
  deps: BackfillDeps,
  { repository, set, signal }: { readonly repository: string; readonly set: string; readonly signal: AbortSignal },
): AsyncGenerator<Backfilled> {
  const key = `${repository} ${set}`
  const { data: from = {} } = progressSchema.safeParse(await deps.progress.get(key))
  let [read, added] = [0, 0]
  for await (const page of harvest(deps.ask, { set, from, signal })) {
    for (const record of page.records) {
      signal.throwIfAborted()
      if (await takeIn(deps, { record, repository: new URL(repository).host }, signal)) added += 1
      read += 1
    }
    await deps.progress.set(key, page.progress)
    yield { read, total: page.total, added }
  }
}
