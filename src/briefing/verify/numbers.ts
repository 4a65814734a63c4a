import { doubt, fault } from './check.ts'
import type { Check, Evidence, Finding } from './check.ts'
import { isDerived, isDifference } from './derived.ts'
import { daysIn, readFigures } from './figures.ts'
import type { Figure } from './figure.ts'
import { composedUnits } from './lexicon/measures.ts'
import type { Comparator } from './lexicon/measures.ts'

/** Signs that say no more than the sign of the evidence. */
const weakerSigns: ReadonlyMap<Comparator, readonly (Comparator | undefined)[]> = new Map([
  ['min', ['over', 'min', 'low', 'even']],
  ['under', ['under', 'almost']],
  ['max', ['under', 'max', 'high', 'within']],
  ['within', ['under', 'max', 'within', undefined]],
  ['about', ['about', 'almost', undefined]],
  ['almost', ['almost']],
  ['even', [undefined]],
  // “from 30 to 40” may be a range or a change; only beside “between” is it surely the one.
  ['low', ['low', 'min', 'about', undefined]],
  ['high', ['high', 'max', 'about', undefined]],
])

const timeUnits = new Set(['day', 'week', 'month', 'year', 'decade', 'hour', 'minute'])

/** “over three years” is how long something took: its sign need not live on. */
const isSpan = (figure: Figure): boolean => figure.comparator === 'over' && timeUnits.has(figure.unit ?? '')

const isSignKept = (claim: Figure, host: Figure): boolean => {
  if (claim.comparator === host.comparator) return true
  if (claim.comparator === undefined) return isSpan(host) || /^(?:low|high|within|even)$/u.test(host.comparator ?? '')
  return weakerSigns.get(claim.comparator)?.includes(host.comparator) === true
}

const isCurrencyKept = (claim: Figure, host: Figure): boolean =>
  claim.currency === undefined ||
  claim.currency === host.currency ||
  (claim.currency === '$' && host.currency?.endsWith('$') === true)

const hasUnit = (figures: readonly Figure[], unit: string | undefined): boolean =>
  figures.some((figure) => figure.unit === unit)

/** The unit is the same, or left to the other figures of the sentence: “9.3 per cent against 0.8”. */
const isUnitKept = (claim: Figure, host: Figure, said: readonly Figure[], known: readonly Figure[]): boolean => {
  if (claim.unit === host.unit || isSameDuration(claim, host) || isSameShare(claim, host)) return true
  if (host.unit === undefined) return hasUnit(known, claim.unit)
  if (claim.unit !== undefined) return false
  return hasUnit(said, host.unit) || (host.unit !== 'percent' && host.unit !== 'point')
}

/** “two years” for “24 months”. */
const isSameDuration = (claim: Figure, host: Figure): boolean => {
  const [times, unit] = composedUnits.get(claim.unit ?? '') ?? [1, claim.unit]
  const [hostTimes, hostUnit] = composedUnits.get(host.unit ?? '') ?? [1, host.unit]
  return unit !== undefined && unit === hostUnit && claim.value * times === host.value * hostTimes
}

/** “are half what they were” for “have halved”. */
const isSameShare = (claim: Figure, host: Figure): boolean => {
  const isHalf = ({ value, unit }: Figure): boolean =>
    (unit === 'times' && value === 0.5) || (unit === 'percent' && value === 50)
  return isHalf(claim) && isHalf(host)
}

const isSame = (claim: Figure, host: Figure): boolean =>
  host.value === claim.value || isSameDuration(claim, host) || isSameShare(claim, host)

const compare = (claim: Figure, said: readonly Figure[], known: readonly Figure[], label: string): Finding[] => {
  const equals = known.filter((host) => isSame(claim, host))
  const [first] = equals
  if (first === undefined) return [fault('NUMBER', `says “${claim.text}”; ${label} has no such number`)]
  const withCurrency = equals.filter((host) => isCurrencyKept(claim, host))
  if (withCurrency.length === 0) return [fault('UNIT', `gives “${claim.text}” in a currency that ${label} does not`)]
  const withUnit = withCurrency.filter((host) => isUnitKept(claim, host, said, known))
  if (withUnit.length === 0) return [fault('UNIT', `gives “${claim.text}” a unit that ${label} does not`)]
  if (withUnit.some((host) => isSignKept(claim, host))) return []
  const sign = withUnit[0]?.comparator
  return [
    fault(
      'COMPARATOR',
      sign === undefined
        ? `puts “${claim.comparator ?? ''}” on “${claim.text}”; ${label} gives it bare`
        : `changes or drops the sign (“${sign}”) that ${label} puts on “${claim.text}”`,
    ),
  ]
}

