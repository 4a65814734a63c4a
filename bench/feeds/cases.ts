import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Parser } from 'htmlparser2'
import { decode } from '../../src/fetch/decode.ts'

/** One file of a public test collection. */
export type FeedCase = {
  readonly name: string
  readonly body: Buffer
  /** How many usable items it has; undefined if an item has neither a title nor an address. */
  readonly items: number | undefined
}

const collection = fileURLToPath(new URL('../../../shared/feeds/feed-cases.tar.xz', import.meta.url))

const localName = (tag: string): string => tag.slice(tag.indexOf(':') + 1).toLowerCase()

const isAddress = (text: string | undefined): boolean => /^\s*https?:\/\//u.test(text ?? '')

/** The links of an item, without licences and attachments. */
const leadsToItem = ({ href, rel = '' }: Readonly<Record<string, string>>): boolean =>
  isAddress(href) && !/^(?:enclosure|license|image)$/u.test(rel)

/** Whether a title has text outside its tags. */
const isReadable = (text: string): boolean => /\S/u.test(text.replaceAll(/<[^>]*>/gu, ''))

/**
 * Counts the items of a feed by its tags, with any prefix: each must have a title with text, or an http(s)
 * address. Undefined if one has neither, or if there are none: such a file shows nothing about how well entries are
 * found.
 */
export const usableItems = (text: string): number | undefined => {
  const seen = { items: 0, usable: 0, itemDepth: 0, isUsable: false }
  const path: string[] = []
  let title = ''
  const isOwn = (name: string): boolean => path[seen.itemDepth] === name && seen.itemDepth > 0
  const parser = new Parser(
    {
      onopentag: (tag, attributes) => {
        const name = localName(tag)
        path.push(name)
        title = ''
        if ((name === 'item' || name === 'entry') && seen.itemDepth === 0)
          Object.assign(seen, { itemDepth: path.length, isUsable: false })
        if (isOwn('link') && leadsToItem(attributes)) seen.isUsable = true
      },
      ontext: (data) => {
        if (isOwn('title')) title += data
        if (isOwn('link') && isAddress(data)) seen.isUsable = true
      },
      onclosetag: () => {
        if (isOwn('title') && isReadable(title)) seen.isUsable = true
        if (path.length === seen.itemDepth) {
          seen.items += 1
          if (seen.isUsable) seen.usable += 1
          seen.itemDepth = 0
        }
        path.pop()
      },
    },
    { xmlMode: true },
  )
  parser.end(text)
  return seen.items > 0 && seen.usable === seen.items ? seen.items : undefined
}

/** Whether the collections are available; they are not part of the project. */
export const hasCollection = existsSync(collection)

/** Every file of the collections of feedparser, feedvalidator, gofeed and miniflux. */
export const readCases = (): FeedCase[] => {
  const folder = mkdtempSync(join(tmpdir(), 'rsis-brief-feeds-'))
  try {
    execFileSync('tar', ['-xf', collection, '-C', folder])
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.xml'))
      .toSorted()
      .map((name) => {
        const body = readFileSync(join(folder, name))
        return { name, body, items: usableItems(decode(body, undefined)) }
      })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
