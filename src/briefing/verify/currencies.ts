import type { Word } from './words.ts'

const currencySigns: readonly (readonly [RegExp, string])[] = [
  [/US\$$|\bUSD ?$/u, 'us$'],
  [/S\$$|\bSGD ?$/u, 's$'],
  [/A\$$/u, 'a$'],
  [/HK\$$/u, 'hk$'],
  [/NT\$$/u, 'nt$'],
  [/C\$$/u, 'c$'],
  [/\$$/u, '$'],
  [/€$|\bEUR ?$/u, '€'],
  [/£$|\bGBP ?$/u, '£'],
  [/¥$/u, '¥'],
  [/₹$|\bRs\.? ?$/u, '₹'],
  [/\bRM ?$/u, 'rm'],
  [/\bRp\.? ?$/u, 'rp'],
  [/₱$/u, '₱'],
]

const currencyWords: ReadonlyMap<string, string> = new Map([
  ['dollars', '$'],
  ['dollar', '$'],
  ['euros', '€'],
  ['euro', '€'],
  ['pounds', '£'],
  ['yen', '¥'],
  ['yuan', 'yuan'],
  ['renminbi', 'yuan'],
  ['ringgit', 'rm'],
  ['rupiah', 'rp'],
  ['baht', 'baht'],
  ['rupees', '₹'],
  ['pesos', '₱'],
  ['dong', 'dong'],
])

/** Whose dollars: `three billion US dollars`. */
const dollarStates: ReadonlyMap<string, string> = new Map([
  ['us', 'us$'],
  ['u.s', 'us$'],
  ['american', 'us$'],
  ['singapore', 's$'],
  ['australian', 'a$'],
  ['canadian', 'c$'],
])

/** The currency of a sign before a number, by the text up to `start`. */
export const currencyBefore = (text: string, start: number): string | undefined => {
  const before = text.slice(Math.max(0, start - 6), start)
  return currencySigns.find(([pattern]) => pattern.test(before))?.[1]
}

/** The currency word after a number, with the state that may stand before it: `three billion US dollars`. */
export const currencyAfter = (words: readonly Word[], index: number): string | undefined => {
  const after = words.slice(index, index + 3)
  const at = after.findIndex((word) => currencyWords.has(word.lower))
  if (at === -1) return undefined
  const currency = currencyWords.get(after[at]?.lower ?? '')
  const state = currency === '$' ? dollarStates.get(after[at - 1]?.lower ?? '') : undefined
  return state ?? currency
}
