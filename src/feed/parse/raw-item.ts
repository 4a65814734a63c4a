import { type Entry, untitled } from '../entry.ts'
import { parseWrittenDate } from '../written-date.ts'
import { textOfHtml } from './text-of-html.ts'

/** An item as a parser found it, its values unchanged. */
export type RawItem = {
  readonly guid?: string | undefined
  readonly link?: string | undefined
  readonly title?: string | undefined
  readonly authors: readonly string[]
  readonly published?: string | undefined
  readonly updated?: string | undefined
  readonly excerpt?: string | undefined
  readonly content?: string | undefined
  readonly categories: readonly string[]
}

const weekMs = 7 * 86_400_000
const earliest = Date.parse('1990-01-01')
const longestContent = 1_000_000
const longestExcerpt = 4000
const longestTitle = 500
const longestGuid = 500
const longestName = 300
/** The most authors, or categories, of one item. */
const mostNames = 50

const isAhead = (at: Date): boolean => at.getTime() > Date.now() + weekMs

/**
 * A plausible date: after 1990, and at most a week in the future. Within that week this machine's clock may be behind;
 * if such an entry counted as undated, a new one could be held for a person to decide.
 */
const readDate = (text: string | undefined): Date | undefined => {
  const at = parseWrittenDate(text ?? '')?.at
  return at === undefined || at.getTime() < earliest || isAhead(at) ? undefined : at
}

const isWrittenAhead = ({ published, updated }: RawItem): boolean => {
  const at = parseWrittenDate(published ?? updated ?? '')?.at
  return at !== undefined && isAhead(at)
}

const readLink = (link: string | undefined, base: string): string | undefined => {
  const url = link === undefined || link.trim() === '' ? null : URL.parse(link.trim(), base)
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') ? url.href : undefined
}

const mailAddress = /[^\s()<>,;:@]{1,64}@[^\s()<>,;:@]{1,255}/gu

/** The name in a person element that also has a mail address: `ed@site.example (A One)`, `A One <ed@site.example>`. */
const personOf = (text: string): string => {
  const name = text
    .replaceAll(mailAddress, '')
    .replaceAll(/mailto:|\(\s*\)|<\s*>/gu, '')
    .trim()
  return (/^\((.+)\)$/u.exec(name)?.[1] ?? name).replaceAll(/^[\s,;:-]+|[\s,;:-]+$/gu, '')
}

const namesOf = (texts: readonly string[]): string[] =>
  texts
    .slice(0, mostNames)
    .map((text) => textOfHtml(text, longestName))
    .filter((name) => name !== '')

/** A note without a title gets its first words as title, at most this many characters. */
const longestOpening = 80
const sentence = /^.{12,}?(?:[.!?](?=\s|$)|[。！？])/u

/** The title of a text without one: its first sentence, or as many of its words as fit. */
const firstWords = (text: string): string => {
  const opening = sentence.exec(text)?.[0] ?? text
  if (opening.length <= longestOpening) return opening === '' ? untitled : opening
  const cut = opening.slice(0, longestOpening).toWellFormed()
  const [whole = ''] = /^.*\S(?=\s)/u.exec(cut) ?? []
  return `${whole.length > longestOpening / 2 ? whole : cut.replace(/\uFFFD$/u, '')} …`
}

/** What publishing systems append to an excerpt: a link to read on, and where the text appeared first. */
const tail =
  /\s*(?:the post .{1,500} (?:appeared first|first appeared) on .{1,200}|(?<=[.!?…\]”"]\s)(?:read (?:more|on)|continue reading.{0,300}|baca selengkapnya|lire la suite|weiterlesen|[阅閱][读讀](?:更多|全文)|続きを読む)\s*[→»›….]*)$/iu

/** The item as an entry. @param base what a relative link is relative to */
export const toEntry = (item: RawItem, base: string, source: string): Entry => {
  const link = readLink(item.link, base)
  const title = textOfHtml(item.title ?? '', longestTitle)
  const excerpt = textOfHtml(item.excerpt ?? '', longestExcerpt).replace(tail, '')
  const guid = item.guid?.trim()
  const publishedAt = readDate(item.published) ?? readDate(item.updated)
  const content = item.content !== undefined && item.content.length <= longestContent ? item.content : undefined
  return {
    source,
    ...(guid === undefined || guid === '' ? {} : { guid: guid.slice(0, longestGuid).toWellFormed() }),
    ...(link === undefined ? {} : { link }),
    title: title === '' ? firstWords(excerpt === '' ? textOfHtml(content ?? '', longestExcerpt) : excerpt) : title,
    authors: namesOf(item.authors)
      .map(personOf)
      .filter((name) => name !== ''),
    publishedAt,
    updatedAt: readDate(item.updated),
    ...(publishedAt === undefined && isWrittenAhead(item) ? { isDatedAhead: true } : {}),
    ...(excerpt === '' ? {} : { excerpt }),
    ...(content === undefined ? {} : { contentHtml: content }),
    categories: namesOf(item.categories),
  }
}
