import { z } from 'zod'
import { UserError } from '../errors.ts'
import { canonicalUrl } from '../fetch/canonical-url.ts'
import { decode } from '../fetch/decode.ts'
import type { Get, Validators } from '../fetch/get.ts'
import { fixOfUnknownName } from '../fetch/unknown-name.ts'
import { capturesIn } from './captures.ts'
import type { Found } from './found.ts'

/** The publisher's commentaries are below this address. */
const wanted = 'www.rsis.edu.sg/rsis-publication/'
const indexBytes = 50_000_000
const longestRecord = 5_000_000
/** If a capture cannot be read, up to this many of the page's captures are tried. */
const mostTries = 3

const count = z.coerce.number().int().nonnegative()
const lineSchema = z.object({
  url: z.url(),
  timestamp: z.string().regex(/^\d{14}$/u),
  status: z.string().optional(),
  filename: z.string().min(1),
  offset: count,
  length: count,
  truncated: z.string().optional(),
})

type Line = z.infer<typeof lineSchema>

export type CaptureIndex = {
  /** A CDX server, and the address below which the files are that it lists. */
  readonly index: string
  readonly files: string
  /** Pages of the index that were completely read before, with what they contained. */
  readonly marks: {
    get(key: string): Promise<Validators | undefined>
    set(key: string, value: Validators): Promise<unknown>
  }
  /** Whether the text of a page is missing in the archive, by its canonical address. */
  readonly isMissing: (address: string) => Promise<boolean>
}

const linesIn = (text: string): Line[] =>
  text.split('\n').flatMap((line) => {
    try {
      return lineSchema.safeParse(JSON.parse(line)).data ?? []
    } catch {
      return []
    }
  })

const failure = (detail: string, index: string): UserError =>
  new UserError(
    'CAPTURES_URL',
    detail,
    fixOfUnknownName(detail, index) ?? 'run the same command again later: it continues where it stopped',
  )

/** How many pages the list has; one if the server does not say. */
const countPages = async (get: Get, index: string, signal: AbortSignal): Promise<number> => {
  const got = await get(addressOf(index, { showNumPages: 'true' }), {
    accept: 'application/json',
    maxBytes: 10_000,
    signal,
  })
  if (got.state !== 'fetched') throw failure(got.state === 'failed' ? got.detail : 'the answer is empty', index)
  try {
    return z.object({ pages: count }).parse(JSON.parse(decode(got.body, got.contentType))).pages
  } catch {
    return 1
  }
}

const addressOf = (index: string, more: Readonly<Record<string, string>>): string => {
  const address = new URL(index)
  const query = { url: wanted, matchType: 'prefix', output: 'json', ...more }
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value)
  return address.href
}

/** The address of a capture file; undefined if its name would lead to another site. */
const fileAddress = (filename: string, files: string): string | undefined => {
  const address = URL.parse(filename, files)
  return address?.origin === new URL(files).origin ? address.href : undefined
}

/** The captures of one page, the newest first, until one of them was read. */
async function* captured(get: Get, files: string, lines: readonly Line[], signal: AbortSignal): AsyncGenerator<Found> {
  for (const { url, filename, offset, length } of lines.slice(0, mostTries)) {
    const address = fileAddress(filename, files)
    if (address === undefined) {
      yield { name: url, problem: 'the index names a file that is not at CAPTURE_FILES_URL' }
      continue
    }
    const range = { first: offset, last: offset + length - 1 }
    const got = await get(address, { accept: '*/*', maxBytes: longestRecord, range, signal })
    if (got.state !== 'fetched' || got.body.length !== length) {
      yield {
        name: url,
        problem: got.state === 'failed' ? got.detail : 'the archive answers with another part of its file',
      }
      continue
    }
    let isRead = false
    for await (const found of capturesIn({ name: url, size: length, open: () => [got.body] })) {
      yield 'problem' in found ? found : { ...found, markRead: () => (isRead = true) }
    }
    if (isRead) return
  }
}

const byPage = (lines: readonly Line[]): Map<string, Line[]> =>
  Map.groupBy(
    lines
      .filter(({ status = '200', truncated }) => status === '200' && truncated === undefined)
      .toSorted((one, other) => other.timestamp.localeCompare(one.timestamp)),
    ({ url }) => canonicalUrl(url) ?? url,
  )

/**
 * The publisher's pages in a public capture index whose texts are missing, by a polite `get`: of each file only the
 * bytes of the capture are requested. A page of the index that was completely read before is requested again only if it
 * has changed.
 * @throws UserError if the index cannot be read.
 */
export async function* capturesFromIndex(get: Get, from: CaptureIndex, signal: AbortSignal): AsyncGenerator<Found> {
  const pages = await countPages(get, from.index, signal)
  for (let page = 0; page < pages; page += 1) {
    const address = addressOf(from.index, { page: String(page) })
    const validators = await from.marks.get(address)
    const got = await get(address, {
      accept: 'application/json',
      maxBytes: indexBytes,
      signal,
      ...(validators !== undefined && { validators }),
    })
    if (got.state === 'failed') throw failure(got.detail, from.index)
    if (got.state === 'not-modified') continue
    for (const [key, lines] of byPage(linesIn(decode(got.body, got.contentType)))) {
      if (await from.isMissing(key)) yield* captured(get, from.files, lines, signal)
    }
    await from.marks.set(address, got.validators)
  }
}
