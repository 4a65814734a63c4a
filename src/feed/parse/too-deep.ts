import { Parser } from 'htmlparser2'

/** No real page has tags nested deeper; tree builders need quadratic time on such pages. */
const deepest = 256
/** The page is scanned in small pieces, so that the scan ends soon after it has seen enough. */
const pieceLength = 65_536

/** Whether the page's tags are nested deeper than 256. */
export const isTooDeep = (html: string): boolean => {
  const seen = { depth: 0, isTooDeep: false }
  const parser = new Parser({
    onopentagname: () => {
      seen.depth += 1
      seen.isTooDeep ||= seen.depth > deepest
    },
    onclosetag: () => {
      seen.depth -= 1
    },
  })
  for (let at = 0; at < html.length && !seen.isTooDeep; at += pieceLength)
    parser.write(html.slice(at, at + pieceLength))
  return seen.isTooDeep
}
