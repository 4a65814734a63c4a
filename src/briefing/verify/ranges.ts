import type { Figure } from './figure.ts'
import type { Comparator } from './lexicon/measures.ts'

const isYear = ({ value, unit, currency }: Figure): boolean =>
  unit === undefined && currency === undefined && Number.isInteger(value) && value >= 1000 && value <= 2100

const rangeSigns: ReadonlyMap<string, readonly [Comparator, Comparator]> = new Map([
  ['between', ['min', 'max']],
  ['from', ['low', 'high']],
])

/** The two ends of “between 30 and 40 ships” share the unit; each is told with the sign of its end. */
export const joinRanges = (text: string, figures: readonly Figure[]): Figure[] => {
  const joined = [...figures]
  for (const [index, low] of figures.entries()) {
    const high = figures[index + 1]
    if (high === undefined || isYear(low) || isYear(high)) continue
    const opener = /\b(between|from) (?:[a-z]*\$|[€£¥₹])?$/u.exec(text.slice(0, low.start).toLowerCase())?.[1] ?? 'from'
    const between = text.slice(low.end, high.start)
    const isJoined = /^ ?(?:[\p{L}%]+ ){0,2}(?:and|to|[-–]) ?(?:[A-Z]*\$|[€£¥₹])?$/u.test(between)
    const [lowSign, highSign] = rangeSigns.get(opener) ?? []
    const isListed = opener === 'from' && between.includes('and')
    if (!isJoined || isListed || lowSign === undefined || highSign === undefined) continue
    const shared = { unit: low.unit ?? high.unit, currency: low.currency ?? high.currency }
    joined[index] = { ...low, ...shared, comparator: lowSign }
    joined[index + 1] = { ...high, currency: shared.currency, comparator: highSign }
  }
  return joined
}
