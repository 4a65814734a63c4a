import { decodeHTML } from 'entities'

/** The tags that a feed begins with, with any prefix; `entry` is the root if Atom sends a single entry. */
const feedRoot = /<(?:[\w.-]{1,50}:)?(?:rss|feed|rdf|channel|entry)(?=[\s>/])/iu

/** The offset of the first tag of a feed, -1 if there is none. */
export const feedStart = (text: string): number => text.search(feedRoot)

/** Control characters except tab and line ends, and non-characters: XML 1.0 forbids them. */
const forbidden = /[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu

/** A `<` that begins no tag, as in `Growth <3%`. */
const bareSign = /<(?![\p{L}_:/!?])/gu

const xmlEntities = new Set(['amp', 'lt', 'gt', 'quot', 'apos'])

const repairEntity = (whole: string, name: string | undefined): string => {
  if (name === undefined) return '&amp;'
  if (name.startsWith('#') || xmlEntities.has(name)) return whole
  const character = decodeHTML(whole)
  return character === whole ? `&amp;${whole.slice(1)}` : character
}

/**
 * A feed's text made acceptable to a strict XML parser: nothing before the root, so no DOCTYPE and no entity
 * declarations; no forbidden characters; a bare `&` or `<` and HTML's entities escaped. CDATA is unchanged.
 */
export const tidyXml = (text: string): string => {
  const body = text
    .slice(Math.max(0, feedStart(text)))
    .toWellFormed()
    .replaceAll(forbidden, '')
  return body
    .split('<![CDATA[')
    .map((part, index) => {
      const end = index === 0 ? 0 : part.indexOf(']]>')
      if (end < 0) return part
      return (
        part.slice(0, end) +
        part
          .slice(end)
          .replaceAll(bareSign, '&lt;')
          .replaceAll(/&(?:(#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});)?/giu, repairEntity)
      )
    })
    .join('<![CDATA[')
}
