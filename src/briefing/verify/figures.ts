import type { Side } from './pair.ts'
import type { Token } from './tokens.ts'

const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'
const ordinalWords =
  'second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth'

const listed = (words: string, valueOf: (index: number) => number): (readonly [string, number])[] =>
  words.split(' ').map((word, index) => [word, valueOf(index)] as const)

const numberWords: ReadonlyMap<string, number> = new Map([
  ...listed(ones, (index) => index),
  ...listed(tens, (index) => (index + 2) * 10),
])

/** `first` is not a figure but means extent, and has its own rule. */
const ordinals: ReadonlyMap<string, number> = new Map(listed(ordinalWords, (index) => index + 2))

const fractions: ReadonlyMap<string, number> = new Map([
  ...[...ordinals].filter(([word]) => word !== 'second').map(([word, value]) => [word, 1 / value] as const),
  ['quarter', 1 / 4],
  ['half', 1 / 2],
])

const magnitudes: ReadonlyMap<string, number> = new Map(
  Object.entries({
    hundred: 1e2,
    thousand: 1e3,
    million: 1e6,
    billion: 1e9,
    trillion: 1e12,
    mn: 1e6,
    bn: 1e9,
    tn: 1e12,
    m: 1e6,
    k: 1e3,
    dozen: 12,
  }),
)

/** `Nord Stream II`; single letters have too many other meanings. */
const romans: ReadonlyMap<string, number> = new Map(
  Object.entries({ II: 2, III: 3, IV: 4, VI: 6, VII: 7, VIII: 8, IX: 9, XI: 11, XII: 12, XIX: 19, XX: 20, XXI: 21 }),
)

type Unit = 'percent' | 'points' | 'money' | 'year' | 'day' | 'ordinal' | undefined

const month = /^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/u

/** A figure of a text. */
export type Figure = {
  /** The index of its first token. */
  readonly from: number
  /** The index of its last token, its unit included. */
  readonly to: number
  /** Its possible values: `22` in “22 to 30 billion” is 22 and 22 billion. */
  readonly values: readonly number[]
  readonly unit: Unit
  /** 1 for “over”, “at least”; -1 for “under”, “up to”. */
  readonly bound: -1 | 0 | 1
  /** `US$` also for a plain dollar. */
  readonly currency: string | undefined
}

const lowerAt = (tokens: readonly Token[], at: number): string => tokens[at]?.lower ?? ''

const more =
  /(?:\b(?:over|above|exceed(?:s|ed|ing)?|more than|at least|no (?:fewer|less|lower) than|upwards of|beyond|surpass(?:es|ed|ing)?|in excess of) )(?:us ?|s ?|an estimated )?$/u
const less =
  /(?:\b(?:under|below|less than|fewer than|up to|as (?:far|much|many|high) as|at most|no more than|not more than) )(?:us ?|s ?|an estimated )?$/u

/** “Six or more”: a bound after a figure, with at most two words between. */
const moreBehind = /^(?:\s[\p{L}]+){0,2}\s(?:or more|or over|and (?:above|upwards))\b/u
const lessBehind = /^(?:\s[\p{L}]+){0,2}\s(?:or less|or fewer|and below)\b/u

const currencyBefore = (text: string): string | undefined => {
  const sign = /(?:(?:US|S|A|HK|NT|NZ|C)?\$|RM|Rp|[€£¥])\s?$/u.exec(text)?.[0].trim()
  return sign === '$' ? 'US$' : sign
}

const boundOf = (before: string, behind: string): Figure['bound'] => {
  if (more.test(before) || moreBehind.test(behind)) return 1
  return less.test(before) || lessBehind.test(behind) ? -1 : 0
}

/** “5 to 8 per cent”: the unit belongs to both. */
const withSharedUnits = ({ tokens }: Side, figures: readonly Figure[]): Figure[] =>
  figures.map((figure, index) => {
    const next = figures[index + 1]
    const isJoined =
      next !== undefined &&
      (next.from === figure.to + 1 ||
        (next.from === figure.to + 2 && /^(?:and|or|to)$/u.test(lowerAt(tokens, figure.to + 1))))
    return isJoined && figure.unit === undefined && /^(?:percent|points)$/u.test(next.unit ?? '')
      ? { ...figure, unit: next.unit }
      : figure
  })

const yearLike = (raw: string): boolean => /^(?:1[5-9]|20)\d\d$/u.test(raw)

/** Words for numbers. */
const counts: ReadonlyMap<string, number> = new Map([
  ...[...numberWords].filter(([, value]) => value > 1),
  ['both', 2],
  ['pair', 2],
  ['couple', 2],
  ['trio', 3],
  ['dozen', 12],
])

/** The number that begins at a word: its value and its length in words. */
const numberAt = (tokens: readonly Token[], at: number): { value: number; length: number } | undefined => {
  const [, digits, suffix = ''] =
    /^\D{0,3}?(\d[\d,]*(?:\.\d+)?)(st|nd|rd|th|s|bn|mn|tn|m|k)?$/u.exec(tokens[at]?.raw ?? '') ?? []
  let value =
    digits === undefined
      ? (romans.get(tokens[at]?.raw ?? '') ?? counts.get(lowerAt(tokens, at)) ?? Number.NaN)
      : Number(digits.replaceAll(',', '')) * (magnitudes.get(suffix) ?? 1)
  const isOpener =
    Number.isNaN(value) && /^(?:an?|one)$/u.test(lowerAt(tokens, at)) && magnitudes.has(lowerAt(tokens, at + 1))
  if (isOpener) value = 1
  if (Number.isNaN(value)) return undefined
  let length = 1
  for (; ; length += 1) {
    const next = lowerAt(tokens, at + length)
    const magnitude = next.length > 1 ? magnitudes.get(next) : undefined
    const unit = numberWords.get(next)
    if (magnitude !== undefined) value *= magnitude
    else if (unit !== undefined && unit < 10 && value % 10 === 0 && value >= 20 && value < 100 && digits === undefined)
      value += unit
    else break
  }
  return { value, length }
}

