import { decodeHTML } from 'entities'

/** The tags that a feed begins with, whatever their prefix; `entry` is the root where Atom sends one entry alone. */
const feedRoot = /<(?:[\w.-]{1,50}:)?(?:rss|feed|rdf|channel|entry)(?=[\s>/])/iu

/** Where the first tag of a feed begins, -1 where there is none. */
export const feedStart = (text: string): number => text.search(feedRoot)

/** Control characters but tab and line ends, and non-characters: XML 1.0 forbids them. */
const forbidden = /[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu

/** Of `Growth <3%`: what begins no tag. */
const bareSign = /<(?![\p{L}_:/!?])/gu

const xmlEntities = new Set(['amp', 'lt', 'gt', 'quot', 'apos'])

const repairEntity = (whole: string, name: string | undefined): string => {
  if (name === undefined) return '&amp;'
  if (name.startsWith('#') || xmlEntities.has(name)) return whole
  const character = decodeHTML(whole)
  return character === whole ? `&amp;${whole.slice(1)}` : character
}

/**
 * A feed's text made fit for a strict XML parser: nothing before the root, so no DOCTYPE and no entities of its own; no
 * forbidden characters; a bare `&` or `<` and HTML's entities written as XML wants them. CDATA is left as it is.
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
