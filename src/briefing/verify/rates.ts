import { fault } from './check.ts'
import type { Check } from './check.ts'

/** Words that say in one how often: “the annual bill”. */
const adjectives: ReadonlyMap<string, string> = new Map(
  Object.entries({
    hour: 'hourly',
    day: 'daily',
    week: 'weekly',
    month: 'monthly',
    quarter: 'quarterly',
    year: 'annual annually yearly',
  }).flatMap(([period, words]) => words.split(' ').map((word) => [word, period] as const)),
)

const phrases =
  /(?<=\S\s+)(?:an?|per|each|every)\s+(hour|day|week|month|quarter|year)\b(?!\s+(?:or|and|ago|later|earlier|before|after))/giu

/** The periods that the amounts of a text are given for. */
const periodsIn = (text: string): Set<string> =>
  new Set([
    ...[...text.matchAll(phrases)].map(([, period = '']) => period.toLowerCase()),
    ...[...text.matchAll(/\p{L}+/gu)].flatMap(([word]) => adjectives.get(word.toLowerCase()) ?? []),
  ])

/** An amount for a year may not be told as one for a month. */
export const checkRates: Check = ({ claim, evidence }) => {
  const known = periodsIn(evidence.host.text)
  const other = [...periodsIn(claim.text)].find((period) => !known.has(period))
  if (known.size === 0 || other === undefined) return []
  return [fault('UNIT', `gives for a ${other} what ${evidence.label} gives for a ${[...known].join(' or a ')}`)]
}
