import PostalMime from 'postal-mime'
import type { Provenance } from '../commentary/commentary.ts'
import type { Document } from '../commentary/import.ts'
import { parseNumberedTitle } from '../feed/series-number.ts'

/** Beginnings of messages in an mbox (RFC 4155). */
const messageStart = /^From \S+ .*\r?\n/gmu

/** The messages of an mbox, each without the line that parts it from the one before. */
export const splitMailbox = (bytes: Uint8Array): Uint8Array[] => {
  // Latin-1 keeps every byte as it is.
  const text = Buffer.from(bytes).toString('latin1')
  return text
    .split(messageStart)
    .filter((message) => message.trim() !== '')
    .map((message) => Buffer.from(message.replaceAll(/^>(>*From )/gmu, '$1'), 'latin1'))
}

/** What the subject says of the series, without what lists put before it: `[RSIS] CO20210 | Title`. */
const titleIn = (subject: string): string | undefined => {
  const bare = subject.replace(/^(?:(?:re|fwd?|fw):\s*|\[[^\]]*\]\s*|RSIS Commentary:?\s*)+/giu, '').trim()
  return parseNumberedTitle(bare) === undefined ? undefined : bare
}

/** The text of an e-mail (RFC 5322, MIME), and the PDFs that it brings. */
export async function* documentsInMail(name: string, bytes: Uint8Array): AsyncGenerator<Document> {
  const { subject = '', date, text, html, attachments } = await PostalMime.parse(bytes)
  const encode = (content: string): Uint8Array => new TextEncoder().encode(content)
  const title = titleIn(subject)
  const provenance: Provenance = { kind: 'mail', ...(date !== undefined && { date: date.slice(0, 10) }) }
  if (text !== undefined && text.trim() !== '') {
    const isTitled = title === undefined || text.includes(title.slice(0, 7))
    yield { name: `${name}.txt`, bytes: encode(isTitled ? text : `${title}\n\n${text}`), provenance }
  } else if (html !== undefined)
    yield { name: `${name}.html`, bytes: encode(html), contentType: 'text/html; charset=utf-8', provenance }
  for (const { filename, mimeType, content } of attachments) {
    if (mimeType !== 'application/pdf') continue
    yield {
      name: filename ?? 'attachment.pdf',
      provenance,
      bytes: typeof content === 'string' ? encode(content) : new Uint8Array(content),
    }
  }
}
