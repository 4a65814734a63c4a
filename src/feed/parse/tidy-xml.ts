import { decodeHTML } from 'entities'

const rootTags = ['<rss', '<feed', '<rdf:rdf', '<atom:feed', '<channel']

/** Where the first tag of a feed begins, -1 where there is none. */
export const feedStart = (text: string): number => {
  const lower = text.toLowerCase()
  const starts = rootTags.map((tag) => lower.indexOf(tag)).filter((index) => index >= 0)
  return starts.length === 0 ? -1 : Math.min(...starts)
}

/** Control characters but tab and line ends, and non-characters: XML 1.0 forbids them. */
const forbidden = /[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu

const xmlEntities = new Set(['amp', 'lt', 'gt', 'quot', 'apos'])

const repairEntity = (whole: string, name: string | undefined): string => {
  if (name === undefined) return '&amp;'
  if (name.startsWith('#') || xmlEntities.has(name)) return whole
  const character = decodeHTML(whole)
  return character === whole ? `&amp;${whole.slice(1)}` : character
}

/**
 * A feed's text made fit for a strict XML parser: nothing before the root, so no DOCTYPE and no entities of its own; no
 * forbidden characters; a bare `&` and HTML's entities written as XML wants them. CDATA is left as it is.
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
        part.slice(end).replaceAll(/&(?:(#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});)?/giu, repairEntity)
      )
    })
    .join('<![CDATA[')
}
