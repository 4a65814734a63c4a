import { harvest, type Progress, progressSchema } from '../backfill/harvest.ts'
import type { OaiAsk } from '../backfill/oai-client.ts'
import type { OaiRecord } from '../backfill/oai-answer.ts'
import { commentaryOfRecord } from '../backfill/record.ts'
import { isPart } from '../commentary/commentary.ts'
import { recordKey } from '../feed/identity.ts'
import { type KeepDeps, addMissing, keepFuller } from './keep-old.ts'

/** Stores the progress of a harvest, by repository and set, and which set and format were found. */
export type ProgressStore = {
  get(key: string): Promise<unknown>
  set(key: string, value: Progress | string): Promise<unknown>
}

/** What was found at a repository under this name, so that it is asked only once. */
export const remembered = async <Found extends string | undefined>(
  progress: ProgressStore,
  key: string,
  find: () => Promise<Found>,
): Promise<Found | string> => {
  const known = await progress.get(key)
  if (typeof known === 'string') return known
  const found = await find()
  if (found !== undefined) await progress.set(key, found)
  return found
}

export type Backfilled = {
  /** Records read so far in this run, and how many there are if the repository says. */
  readonly read: number
  readonly total: number | undefined
  readonly added: number
}

export type BackfillDeps = KeepDeps & { readonly ask: OaiAsk; readonly progress: ProgressStore }

/** Archives one record, without a post; a complete commentary stays as it is. @returns whether the record was new. */
export const archiveRecord = async (
  deps: KeepDeps,
  { record, repository }: { readonly record: OaiRecord; readonly repository: string },
  signal: AbortSignal,
): Promise<boolean> => {
  const commentary = commentaryOfRecord(record, new URL(repository).host)
  if (commentary === undefined) return false
  const old = { commentary, names: [recordKey(record.identifier)] }
  const [held] = await addMissing(deps, [old])
  if (held === undefined) return true
  if (isPart(held)) await keepFuller(deps, old, signal)
  return false
}

/**
 * Fills the archive from a repository's records: title, authors, date and abstract of every commentary since the first.
 * Nothing is posted. Progress is stored after each page, once its records are in the archive: after a kill the next run continues
 * there, and a later run asks only for what has changed since.
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
      if (await archiveRecord(deps, { record, repository }, signal)) added += 1
      read += 1
    }
    await deps.progress.set(key, page.progress)
    yield { read, total: page.total, added }
  }
}
