import { fault } from './check.ts'
import type { Check } from './check.ts'

const sides: ReadonlyMap<string, string> = new Map(
  Object.entries({
    before: 'by before until till',
    after: 'after since from',
  }).flatMap(([side, words]) => words.split(' ').map((word) => [word, side] as const)),
)

/** A preposition before a year: “by the end of 2028”, “since May 2018”. */
const dated =
  /\b([Bb]y|[Bb]efore|[Uu]ntil|[Tt]ill|[Aa]fter|[Ss]ince|[Ff]rom)\s+(?:(?:early|late|mid|about|the|end|start|beginning|close|of|\d{1,2}|\p{Lu}\p{Ll}{2,8})[\s-]+){0,4}(\d{4})\b/gu

/** On which side of each year that a text names it puts what it tells. */
const sidesIn = (text: string): Map<string, Set<string>> => {
  const found = new Map<string, Set<string>>()
  for (const [, word = '', year = ''] of text.matchAll(dated)) {
    const side = sides.get(word.toLowerCase())
    if (side !== undefined) found.set(year, (found.get(year) ?? new Set()).add(side))
  }
  return found
}

/** What is told of the time up to a year may not be told of the time after it, and the reverse. */
export const checkDateSides: Check = ({ claim, evidence }) => {
  const known = sidesIn(evidence.host.text)
  return [...sidesIn(claim.text)].flatMap(([year, said]) => {
    const meant = known.get(year)
    if (meant === undefined || [...said].some((side) => meant.has(side))) return []
    return [
      fault(
        'ORDER_CHANGED',
        `puts ${[...said].join(' and ')} ${year} what ${evidence.label} puts ${[...meant].join(' and ')} it`,
      ),
    ]
  })
}
