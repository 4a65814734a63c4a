/**
 * The text after `/rsis` or `/rsis-admin` in a typed line or a button's command, without the characters that addresses and
 * databases refuse: unpaired surrogates and NUL.
 */
export const withoutName = (line: string): string =>
  line
    .toWellFormed()
    .replaceAll('\0', ' ')
    .trim()
    .replace(/^\/rsis(?:-admin)?\b(?!-)\s*/iu, '')

/** Whether a command turns a page, which replaces the list; any other answer is a new message below. */
export const isPageTurn = (command: string): boolean => /(?:^|\s)page:\d/u.test(command)

/** As many characters of a message are used as a search allows. */
const longestSearch = 200
const numberInText = /\bCO\d{5}\b/iu

/** The command that finds what a message is about: the commentary that it names, otherwise a search for its words; undefined if it has none. */
export const messageCommand = (content: string): string | undefined => {
  const id = numberInText.exec(content)?.[0]
  if (id !== undefined) return `show ${id.toUpperCase()}`
  const plain = content.replaceAll(/<[^<>\s]*>|https?:\/\/\S+/gu, ' ')
  let text = ''
  for (const [word] of plain.matchAll(/[\p{L}\p{M}\p{N}]+(?:[’'][\p{L}\p{M}]+)*/gu)) {
    if (text.length + 1 + word.length > longestSearch) break
    // In capitals these words would be operators of the query.
    text = `${text} ${/^(?:AND|OR|NOT)$/u.test(word) ? word.toLowerCase() : word}`.trim()
  }
  return text === '' ? undefined : `search ${text}`
}
