import { type Colord, colord, extend } from 'colord'
import hwb from 'colord/plugins/hwb'
import lab from 'colord/plugins/lab'
import lch from 'colord/plugins/lch'
import names from 'colord/plugins/names'
import oklab from 'colord/plugins/oklab'
import oklch from 'colord/plugins/oklch'

extend([names, hwb, lab, lch, oklab, oklch])

/** The value of a declaration with its variables put in; undefined where one is not set. */
export const withVariables = (value: string, variables: ReadonlyMap<string, string>): string | undefined => {
  let resolved = value
  // Variables that name each other for ever end here.
  for (let round = 0; round < 8 && resolved.includes('var('); round += 1) {
    resolved = resolved.replaceAll(
      /var\(\s*(--[^\s,()]+)\s*(?:,([^()]*(?:\([^()]*\)[^()]*)?))?\)/gu,
      (whole, name: string, fallback: string | undefined) => variables.get(name) ?? fallback ?? whole,
    )
    if (resolved.length > 2000) return undefined
  }
  return resolved.includes('var(') ? undefined : resolved.trim()
}

const units: Readonly<Record<string, number>> = {
  px: 1,
  '': 1,
  pt: 1.33,
  em: 16,
  rem: 16,
  ch: 8,
  vw: 12.8,
  vh: 8,
  cm: 38,
  in: 96,
}

/** A length in pixels, near enough to tell nothing from something; a share of an unknown whole is a share of 1,000. */
export const pixelsOf = (value: string | undefined): number | undefined => {
  const parts = /^([+-]?\d{0,9}(?:\.\d{1,9})?)([a-z]{0,4}|%)$/u.exec(value ?? '')
  const [, number = '', unit = ''] = parts ?? []
  if (parts === null || number === '') return undefined
  const size = unit === '%' ? 10 : units[unit]
  return size === undefined ? undefined : Number(number) * size
}

/** Lengths that no eye can read. */
export const isTiny = (value: string | undefined): boolean => {
  const pixels = pixelsOf(value)
  return pixels !== undefined && Math.abs(pixels) <= 2.4
}

/** Zero, as a number or a share. */
export const isZero = (value: string | undefined): boolean =>
  value !== undefined && /^\d*\.?\d*%?$/u.test(value) && Number.parseFloat(value) <= 0.02

/** Values between their outer spaces, functions whole. */
export const partsOf = (value: string): readonly string[] =>
  value.match(/[^\s(]+(?:\((?:[^()]|\([^()]*\))*\))?/gu) ?? []

/** The first colour among the parts of a value. */
export const colourIn = (value: string): Colord | undefined => {
  for (const part of partsOf(value)) {
    const colour = colord(part)
    if (colour.isValid()) return colour
  }
  return undefined
}

/** Whether the two differ too little for an eye to part them. */
export const areAlike = (one: Colord, other: Colord): boolean => {
  const [a, b] = [one.toRgb(), other.toRgb()]
  return Math.abs(a.r - b.r) + Math.abs(a.g - b.g) + Math.abs(a.b - b.b) <= 12
}

export const white = colord('#fff')
