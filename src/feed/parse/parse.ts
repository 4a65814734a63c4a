import type { FeedAnswer, ParsedFeed } from './answer.ts'
import { decode } from '../../fetch/decode.ts'
import { parseJsonFeed } from './json-feed.ts'
import { describeOther } from './other.ts'
import { regularFeed } from './regular.ts'
import { parseStrictly } from './strict.ts'
import { type RawItem, toEntry } from './raw-item.ts'
import { feedStart, tidyXml } from './tidy-xml.ts'

/** Texts with more ampersands than this are not repaired: it would need more memory than the thread has. */
const mostAmpersands = 500_000

const hasTooManyAmpersands = (text: string): boolean => {
  let count = 0
  for (let at = text.indexOf('&'); at >= 0 && count <= mostAmpersands; at = text.indexOf('&', at + 1)) count += 1
  return count > mostAmpersands
}

const notAFeed = (detail: string): ParsedFeed => ({ state: 'not a feed', detail })

const parsed = (items: readonly RawItem[], { url, source }: FeedAnswer, isDamaged: boolean): ParsedFeed =>
  items.length > 0
    ? { state: 'parsed', entries: items.map((item) => toEntry(item, url, source)), isDamaged }
    : { state: 'empty', detail: 'the feed has no items' }

/**
 * The newest 500 entries of a feed in RSS, RDF, Atom or JSON Feed, however badly it is written. If it is not a feed, a
 * description of what it is. Never throws.
 */
export const parseFeed = async (answer: FeedAnswer): Promise<ParsedFeed> => {
  const text = decode(answer.body, answer.contentType)
  const json = parseJsonFeed(text)
  if (json !== undefined) return parsed(json, answer, false)
  const start = feedStart(text)
  // A web page may have the tags of a feed in a script.
  if (start < 0 || /<!doctype html|<html[\s>]/iu.test(text.slice(0, start))) return describeOther(text, answer.body)
  if (hasTooManyAmpersands(text)) return notAFeed('it has more than 500,000 ampersands')
  const regular = regularFeed(tidyXml(text), answer.url)
  if (regular === undefined) return notAFeed('its tags are nested too deep')
  return parsed(await parseStrictly(regular.xml), answer, regular.isDamaged)
}
