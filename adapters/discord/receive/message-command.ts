/** Longest that is taken of a message: as much as a search takes. */
const longestSearch = 200
const numberInText = /\bCO\d{5}\b/iu

/** The command for «Find on RSIS» on a message: the commentary that it names, else a search for its words. */
export const messageCommand = (content: string): string | undefined => {
  const id = numberInText.exec(content)?.[0]
  if (id !== undefined) return `show ${id.toUpperCase()}`
  const plain = content.replaceAll(/<[^<>\s]*>|https?:\/\/\S+/gu, ' ')
  let text = ''
  for (const [word] of plain.matchAll(/[\p{L}\p{M}\p{N}]+(?:[’'][\p{L}\p{M}]+)*/gu)) {
    if (text.length + 1 + word.length > longestSearch) break
    // In capitals these would be operators of the query.
    text = `${text} ${/^(?:AND|OR|NOT)$/u.test(word) ? word.toLowerCase() : word}`.trim()
  }
  return text === '' ? undefined : `search ${text}`
}
