/** Number words and their values; `half`, ordinals and magnitudes have tables of their own. */
export const numberWords: ReadonlyMap<string, number> = new Map(
  `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen`
    .split(' ')
    .map((word, value) => [word, value] as const)
    .concat(
      `twenty thirty forty fifty sixty seventy eighty ninety`
        .split(' ')
        .map((word, index) => [word, (index + 2) * 10] as const),
    ),
)

export const magnitudes: ReadonlyMap<string, number> = new Map([
  ['hundred', 1e2],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
  ['mn', 1e6],
  ['bn', 1e9],
  ['m', 1e6],
  ['k', 1e3],
  ['tn', 1e12],
  ['dozen', 12],
])

/** Ordinals from `second`; `first` is no figure but an extent, and looked at with the others of its kind. */
export const ordinals: ReadonlyMap<string, number> = new Map(
  `second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth`
    .split(' ')
    .map((word, index) => [word, index + 2] as const),
)

/** Parts of a whole, singular; a claim may give them as the same number of per cent. */
export const fractions: ReadonlyMap<string, number> = new Map([
  ...[...ordinals].filter(([word]) => word !== 'second').map(([word, value]) => [word, 1 / value] as const),
  ['quarter', 1 / 4],
  ['half', 1 / 2],
])

/** How many times as much: the root of `doubled`, `trebling`, `twofold`. */
export const multiples: ReadonlyMap<string, number> = new Map(
  Object.entries({
    2: 'double doubles doubled doubling twice twofold',
    3: 'triple triples tripled tripling treble trebles trebled trebling thrice threefold',
    4: 'quadruple quadruples quadrupled quadrupling fourfold',
    5: 'quintuple quintupled fivefold',
    10: 'tenfold',
    0.5: 'halve halves halved halving',
  }).flatMap(([times, words]) => words.split(' ').map((word) => [word, Number(times)] as const)),
)

/** Counts without a number: `dozens of boats`. */
export const vagueCounts: ReadonlyMap<string, number> = new Map([
  ['tens', 10],
  ['dozens', 12],
  ['scores', 20],
  ['hundreds', 1e2],
  ['thousands', 1e3],
  ['millions', 1e6],
  ['billions', 1e9],
  ['trillions', 1e12],
])

export const months: ReadonlyMap<string, number> = new Map(
  `january february march april may june july august september october november december`
    .split(' ')
    .map((word, index) => [word, index + 1] as const)
    .concat(
      ['jan', 'feb', 'mar', 'apr', 'jun', 'jul', 'aug', 'sep', 'sept', 'oct', 'nov', 'dec'].map((word, index) => {
        const numbers = [1, 2, 3, 4, 6, 7, 8, 9, 9, 10, 11, 12]
        return [word, numbers[index] ?? 0] as const
      }),
    ),
)

export const weekdays: ReadonlySet<string> = new Set(
  'monday tuesday wednesday thursday friday saturday sunday'.split(' '),
)

