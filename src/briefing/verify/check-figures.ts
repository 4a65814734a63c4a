import { type Figure, figuresOf, hasValue } from './figures.ts'
import { type Finding, guess, hint, type Pair, type Side, sure, wordsAt } from './pair.ts'
import { isSame, type Token } from './tokens.ts'

/** A figure of a claim, with the figures of its sentence that have the same value. */
type Match = { readonly figure: Figure; readonly matches: readonly Figure[] }

/** Dates and ordinals may belong to many words, and are not compared. */
const isCount = ({ unit }: Figure): boolean => unit !== 'year' && unit !== 'day' && unit !== 'ordinal'

const joins = /^(?:and|or|but|while|whereas|with|when|than|from)$/u

/** Where the words of the later of two figures begin: at the clause of its own verb, or at the figure. */
const borderOf = ({ tokens, verbs }: Side, before: Figure, after: Figure): number => {
  const between = [...tokens.keys()].filter((at) => at > before.to && at < after.from)
  const border = between.find(
    (at) => joins.test(tokens[at]?.lower ?? '') && between.some((other) => other > at && verbs.has(other)),
  )
  return border ?? after.from
}

/**
 * The figure in its clause that each word belongs to, by index. The words before several figures belong to none (“trade
 * fell by 5 per cent in May and 7 in June”), unless the last figure ends the clause: “trade fell by 5 per cent and aid
 * by 7”.
 */
const companyOf = (side: Side, figures: readonly Figure[]): (Figure | undefined)[] =>
  [...side.tokens.entries()].map(([at, { clause }]) => {
    const near = figures.filter(({ from }) => side.tokens[from]?.clause === clause)
    const isEnd = ({ to }: Figure): boolean =>
      side.tokens[to + 1]?.isContent !== true || side.tokens[to + 1]?.clause !== clause
    const isLast = side.tokens[(near.at(-1)?.to ?? at) + 1]?.clause !== clause
    if (near.length > 1 && isLast && near.every(isEnd)) return near.find(({ to }) => at <= to)
    const index = near.findLastIndex((figure, place) => {
      const before = near[place - 1]
      return before === undefined || at >= borderOf(side, before, figure)
    })
    const figure = near[index]
    return figure !== undefined && at < figure.from && index === 0 && near.length > 1 ? undefined : figure
  })

/** A word that belongs to a figure of the claim, with the figures that it belongs to in the sentence. */
type Companion = { readonly at: number; readonly owners: readonly (Figure | undefined)[] }

type Company = Match & {
  /** Words that belong to it in the sentence, too. */
  readonly kept: readonly Companion[]
  /** Words that belong to another figure of the same kind there. */
  readonly strayed: readonly Companion[]
}

const companyIn = ({ claim, source }: Pair, found: readonly Match[], given: readonly Figure[]): Company[] => {
  const there = companyOf(source, given)
  const here = companyOf(
    claim,
    found.map(({ figure }) => figure),
  )
  return found.map(({ figure, matches }) => {
    const words = [...claim.tokens.entries()].flatMap(([at, token]) => {
      const isOne = token.isContent && here[at] === figure
      const places = isOne ? [...source.tokens.keys()].filter((to) => isSameContent(source.tokens[to], token)) : []
      return places.length > 0 ? [{ at, owners: places.map((to) => there[to]) }] : []
    })
    const isOurs = (owner: Figure | undefined): boolean => owner !== undefined && matches.includes(owner)
    const isRival = (owner: Figure | undefined): boolean => owner !== undefined && owner.unit === figure.unit
    return {
      figure,
      matches,
      kept: words.filter(({ owners }) => owners.some(isOurs)),
      strayed: words.filter(({ owners }) => owners.every((owner) => isRival(owner) && !isOurs(owner))),
    }
  })
}

const straysTo = ({ strayed }: Company, { matches }: Company): boolean =>
  strayed.some(({ owners }) => owners.some((owner) => owner !== undefined && matches.includes(owner)))

const isSameContent = (word: Token | undefined, token: Token): boolean =>
  word?.isContent === true && isSame(word, token)

/**
 * Checks that each figure has the same words as in the sentence. Certain if two figures have swapped theirs; a hint if
 * one has words of another.
 */