/** Words for a time named before: a claim may name it in their place. */
const timeAnaphor = /\b(?:then|(?:that|the same) (?:day|week|month|year|time))\b/iu

/** Words that point to an amount named before: a claim may name it in their place. */
const amountAnaphor = /\b(?:them|they|it|its|that|this|these|those|which)\b/iu

/** The figures of the sentence before, where the evidence points back to it. */
const figuresBefore = ({ host, numbered, start }: Evidence): readonly Figure[] => {
  const at = numbered.sentences.findIndex((sentence) => sentence.start === start)
  const [before, own] = [numbered.sentences[at - 1], numbered.sentences[at]]
  const isPointing =
    before?.blockIndex === own?.blockIndex &&
    (amountAnaphor.test(host.text.split(/[,;:]/u, 1)[0] ?? '') || /\bof (?:them|these|those|which)\b/iu.test(host.text))
  return before !== undefined && isPointing ? readFigures(before.text).figures : []
}

/** Every number, month and weekday of a claim stands in its evidence, with the same unit, currency and sign. Nothing is rounded. */
export const checkNumbers: Check = ({ claim, evidence }) => {
  const said = readFigures(claim.text)
  const known = readFigures(evidence.host.text)
  // “more than half” is what “most” says.
  const isMost = ({ value, unit, comparator }: Figure): boolean =>
    value === 50 && unit === 'percent' && comparator === 'over' && /\b(?:most|majority)\b/iu.test(evidence.host.text)
  const before = figuresBefore(evidence)
  const isKnown = (figure: Figure): boolean => known.figures.some((host) => isSame(figure, host))
  const differs = (figure: Figure): boolean => !isKnown(figure) && isDifference(figure, known.figures)
  const findings = said.figures
    .filter((figure) => !isMost(figure) && (isKnown(figure) || !isDerived(figure, known.figures, evidence.host.text)))
    .flatMap((figure) =>
      !isKnown(figure) && before.some((host) => isSame(figure, host) && isUnitKept(figure, host, said.figures, before))
        ? [doubt('NUMBER', `says “${figure.text}”, which stands before ${evidence.label}`)]
        : differs(figure)
          ? [doubt('NUMBER', `says “${figure.text}”, which has to be worked out from ${evidence.label}`)]
          : compare(figure, said.figures, known.figures, evidence.label),
    )
  const day = said.days.find((one) => !known.days.includes(one))
  if (day !== undefined) {
    const message = `names a month or weekday that ${evidence.label} does not`
    const isMeant =
      timeAnaphor.test(evidence.host.text) && daysIn(evidence.contextTerms.map(({ word }) => word)).includes(day)
    findings.push(isMeant ? doubt('NUMBER', message) : fault('NUMBER', message))
  }
  return findings
}

/** A figure of the claim is told of the words that stand round it in the evidence, and not of those round another figure. */
export const checkNumberRoles: Check = ({ claim, evidence, alignment }) => {
  const said = readFigures(claim.text).figures
  const known = readFigures(evidence.host.text).figures
  if (known.length < 2) return []
  const indexAt = (reading: typeof claim, start: number): number =>
    reading.terms.findIndex((term) => term.word.start >= start)
  for (const figure of said) {
    const own = known.filter((host) => host.value === figure.value)
    const others = known.filter((host) => host.value !== figure.value)
    if (own.length !== 1 || others.length === 0) continue
    const at = indexAt(claim, figure.start)
    const ownAt = own.map((host) => indexAt(evidence.host, host.start))
    const othersAt = others.map((host) => indexAt(evidence.host, host.start))
    const near = [...alignment.toEvidence]
      .filter(
        ([index]) => Math.abs(index - at) <= 4 && index !== at && claim.terms[index]?.key.startsWith('#') !== true,
      )
      .map(([, index]) => index)
    if (near.length < 2) continue
    const distance = (index: number, places: readonly number[]): number =>
      Math.min(...places.map((place) => Math.abs(place - index)))
    const strays = near.filter((index) => distance(index, othersAt) + 2 < distance(index, ownAt)).length
    if (strays < near.length) continue
    const message = `ties “${figure.text}” to words that ${evidence.label} ties to another figure`
    return [doubt('NUMBER_ROLE', message)]
  }
  return []
}
