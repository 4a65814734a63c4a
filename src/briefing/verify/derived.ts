import type { Figure } from './figure.ts'

/** By how much a multiple may miss the exact one, as a share of it: 3.02 times are “tripled”. */
const tolerance = 0.03

const isClose = (value: number, other: number): boolean => Math.abs(value - other) <= tolerance * other

/** Whether `exact` is what the claim's figure says, with its sign. */
const isMeant = ({ value, comparator }: Figure, exact: number): boolean => {
  if (comparator === 'over') return exact > value && exact < value * 1.25
  if (comparator === 'min') return exact >= value && exact < value * 1.25
  if (comparator === 'under' || comparator === 'almost') return exact < value && exact > value * 0.8
  return isClose(exact, value) || (comparator === 'about' && Math.abs(exact - value) <= 0.1 * value)
}

/** “two of his four missions”: the words between a part and its whole. */
const partOfWhole = /^\s+(?:out\s+)?of\s+(?:(?:the|its|their|his|her|our|these|those|all)\s+)*$/iu

const isSameKind = (one: Figure, other: Figure): boolean =>
  one.currency === other.currency && (one.unit === other.unit || one.unit === undefined || other.unit === undefined)

/** “more than half” for “62 per cent”. */
const isSideOfHalf = ({ value, unit, comparator }: Figure, known: readonly Figure[]): boolean =>
  value === 50 &&
  unit === 'percent' &&
  known.some(
    (host) =>
      host.unit === 'percent' &&
      host.comparator === undefined &&
      ((comparator === 'over' && host.value > 50) || (comparator === 'under' && host.value < 50)),
  )

const isYear = ({ value, unit, currency }: Figure): boolean =>
  Number.isInteger(value) && value >= 1800 && value <= 2100 && unit === undefined && currency === undefined

/** Whether a figure is what two of the evidence differ by, to the unit: “21,000 ships” from “84,000 ships” and “63,000”. What it is told of only a reader can say. */
export const isDifference = (claim: Figure, known: readonly Figure[]): boolean =>
  claim.comparator === undefined &&
  known.some((first, index) =>
    known.slice(index + 1).some((second) => {
      const isSpanOfYears = claim.unit === 'year' && isYear(first) && isYear(second)
      const isKind = isSameKind(first, second) && isSameKind(claim, first) && !isYear(first) && !isYear(second)
      return (isSpanOfYears || isKind) && claim.value === Math.abs(first.value - second.value)
    }),
  )

/**
 * Whether a figure that the evidence does not have follows from two that it has: “tripled” from “from 94 to 311”, “half”
 * from “two of the four”. The two follow one another but for years; only multiples, shares and percentage points are worked out.
 */
export const isDerived = (claim: Figure, known: readonly Figure[], text: string): boolean =>
  isSideOfHalf(claim, known) ||
  known.some((first, index) => {
    const second = known.slice(index + 1).find((figure) => !isYear(figure))
    if (second === undefined || isYear(first) || first.value === 0 || second.value === 0) return false
    if (claim.unit === 'point' && first.unit !== 'point' && second.unit === 'percent')
      return isMeant(claim, Math.abs(second.value - first.value))
    if (claim.unit === 'times') return isSameKind(first, second) && isMeant(claim, second.value / first.value)
    const isShare = claim.unit === 'percent' && partOfWhole.test(text.slice(first.end, second.start))
    return isShare && first.value < second.value && isMeant(claim, (100 * first.value) / second.value)
  })
