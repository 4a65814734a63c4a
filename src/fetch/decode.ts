/** How many bytes of a document are searched for its declaration of the charset. */
const declarationBytes = 2048

const byteOrderMarks: readonly [bytes: readonly number[], charset: string][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
]

const markedCharset = (bytes: Uint8Array): string | undefined => {
  const mark = byteOrderMarks.find(([start]) => start.every((byte, index) => bytes[index] === byte))
  if (mark !== undefined) return mark[1]
  // `<` in UTF-16 without a byte order mark.
  if (bytes[0] === 0x3c && bytes[1] === 0) return 'utf-16le'
  if (bytes[0] === 0 && bytes[1] === 0x3c) return 'utf-16be'
  return undefined
}

const headerCharset = (contentType: string | undefined): string | undefined =>
  /charset=["']?([\w.:-]{1,40})/iu.exec(contentType ?? '')?.[1]

const declaredCharset = (bytes: Uint8Array): string | undefined => {
  const start = Buffer.from(bytes.subarray(0, declarationBytes)).toString('latin1')
  return (
    /^\s*<\?xml[^>]{0,200}encoding=["']([\w.:-]{1,40})/iu.exec(start)?.[1] ??
    /<meta[^>]{0,200}charset=["']?([\w.:-]{1,40})/iu.exec(start)?.[1]
  )
}

const decodeAs = (bytes: Uint8Array, charset: string | undefined): string | undefined => {
  if (charset === undefined) return undefined
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch {
    // The charset is unknown or the bytes are not valid in it: try the next candidate.
    return undefined
  }
}

/**
 * The text of a feed or page in any encoding. Tries the byte order mark, HTTP charset, declared charset, UTF-8, and last
 * windows-1252, which can decode anything. A charset in which the bytes are not valid is skipped.
 */
export const decode = (bytes: Uint8Array, contentType: string | undefined): string => {
  const candidates = [markedCharset(bytes), headerCharset(contentType), declaredCharset(bytes), 'utf-8']
  for (const charset of candidates) {
    const text = decodeAs(bytes, charset)
    if (text !== undefined) return text
  }
  return new TextDecoder('windows-1252').decode(bytes)
}
