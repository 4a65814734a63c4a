import PostalMime, { type Attachment } from 'postal-mime'
import type { Provenance } from '../commentary/commentary.ts'
import { describeError } from '../errors.ts'
import { parseNumberedTitle } from '../feed/series-number.ts'
import type { Found } from './found.ts'

/**
 * The line before each message of an mbox (RFC 4155): an address and a date. A line of a text may begin with “From”,
 * too.
 */
const messageStart = /^From \S+ +.*\d{1,2}:\d{2}.*\d{4}.*\r?\n/gmu

/** The messages of an mbox, without the lines between them. */
export const splitMailbox = (bytes: Uint8Array): Uint8Array[] => {
  // Latin-1 maps every byte to one character.
  const text = Buffer.from(bytes).toString('latin1')
  return text
    .split(messageStart)
    .filter((message) => message.trim() !== '')
    .map((message) => Buffer.from(message.replaceAll(/^>(>*From )/gmu, '$1'), 'latin1'))
}

/** The title and number in a subject, without what mailing lists put before them: `[RSIS] CO20210 | Title`. */
const titleIn = (subject: string): string | undefined => {
  const bare = subject.replace(/^(?:(?:re|fwd?|fw):\s*|\[[^\]]*\]\s*|RSIS Commentary:?\s*)+/giu, '').trim()
  return parseNumberedTitle(bare) === undefined ? undefined : bare
}

/** A shorter text part of an HTML message, in characters, may only say “view this in your browser”. */
const shortestText = 1000

const encode = (content: string): Uint8Array => new TextEncoder().encode(content)

const isPdf = ({ mimeType, filename }: Attachment): boolean =>
  mimeType === 'application/pdf' || /\.pdf$/iu.test(filename ?? '')

const bytesOf = ({ content }: Attachment): Uint8Array =>
  typeof content === 'string' ? encode(content) : new Uint8Array(content)

/** The text of an e-mail (RFC 5322, MIME), and the PDFs attached to it. */
export async function* documentsInMail(name: string, bytes: Uint8Array): AsyncGenerator<Found> {
  const mail = await PostalMime.parse(bytes).catch(describeError)
  if (typeof mail === 'string') {
    yield { name, problem: `it cannot be read as an e-mail: ${mail}` }
    return
  }
  const { subject = '', date, text = '', html, attachments } = mail
  const title = titleIn(subject)
  const provenance: Provenance = { kind: 'mail', ...(date !== undefined && { date: date.slice(0, 10) }) }
  if (html !== undefined && text.trim().length < shortestText) {
    yield {
      name: `${name}.html`,
      foundIn: name,
      bytes: encode(html),
      contentType: 'text/html; charset=utf-8',
      provenance,
    }
  } else if (text.trim() !== '') {
    const isTitled = title === undefined || text.includes(title.slice(0, 7))
    yield { name: `${name}.txt`, foundIn: name, bytes: encode(isTitled ? text : `${title}\n\n${text}`), provenance }
  }
  for (const attachment of attachments.filter(isPdf)) {
    const attached = attachment.filename ?? 'attachment.pdf'
    yield { name: attached, foundIn: `${attached} in ${name}`, bytes: bytesOf(attachment), provenance }
  }
}