const checkBound = (pair: Pair, found: readonly Match[], all: readonly Figure[]): Finding[] => {
  const companies = companyIn(
    pair,
    found.filter(({ figure }) => isCount(figure)),
    all.filter(isCount),
  )
  const { claim, label } = pair
  return companies.flatMap((company) => {
    const { figure, kept, strayed } = company
    const told = wordsAt(claim, figure.from, figure.to)
    const isExchanged = companies.some((other) => straysTo(company, other) && straysTo(other, company))
    if (!isExchanged && strayed.length <= kept.length) return []
    const others = strayed.map(({ at }) => claim.tokens[at]?.raw ?? '').join(' ')
    const message = `ties “${told}” to “${others}”; ${label} ties another figure to it`
    return [(isExchanged && kept.length === 0 ? sure : hint)('FIGURE_MOVED', message)]
  })
}

const isEqual = (a: Figure, b: Figure): boolean => a.values.some((value) => b.values.includes(value))

const hasOtherUnit = (a: Figure, b: Figure): boolean => {
  const isOne = (unit: Figure['unit']): boolean => (a.unit === unit) !== (b.unit === unit)
  const isOtherMoney = a.currency !== undefined && b.currency !== undefined && a.currency !== b.currency
  return isOne('points') || isOne('percent') || isOtherMoney
}

/** “By” in “rose by about 5 per cent”, “to” in “rose to 5 per cent”. */
const leadOf = ({ tokens }: Side, { from }: Figure): string | undefined =>
  tokens
    .slice(0, from)
    .findLast(({ lower }) => !/^(?:about|around|some|nearly|almost|roughly|over|an?|us)$/u.test(lower))?.lower

/** “By 5 per cent” for “to 5 per cent”, or the other way round. */
const isRiseForLevel = (one: string | undefined, other: string | undefined): boolean =>
  (one === 'by' && other === 'to') || (one === 'to' && other === 'by')

/** Findings about a figure whose value is in the sentence. */
const checkMatch = ({ claim, source, label }: Pair, { figure, matches }: Match): Finding[] => {
  const told = wordsAt(claim, figure.from, figure.to)
  const sameUnit = matches.filter((match) => !hasOtherUnit(figure, match))
  if (sameUnit.length === 0) return [sure('FIGURE_UNIT', `says “${told}” where ${label} has another unit`)]
  const isOther = sameUnit.every(
    (match) =>
      (match.unit === 'ordinal') !== (figure.unit === 'ordinal') ||
      isRiseForLevel(leadOf(source, match), leadOf(claim, figure)),
  )
  if (isOther) return [hint('FIGURE_MEANING', `says “${told}”; look what ${label} says of this figure`)]
  if (sameUnit.every(({ bound }) => bound !== figure.bound)) {
    const otherwise = figure.bound === 0 ? 'more or less than that' : 'something else of this figure'
    const isTurned = sameUnit.every((match) => match.bound * figure.bound === -1)
    return [(isTurned ? sure : hint)('FIGURE_BOUND', `says “${told}”; ${label} says ${otherwise}`)]
  }
  return []
}

/** A finding about a figure that is not in the sentence. A year may come from the paragraph if the sentence has none. */
const checkStrange = (pair: Pair, figure: Figure, given: readonly Figure[]): Finding[] => {
  const message = `gives the figure “${wordsAt(pair.claim, figure.from, figure.to)}”; ${pair.label} does not`
  const hasRival = given.some(({ unit }) => unit === figure.unit)
  const isNear = hasValue(pair.context, figure)
  // “The two academies”, for two that are named.
  const isPair = !hasRival && figure.unit === undefined && figure.values.every((value) => value === 2)
  if (!isNear && !isPair && (hasRival || !hasValue(pair.whole, figure))) return [sure('FIGURE', message)]
  return isNear && !hasRival ? [] : [guess('FIGURE_ELSEWHERE', message)]
}

/** Checks that each figure of the claim is in its sentence, with its unit, its bound and the words that it belongs to. */
export const checkFigures = (pair: Pair): Finding[] => {
  const own = figuresOf(pair.claim)
  const given = figuresOf(pair.source)
  const found = own.map((figure) => ({ figure, matches: given.filter((other) => isEqual(figure, other)) }))
  const wrong = found.flatMap((match) =>
    match.matches.length > 0 ? checkMatch(pair, match) : checkStrange(pair, match.figure, given),
  )
  return wrong.length > 0
    ? wrong
    : checkBound(
        pair,
        found.filter(({ matches }) => matches.length > 0),
        given,
      )
}