/** Words that give a number its sign; the value names the direction. */
export const comparators: readonly (readonly [phrase: string, sign: Comparator])[] = [
  ['no more than', 'max'],
  ['not more than', 'max'],
  ['no fewer than', 'min'],
  ['no less than', 'min'],
  ['not less than', 'min'],
  ['fewer than', 'under'],
  ['less than', 'under'],
  ['no higher than', 'max'],
  ['no greater than', 'max'],
  ['no lower than', 'min'],
  ['no later than', 'within'],
  ['not later than', 'within'],
  ['within', 'within'],
  ['not exceed', 'max'],
  ['capped at', 'max'],
  ['smaller than', 'under'],
  ['lower than', 'under'],
  ['more than', 'over'],
  ['greater than', 'over'],
  ['higher than', 'over'],
  ['in excess of', 'over'],
  ['at least', 'min'],
  ['at most', 'max'],
  ['up to', 'max'],
  ['as many as', 'max'],
  ['as much as', 'max'],
  ['as few as', 'min'],
  ['minimum', 'min'],
  ['maximum', 'max'],
  ['as little as', 'min'],
  ['well over', 'over'],
  ['just over', 'over'],
  ['a little over', 'over'],
  ['just under', 'under'],
  ['over', 'over'],
  ['above', 'over'],
  ['beyond', 'over'],
  ['exceeding', 'over'],
  ['exceed', 'over'],
  ['exceeds', 'over'],
  ['exceeded', 'over'],
  ['under', 'under'],
  ['below', 'under'],
  ['exactly', 'exact'],
  ['precisely', 'exact'],
  ['nearly', 'almost'],
  ['almost', 'almost'],
  ['close to', 'almost'],
  ['not quite', 'almost'],
  ['just short of', 'almost'],
  ['well under', 'under'],
  ['upwards of', 'over'],
  ['about', 'about'],
  ['around', 'about'],
  ['roughly', 'about'],
  ['some', 'about'],
  ['approximately', 'about'],
  ['perhaps', 'about'],
  ['possibly', 'about'],
  ['maybe', 'about'],
  ['something like', 'about'],
  ['near', 'almost'],
  ['even', 'even'],
  ['circa', 'about'],
]

/** The same, where it stands after the number: `40 or more`. */
export const trailingComparators: readonly (readonly [phrase: string, sign: Comparator])[] = [
  ['or more', 'min'],
  ['or over', 'min'],
  ['at least', 'min'],
  ['or fewer', 'max'],
  ['or less', 'max'],
  ['or under', 'max'],
  ['at most', 'max'],
  ['or so', 'about'],
  ['or thereabouts', 'about'],
]

/**
 * `low` and `high` are the ends of “from 30 to 40”, which may be a range or a change; `within` is a bound that is often left
 * out (“in six years”), `even` bounds nothing.
 */
export type Comparator =
  | 'over'
  | 'under'
  | 'min'
  | 'max'
  | 'within'
  | 'exact'
  | 'almost'
  | 'about'
  | 'even'
  | 'low'
  | 'high'

/** Units that are a number of another one: “24 months” are “two years”. */
export const composedUnits: ReadonlyMap<string, readonly [times: number, unit: string]> = new Map([
  ['year', [12, 'month']],
  ['decade', [120, 'month']],
  ['century', [1200, 'month']],
  ['week', [168, 'hour']],
  ['fortnight', [336, 'hour']],
  ['day', [24, 'hour']],
])

/** Units by family: a number must keep the unit that the sentence gives it. */
export const units: ReadonlyMap<string, string> = new Map(
  Object.entries({
    day: 'day days',
    week: 'week weeks',
    fortnight: 'fortnight fortnights',
    month: 'month months',
    year: 'year years yr yrs',
    decade: 'decade decades',
    century: 'century centuries',
    hour: 'hour hours',
    minute: 'minute minutes',
    second: 'seconds',
    mm: 'mm millimetre millimetres',
    cm: 'cm centimetre centimetres',
    km: 'km kilometre kilometres kilometer kilometers',
    mile: 'mile miles',
    nm: 'nautical',
    metre: 'metre metres meter meters',
    foot: 'feet foot ft',
    hectare: 'hectare hectares',
    acre: 'acre acres',
    tonne: 'tonne tonnes ton tons',
    mg: 'mg milligram milligrams',
    gram: 'g gram grams gramme grammes',
    kg: 'kg kilogram kilograms kilo kilos',
    barrel: 'barrel barrels',
    litre: 'litre litres liter liters',
    gallon: 'gallon gallons',
    kw: 'kw kilowatt kilowatts',
    mw: 'mw megawatt megawatts',
    gw: 'gw gigawatt gigawatts',
    tw: 'tw terawatt terawatts',
    percent: '% percent',
    point: 'point points',
    degree: 'degree degrees',
    knot: 'knot knots',
    'a.m.': 'a.m am',
    'p.m.': 'p.m pm',
    times: 'times fold',
  }).flatMap(([key, words]) => words.split(' ').map((word) => [word, key] as const)),
)
