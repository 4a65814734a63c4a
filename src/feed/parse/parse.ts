import { describeError } from '../../errors.ts'
import { decode } from '../../fetch/decode.ts'
import type { Entry } from '../entry.ts'
import { capItems } from './cap.ts'
import { parseStrictly } from './strict.ts'
import { parseTagSoup } from './tag-soup.ts'
import { type RawItem, toEntry } from './raw-item.ts'
import { feedStart, tidyXml } from './tidy-xml.ts'

export type ParsedFeed =
  | {
      readonly state: 'parsed'
      readonly entries: readonly Entry[]
      /** The XML was broken; whole items were taken out of it. */
      readonly isDamaged: boolean
    }
  | { readonly state: 'empty' | 'blocked' | 'not a feed'; readonly detail: string }

/** What came back from the address of a feed or listing. */
export type FeedAnswer = {
  readonly body: Uint8Array
  readonly contentType: string | undefined
  /** Where it came from, after redirects. */
  readonly url: string
  /** The source's id. */
  readonly source: string
}

/** A page for people, where a feed was asked for: a challenge, a login, a landing page. */
const htmlAnswer = (text: string): ParsedFeed | undefined => {
  const start = text.slice(0, 4000).toLowerCase()
  if (!start.includes('<html') && !start.includes('<!doctype html')) return undefined
  const isChallenge = /just a moment|challenge|captcha|enable javascript|access denied|attention required/u.test(start)
  return {
    state: 'blocked',
    detail: isChallenge
      ? 'the site answers programs with a challenge page'
      : 'a web page came where a feed was asked for',
  }
}

/** Each is repaired and parsed by itself; millions of them would need more memory than the thread, and so the program, has. */
const mostAmpersands = 500_000

const hasTooManyAmpersands = (text: string): boolean => {
  let count = 0
  for (let at = text.indexOf('&'); at >= 0 && count <= mostAmpersands; at = text.indexOf('&', at + 1)) count += 1
  return count > mostAmpersands
}

/**
 * The entries of a feed in RSS, RDF or Atom, however badly it is written, newest 500 at the most.
 * Never throws: what is no feed is said so.
 */
export const parseFeed = async ({ body, contentType, url, source }: FeedAnswer): Promise<ParsedFeed> => {
  const text = decode(body, contentType)
  if (text.trim() === '') return { state: 'not a feed', detail: 'the answer is empty' }
  if (feedStart(text) < 0) return htmlAnswer(text) ?? { state: 'not a feed', detail: 'the answer is no RSS or Atom' }
  if (hasTooManyAmpersands(text)) return { state: 'not a feed', detail: 'it has more than 500,000 ampersands' }
  const xml = capItems(tidyXml(text), { xmlMode: true })
  if (xml === undefined) return { state: 'not a feed', detail: 'its tags are nested too deep' }

  const toEntries = (items: readonly RawItem[]): Entry[] => items.flatMap((item) => toEntry(item, url, source) ?? [])
  try {
    const entries = toEntries(await parseStrictly(xml))
    if (entries.length > 0) return { state: 'parsed', entries, isDamaged: false }
    return { state: 'empty', detail: 'the feed has no items' }
  } catch (error) {
    const entries = toEntries(parseTagSoup(xml))
    if (entries.length > 0) return { state: 'parsed', entries, isDamaged: true }
    return { state: 'not a feed', detail: `the XML is broken: ${describeError(error).split('\n')[0]}` }
  }
}
