/** How many words name one end of a long quote in the address. */
const endWords = 5

/** `-` separates the parts of a text fragment, so one in the words is escaped, too. Half a surrogate pair cannot be encoded. */
const encode = (text: string): string => encodeURIComponent(text.toWellFormed()).replaceAll('-', '%2D')

/**
 * The address that opens the original at the quote, by a text fragment.
 * Source: WICG, URL Fragment Text Directives (`#:~:text=start,end`).
 */
export const quoteLink = (url: string, quote: string): string => {
  const words = quote.split(/\s+/u)
  const fragment =
    words.length <= endWords * 2
      ? encode(words.join(' '))
      : `${encode(words.slice(0, endWords).join(' '))},${encode(words.slice(-endWords).join(' '))}`
  return `${url}#:~:text=${fragment}`
}
