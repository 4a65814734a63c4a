import { numberIn, numberWord } from '../../archive/query/number-words.ts'

const ordinals = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ')

const thing = '(?: (?:one|commentary|article|piece|paper|result|item|hit|entry|row|post|briefing|link))?'
const label = '(?:#|no\\.? ?|number |nr\\.? ?|num |item |option |row |result |hit |entry |article |commentary |choice )'
const figure = new RegExp(`^(?:the )?${label}?(\\d{1,3})(?:st|nd|rd|th)?[.):]*${thing}$`, 'iu')
const ordinal = new RegExp(`^(?:the |that )?(${ordinals.join('|')})${thing}$`, 'iu')
const cardinal = new RegExp(`^(?:the )?${label}(?!an? |an?$)(${numberWord})$`, 'iu')

/** The last row that was shown. */
export const lastRow = -1

const numberOf = (part: string): number | undefined => {
  if (/^(?:the )?last one$/iu.test(part)) return lastRow
  const [, digits] = figure.exec(part) ?? []
  if (digits !== undefined) return Number(digits)
  const [, nth] = ordinal.exec(part) ?? []
  if (nth !== undefined) return ordinals.indexOf(nth.toLowerCase()) + 1
  const [, word] = cardinal.exec(part) ?? []
  return word === undefined ? undefined : numberIn(word)
}

/** `the first two`. */
const leading = new RegExp(
  `^(?:the )?first (\\d{1,2}|(?!an? )${numberWord})(?: (?:ones|commentaries|articles|pieces|results|of them|of these))?$`,
  'iu',
)
const mostLeading = 20

/** The rows of a list that a text names: `2`, `#2`, `the second one`, `1 and 3`; undefined for any other text. */
export const rowNumbers = (text: string): readonly number[] | undefined => {
  const parts = text.split(/\s*(?:,|;|&|\band\b)\s*/iu).filter((part) => part !== '')
  const [, some] = leading.exec(text) ?? []
  const count = some === undefined ? undefined : numberIn(some)
  if (count !== undefined && count <= mostLeading) return Array.from({ length: count }, (_, at) => at + 1)
  const numbers = parts.map(numberOf)
  return parts.length > 0 && numbers.every((number) => number !== undefined) ? numbers : undefined
}

/** Whether a text means the commentary that was shown last. */
export const isPronoun = (text: string): boolean =>
  /^(?:it|this|that|this one|that one|the same|same|(?:this|that|the) (?:commentary|article|piece|paper|one|briefing|post))$/iu.test(
    text,
  )

export type Turn = 'next' | 'previous' | 'first' | 'last' | number

const turns: readonly (readonly [pattern: RegExp, turn: Turn])[] = [
  [
    /^(?:(?:show|give|see|get|list|load|view|read)(?: me)? )?(?:the )?(?:next(?: (?:page|\d+|ones?|few|results?|batch|set|lot))?|more(?: (?:results?|of (?:them|these|those)|please|commentaries|articles|hits))?|(?:some |any )?older(?: (?:ones?|commentaries|articles|posts|pieces|stuff))?|further|continue|go on|the rest|rest|page down|scroll(?: down)?|keep going|forward|earlier ones|what else|anything else|others?)$/iu,
    'next',
  ],
  [
    /^(?:(?:show|give|see|go|get|view)(?: me)? )?(?:the )?(?:previous(?: (?:page|ones?|results?))?|prev|back|backwards?|page up|newer(?: ones?)?|last page again|page back|back one(?: page)?|one page back)$/iu,
    'previous',
  ],
  [/^(?:(?:show|go to|back to)(?: me)? )?(?:the )?(?:first page|beginning|page one)(?: again)?$/iu, 'first'],
  [
    /^(?:(?:go |get )?back to (?:the |that |my )?(?:previous |last )?(?:list|results)|(?:the )?(?:previous|same) (?:list|results)|(?:the )?list again)$/iu,
    'first',
  ],
  [/^(?:(?:show|go to)(?: me)? )?(?:the )?(?:last page|end|final page|oldest(?: ones?)?)$/iu, 'last'],
]

/** The page of a list that a text asks for; undefined if it asks for none. */
export const pageTurn = (text: string): Turn | undefined => {
  const [, page] = /^(?:(?:show|go to|open|see|jump to)(?: me)? )?(?:page|p\.?|pg) ?(\d{1,5})$/iu.exec(text) ?? []
  return page === undefined ? turns.find(([pattern]) => pattern.test(text))?.[1] : Number(page)
}