/** “a quarter of”, “half”, “three quarters”: a fraction, in per cent. */
const shareAt = (tokens: readonly Token[], at: number): { value: number; length: number } | undefined => {
  const times = numberWords.get(lowerAt(tokens, at)) ?? (/^an?$/u.test(lowerAt(tokens, at)) ? 1 : undefined)
  const part = fractions.get(lowerAt(tokens, at + 1).replace(/s$/u, ''))
  // “A third of the ports”, but “a third party”.
  const isOne = times === 1 && ordinals.has(lowerAt(tokens, at + 1)) && !/^(?:of)?$/u.test(lowerAt(tokens, at + 2))
  if (times !== undefined && part !== undefined && !isOne) return { value: 100 * times * part, length: 2 }
  return lowerAt(tokens, at) === 'half' ? { value: 50, length: 1 } : undefined
}

const unitAt = ({ text, tokens }: Side, from: number, to: number): { unit: Unit; length: number } => {
  const end = tokens[to]?.end ?? 0
  const start = tokens[from]?.start ?? 0
  const next = `${lowerAt(tokens, to + 1)} ${lowerAt(tokens, to + 2)}`
  if (/^percentage point|^(?:basis )?points?\b/u.test(next))
    return { unit: 'points', length: next.startsWith('percentage') ? 2 : 1 }
  if (text.slice(end).startsWith('%')) return { unit: 'percent', length: 0 }
  if (next.startsWith('percent')) return { unit: 'percent', length: 1 }
  if (next === 'per cent') return { unit: 'percent', length: 2 }
  if (/[$€£¥]\s?$/u.test(text.slice(0, start)) || /^(?:dollar|euro|yuan|yen|pound|ringgit|rupiah|peso)/u.test(next))
    return { unit: 'money', length: 0 }
  const raw = tokens[from]?.raw ?? ''
  const isDay = [from - 1, to + 1].some((at) => tokens[at]?.isCapital && month.test(lowerAt(tokens, at)))
  if (isDay && !yearLike(raw)) return { unit: 'day', length: 0 }
  if (/\d(?:st|nd|rd|th)$/u.test(raw)) return { unit: 'ordinal', length: 0 }
  return { unit: from === to && yearLike(raw) ? 'year' : undefined, length: 0 }
}

/** The figures of a text, in order, without `one`, `first` and the ordinals of dates. */
export const figuresOf = (side: Side): Figure[] => {
  const { tokens, text } = side
  const figures: Figure[] = []
  for (let at = 0; at < tokens.length; ) {
    const share = shareAt(tokens, at)
    const ordinal = ordinals.get(lowerAt(tokens, at))
    const isOrdinal = ordinal !== undefined && tokens[at + 1]?.clause === tokens[at]?.clause
    const isPartOfName =
      /\p{L}[-‐‑]$/u.test(text.slice(0, tokens[at]?.start ?? 0)) && /^\d/u.test(tokens[at]?.raw ?? '')
    const number = isPartOfName
      ? undefined
      : (share ?? (isOrdinal ? { value: ordinal, length: 1 } : numberAt(tokens, at)))
    if (number === undefined) {
      at += 1
      continue
    }
    const last = at + number.length - 1
    const { unit, length } = share === undefined ? unitAt(side, at, last) : { unit: 'percent' as const, length: 0 }
    const before = text
      .slice(0, tokens[at]?.start ?? 0)
      .toLowerCase()
      .replaceAll(/[^\p{L}\s]/gu, '')
      .replaceAll(/\s+/gu, ' ')
    // “Over two years” is a duration, not “more than”.
    const isSpan = /\bover $/u.test(before) && /^(?:year|month|week|day|decade|hour)/u.test(lowerAt(tokens, last + 1))
    const to = last + length
    const bound = isSpan ? 0 : boundOf(before, text.slice(tokens[to]?.end ?? 0))
    const joined = /^(?:and|to)$/u.test(lowerAt(tokens, last + length + 1))
      ? numberAt(tokens, last + length + 2)
      : undefined
    const values = [number.value]
    const magnitude = joined === undefined ? undefined : magnitudes.get(lowerAt(tokens, last + length + 3))
    if (magnitude !== undefined) values.push(number.value * magnitude)
    const currency = currencyBefore(text.slice(0, tokens[at]?.start ?? 0))
    figures.push({ from: at, to, values, unit: isOrdinal ? 'ordinal' : unit, bound, currency })
    at = to + 1
  }
  return withSharedUnits(side, figures)
}

/** Whether a text has a figure of the same value anywhere. */
export const hasValue = (tokens: readonly Token[], { values }: Figure): boolean =>
  tokens.some((_, at) => {
    const number = numberAt(tokens, at)
    return number !== undefined && values.includes(number.value)
  })
