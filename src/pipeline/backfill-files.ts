import type { Found, FoundDocument, Skipped } from '../backfill/found.ts'
import { type Commentary, isPart } from '../commentary/commentary.ts'
import { type Document, readDocument } from '../commentary/import.ts'
import { describeError } from '../errors.ts'
import { type KeepDeps, addMissing, keepFuller } from './keep-old.ts'
import { readAhead } from './read-ahead.ts'

/** How many documents were read, how many commentaries are new or now complete, and how many were complete before. */
export type FilesTaken = {
  readonly read: number
  readonly added: number
  readonly known: number
  /** The last document, if it was skipped. */
  readonly skipped: Skipped | undefined
}

/** How many documents are being read in threads while one is stored. */
const usualAhead = 16

/** Of two captures of a page the newer one has the publisher's corrections. */
const isNewerCapture = ({ provenance: held }: Commentary, { provenance: read }: Commentary): boolean =>
  held?.kind === 'capture' && read?.kind === 'capture' && (read.date ?? '') > (held.date ?? '')

/** This many are stored in one transaction: a transaction for each would take longer than reading it. */
const mostAtOnce = 16

async function* inBatches<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<readonly Item[]> {
  let batch: Item[] = []
  for await (const item of items) {
    batch.push(item)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** A capture of a whole site also contains lists and pages about the site, so only the series is taken from captures. */
const isWanted = ({ url: captured }: Document, { id, url }: Commentary): boolean =>
  captured === undefined || /^CO\d{5}$/u.test(id) || (url ?? '').includes('/rsis-publication/')

type Read = { readonly document: FoundDocument; readonly commentary: Commentary } | Skipped

const read = async (found: Found): Promise<Read> => {
  if ('problem' in found) return found
  const name = found.url ?? found.foundIn ?? found.name
  try {
    const result = await readDocument(found)
    if (result.state !== 'read') return { name, problem: result.detail }
    if (!isWanted(found, result.commentary)) return { name, problem: 'it is not a commentary of the series' }
    return { document: found, commentary: result.commentary }
  } catch (error) {
    return { name, problem: `it cannot be read: ${describeError(error)}` }
  }
}

/** Whether the document is new to the archive, or more than was stored, and was therefore saved. */
const isTakenIn = async (
  deps: KeepDeps,
  commentary: Commentary,
  held: Commentary | undefined,
  signal: AbortSignal,
): Promise<boolean> => {
  if (held === undefined) return true
  if (!isPart(held) && !isNewerCapture(held, commentary)) return false
  await keepFuller(deps, { commentary }, signal)
  return true
}

/**
 * Adds documents to the archive. Nothing is posted. A commentary with its full text is not changed, so that an
 * interrupted run, started again, ends with the same result. What cannot be read is skipped with its reason. `ahead`:
 * how many documents are requested before one is stored.
 */
export async function* backfillFiles(
  deps: KeepDeps,
  documents: AsyncIterable<Found> | Iterable<Found>,
  signal: AbortSignal,
  ahead = usualAhead,
): AsyncGenerator<FilesTaken> {
  let [count, added, known] = [0, 0, 0]
  for await (const results of inBatches(readAhead(documents, read, ahead), Math.min(mostAtOnce, ahead + 1))) {
    signal.throwIfAborted()
    const readable = results.filter((result) => 'commentary' in result)
    const held = await addMissing(deps, readable)
    for (const result of results) {
      count += 1
      if ('commentary' in result) {
        result.document.markRead?.()
        if (await isTakenIn(deps, result.commentary, held[readable.indexOf(result)], signal)) added += 1
        else known += 1
      }
      yield { read: count, added, known, skipped: 'problem' in result ? result : undefined }
    }
  }
}
