import { findCommentary } from '../archive/store/commentaries.ts'
import { idOfKey } from '../archive/store/names.ts'
import { harvest, progressSchema } from '../backfill/harvest.ts'
import type { OaiRecord } from '../backfill/oai-answer.ts'
import { findFileFormat, pdfsByRest } from '../backfill/repository-files.ts'
import { type Commentary, isPart } from '../commentary/commentary.ts'
import { readPdfInThread } from '../commentary/read-in-thread.ts'
import { recordKey } from '../feed/identity.ts'
import type { Get } from '../fetch/get.ts'
import { type BackfillDeps, remembered } from './backfill.ts'
import { keepFuller } from './keep-old.ts'

export type Completed = {
  /** Records checked so far, and how many of their abstracts now have the whole text. */
  readonly read: number
  readonly completed: number
  /** Files that could not be fetched, and the reason for the last one. */
  readonly refused: number
  readonly reason: string | undefined
  /** Too many files in a row were refused, so no more are requested. */
  readonly isGivenUp: boolean
}

const maxBytes = 20_000_000
const mostRefusals = 5

type Deps = BackfillDeps & {
  /** It keeps the pause that the site asks for. */
  readonly get: Get
}

type PdfRead = { readonly commentary: Commentary } | { readonly reason: string }

const isPdf = (body: Buffer): boolean => body.subarray(0, 1024).includes('%PDF-')

/** The commentary with the whole text of the repository's PDF; everything else stays as the record has it. */
const readPdf = async (get: Get, held: Commentary, address: string, signal: AbortSignal): Promise<PdfRead> => {
  const got = await get(address, { accept: 'application/pdf', maxBytes, signal })
  if (got.state !== 'fetched') return { reason: got.state === 'failed' ? got.detail : 'the answer is empty' }
  if (!isPdf(got.body)) return { reason: `${new URL(address).host} answers with something other than the PDF` }
  const facts = await readPdfInThread(got.body, address)
  if (facts === undefined) return { reason: 'no text could be read from the PDF' }
  if (facts.number !== undefined && held.id.startsWith('CO') && facts.number !== held.id) {
    return { reason: `the PDF is of ${facts.number}, its record of ${held.id}` }
  }
  const { synopsis = held.synopsis, sections, aboutAuthors } = facts
  const provenance = { kind: 'pdf', from: new URL(address).host } as const
  return { commentary: { ...held, synopsis, sections, aboutAuthors, pdfUrl: address, extent: 'full', provenance } }
}

/** The stored commentary of a record, if it is less than the whole text. */
const partOf = async ({ db }: Deps, { identifier }: OaiRecord): Promise<Commentary | undefined> => {
  const id = await idOfKey(db, recordKey(identifier))
  const held = id === undefined ? undefined : await findCommentary(db, id)
  return held !== undefined && isPart(held.commentary) ? held.commentary : undefined
}

type Where = { readonly repository: string; readonly set: string; readonly signal: AbortSignal }

/** The result for one record: its text, the reason why there is none, or nothing if no file was needed or named. */
const completeOne = async (
  deps: Deps,
  { repository, signal }: Where,
  { record, isNamed }: { readonly record: OaiRecord; readonly isNamed: boolean },
): Promise<PdfRead | undefined> => {
  const held = await partOf(deps, record)
  if (held === undefined) return undefined
  const { identifier, pdfs } = record
  const named = isNamed ? pdfs : await pdfsByRest(deps.get, { repository, identifier }, signal)
  if (named === undefined) return { reason: 'the repository does not say where its files are' }
  const [address] = named
  if (address === undefined) return undefined
  const result = await readPdf(deps.get, held, address, signal)
  if ('commentary' in result) {
    await keepFuller(deps, { commentary: result.commentary, names: [recordKey(identifier)] }, signal)
  }
  return result
}

/**
 * Completes commentaries of which only a repository's abstract is stored, from its PDFs: by the format that names them, else by
 * REST. If a file is refused, the abstract stays; after several in a row no more are requested, and the next run starts there.
 */
export async function* completeAbstracts(deps: Deps, where: Where): AsyncGenerator<Completed> {
  const { repository, set, signal } = where
  const format = await remembered(deps.progress, `${repository} file format`, () => findFileFormat(deps.ask, signal))
  const key = `${repository} ${set} files`
  const { data: from = {} } = progressSchema.safeParse(await deps.progress.get(key))
  let [read, completed, refused, inRow] = [0, 0, 0, 0]
  let reason: string | undefined
  const done = (): Completed => ({ read, completed, refused, reason, isGivenUp: inRow >= mostRefusals })
  const pages = harvest(deps.ask, { set, from, signal, ...(format !== undefined && { format }) })
  for await (const page of pages) {
    for (const record of page.records) {
      signal.throwIfAborted()
      const result = await completeOne(deps, where, { record, isNamed: format !== undefined })
      read += 1
      if (result === undefined) continue
      if ('commentary' in result) [completed, inRow] = [completed + 1, 0]
      else [refused, inRow, reason] = [refused + 1, inRow + 1, result.reason]
      if (inRow >= mostRefusals) {
        yield done()
        return
      }
    }
    await deps.progress.set(key, page.progress)
    yield done()
  }
}
