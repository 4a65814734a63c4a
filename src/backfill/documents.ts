import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { unzipSync } from 'fflate'
import type { Document } from '../commentary/import.ts'
import { UserError } from '../errors.ts'
import { documentsInMail, splitMailbox } from './mail.ts'
import { capturesIn } from './captures.ts'

/** A file that is read into memory as a whole; captures are read piece by piece, however large they are. */
const mostBytes = 2_000_000_000
/** Of one page, PDF or message within an archive. */
const mostPageBytes = 50_000_000

const isCaptures = (name: string): boolean => /\.warc(?:\.gz)?$/iu.test(name)

/** The pages of a zip, those of a WACZ (a zip of WARCs) among them. */
const zippedIn = (name: string, bytes: Uint8Array): readonly (readonly [string, Uint8Array])[] => {
  try {
    const files = unzipSync(bytes, {
      filter: (file) => file.originalSize <= (isCaptures(file.name) ? mostBytes : mostPageBytes),
    })
    return Object.entries(files).toSorted(([one], [other]) => one.localeCompare(other))
  } catch {
    throw new UserError('Backfill', `${name} is damaged, or no zip`, 'pack it again, or give the folder')
  }
}

/** The documents in the bytes of one file, by the ending of its name; none in a file of another kind. */
async function* documentsInBytes(name: string, bytes: Uint8Array): AsyncGenerator<Document> {
  const ending = extname(name).toLowerCase()
  if (isCaptures(name)) yield* capturesIn(() => [bytes])
  else if (ending === '.zip' || ending === '.wacz') {
    for (const [inner, content] of zippedIn(name, bytes)) yield* documentsInBytes(inner, content)
  } else if (ending === '.eml') yield* documentsInMail(name, bytes)
  else if (ending === '.mbox') {
    for (const mail of splitMailbox(bytes)) yield* documentsInMail(name, mail)
  } else if (/^\.(?:x?html?|pdf|txt)$/u.test(ending))
    yield { name, bytes, provenance: { kind: 'file', from: basename(name) } }
}

/**
 * The pages, PDFs and texts in files and folders, in the order of their names: `.html`, `.pdf`, `.txt`, e-mails (`.eml`, mbox),
 * captures (WARC, WACZ) and zips of all of these.
 * @throws UserError for a path that is not there, and a zip that cannot be opened.
 */
export async function* documentsIn(paths: readonly string[]): AsyncGenerator<Document> {
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined)
    if (found === undefined) {
      throw new UserError('Backfill', `there is no file or folder ${path}`, 'check its name')
    }
    if (found.isDirectory()) {
      const names = (await readdir(path)).filter((name) => !name.startsWith('.')).toSorted()
      yield* documentsIn(names.map((name) => join(path, name)))
    } else if (isCaptures(path)) yield* capturesIn(() => createReadStream(path))
    else if (found.size > mostBytes) throw new UserError('Backfill', `${path} is larger than 2 GB`, 'unpack it first')
    else if (found.isFile()) yield* documentsInBytes(path, await readFile(path))
  }
}
