import { findKnown } from '../archive/store/known.ts'
import { type Commentary, isPart } from '../commentary/commentary.ts'
import { commentaryKeys } from '../commentary/identity.ts'
import { type Document, readDocument } from '../commentary/import.ts'
import type { Db } from '../store/connection.ts'
import { type KeepDeps, keepOld } from './keep-old.ts'

/** How many documents were looked at, how many commentaries are new or now whole, and how many were held whole before. */
export type FilesTaken = { readonly read: number; readonly added: number; readonly known: number }

const isHeldWhole = async (db: Db, commentary: Commentary, keys: readonly string[]): Promise<boolean> => {
  const held = await findKnown(db, { commentary, keys })
  return held !== undefined && !isPart(held)
}

/** A capture of a whole site holds lists and pages about itself: of captures only the series counts. */
const isWanted = ({ url: captured }: Document, { id, url }: Commentary): boolean =>
  captured === undefined || /^CO\d{5}$/u.test(id) || (url ?? '').includes('/rsis-publication/')

/**
 * Takes documents into the archive. Nothing is posted. What is held whole stays as it is, so that a run which was killed, begun
 * again, ends as one that was not.
 */
export async function* backfillFiles(
  deps: KeepDeps,
  documents: AsyncIterable<Document> | Iterable<Document>,
  signal: AbortSignal,
): AsyncGenerator<FilesTaken> {
  let [read, added, known] = [0, 0, 0]
  for await (const document of documents) {
    signal.throwIfAborted()
    read += 1
    const result = await readDocument(document)
    if (result.state === 'read' && isWanted(document, result.commentary)) {
      const { commentary } = result
      const keys = commentaryKeys(commentary, [])
      if (await isHeldWhole(deps.db, commentary, keys)) known += 1
      else {
        await keepOld(deps, { commentary }, signal)
        added += 1
      }
    }
    yield { read, added, known }
  }
}
