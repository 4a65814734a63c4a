import { createReadStream } from 'node:fs'
import { lstat, readdir, readFile, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { describeError, UserError } from '../errors.ts'
import { capturesIn } from './captures.ts'
import type { Found, Skipped } from './found.ts'
import { documentsInMail, splitMailbox } from './mail.ts'
import { unpack } from './zip.ts'

/** A file that is read into memory in one piece; captures of any size are read in pieces. */
const mostBytes = 2_000_000_000
/** How deep zips may be nested. */
const deepest = 3

const isCaptures = (name: string): boolean => /\.warc(?:\.gz)?$/iu.test(name)
const isZip = (name: string): boolean => /\.(?:zip|wacz)$/iu.test(name)
const isPage = (name: string): boolean => /\.(?:x?html?|mht|mhtml|pdf|txt)$/iu.test(name)
const isWanted = (name: string): boolean =>
  isCaptures(name) || isZip(name) || isPage(name) || /\.(?:eml|mbox)$/iu.test(name)

const skipped = (name: string, problem: string): Skipped => ({ name, problem })

async function* documentsInZip(name: string, bytes: Uint8Array, depth: number): AsyncGenerator<Found> {
  const unpacked = depth > deepest ? undefined : unpack(bytes, { isWanted, isCaptures })
  if (unpacked === undefined) {
    yield skipped(name, depth > deepest ? 'it is a zip in a zip in a zip' : 'it is damaged, or not a zip')
    return
  }
  const inZip = (one: Found): Found =>
    'problem' in one
      ? { ...one, name: `${one.name} in ${name}` }
      : { ...one, foundIn: `${one.foundIn ?? one.name} in ${name}` }
  yield* unpacked.skipped.map(inZip)
  for (const file of unpacked.files) {
    if ('problem' in file) yield inZip(file)
    else for await (const one of documentsInBytes(file.name, file.bytes, depth)) yield inZip(one)
  }
}

/** The documents in the bytes of one file, by its extension; none if it is of another kind. */
async function* documentsInBytes(name: string, bytes: Uint8Array, depth = 0): AsyncGenerator<Found> {
  const ending = extname(name).toLowerCase()
  if (isCaptures(name)) yield* capturesIn({ name, size: bytes.length, open: () => [bytes] })
  else if (isZip(name)) yield* documentsInZip(name, bytes, depth + 1)
  else if (ending === '.eml') yield* documentsInMail(name, bytes)
  else if (ending === '.mbox') {
    for (const mail of splitMailbox(bytes)) yield* documentsInMail(name, mail)
  } else if (isPage(name)) yield { name, bytes, provenance: { kind: 'file', from: basename(name) } }
}

async function* documentsInFile(path: string, size: number): AsyncGenerator<Found> {
  if (isCaptures(path)) yield* capturesIn({ name: path, size, open: () => createReadStream(path) })
  else if (!isWanted(path)) return
  else if (size > mostBytes) yield skipped(path, 'it is larger than 2 GB: unpack it first')
  else {
    const bytes = await readFile(path).catch(describeError)
    if (typeof bytes === 'string') yield skipped(path, `it cannot be read: ${bytes}`)
    else yield* documentsInBytes(path, bytes)
  }
}

async function* documentsInFolder(path: string): AsyncGenerator<Found> {
  const names = await readdir(path).catch(describeError)
  if (typeof names === 'string') {
    yield skipped(path, `it cannot be read: ${names}`)
    return
  }
  for (const name of names.filter((one) => !one.startsWith('.')).toSorted()) {
    const inner = join(path, name)
    const found = await lstat(inner).catch(() => undefined)
    if (found?.isDirectory() === true) yield* documentsInFolder(inner)
    else if (found?.isFile() === true) yield* documentsInFile(inner, found.size)
    // A link may lead back to a folder above it.
    else if (found?.isSymbolicLink() === true) yield skipped(inner, 'it is a link: name its target')
    else if (isWanted(name)) yield skipped(inner, 'it is not a file but a pipe, socket or device')
  }
}

/**
 * The pages, PDFs and texts in files and folders, ordered by name: `.html`, `.mhtml`, `.pdf`, `.txt`, e-mails (`.eml`,
 * mbox), captures (WARC, WACZ) and zips of all of these; and what is skipped, with the reason.
 * @throws UserError for a path that does not exist.
 */
export async function* documentsIn(paths: readonly string[]): AsyncGenerator<Found> {
  const all = await Promise.all(paths.map(async (path) => ({ path, found: await stat(path).catch(() => undefined) })))
  const missing = all.find(({ found }) => found === undefined)
  if (missing !== undefined) {
    throw new UserError('Backfill', `there is no file or folder ${missing.path}`, 'check its name')
  }
  for (const { path, found } of all) {
    if (found?.isDirectory() === true) yield* documentsInFolder(path)
    else if (found?.isFile() === true && isWanted(path)) yield* documentsInFile(path, found.size)
    else
      yield skipped(
        path,
        found?.isFile() === true ? 'it is of an unknown kind' : 'it is not a file but a pipe, socket or device',
      )
  }
}
