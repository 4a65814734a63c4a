import { type Colord, colord, extend } from 'colord'
import hwb from 'colord/plugins/hwb'
import lab from 'colord/plugins/lab'
import lch from 'colord/plugins/lch'
import names from 'colord/plugins/names'
import oklab from 'colord/plugins/oklab'
import oklch from 'colord/plugins/oklch'

extend([names, hwb, lab, lch, oklab, oklch])

/** The value of a declaration with its variables replaced; undefined if one of them is not set. */
export const withVariables = (value: string, variables: ReadonlyMap<string, string>): string | undefined => {
  let resolved = value
  // The limit ends variables that refer to each other.
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

/** The parts of a text between separators that are outside all brackets. */
const splitAt = (text: string, mark: RegExp): readonly string[] => {
  const parts = ['']
  let depth = 0
  for (const sign of text) {
    if (sign === '(') depth += 1
    if (sign === ')') depth -= 1
    if (depth === 0 && mark.test(sign)) parts.push('')
    else parts[parts.length - 1] += sign
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

/** A sum of products of lengths, as in `calc()`, in pixels. */
const sumOf = (terms: string): number | undefined => {
  const products = terms.split(/\s[+-]\s/u).map((product) =>
    product.split(/\s*([*/])\s*/u).reduce<number | undefined>((result, part, at, all) => {
      if (result === undefined || at % 2 === 1) return result
      const value = pixelsOf(part)
      if (value === undefined || at === 0) return value
      return all[at - 1] === '/' ? result / value : result * value
    }, 0),
  )
  const signs = [...terms.matchAll(/\s([+-])\s/gu)].map(([, sign]) => (sign === '-' ? -1 : 1))
  return products.reduce<number | undefined>(
    (sum, one, at) => (sum === undefined || one === undefined ? undefined : sum + one * (signs[at - 1] ?? 1)),
    0,
  )
}

/** The value of `calc()`, `min()`, `max()` or `clamp()`, in pixels. */
const computed = (name: string, inner: string): number | undefined => {
  if (name === 'calc') return sumOf(inner)
  const values = splitAt(inner, /,/u).map(pixelsOf)
  const known = values.filter((value) => value !== undefined)
  if (known.length === 0 || known.length < values.length) return undefined
  if (name === 'min') return Math.min(...known)
  if (name === 'max') return Math.max(...known)
  const [least = 0, wanted = 0, most = 0] = known
  return Math.max(least, Math.min(wanted, most))
}

/** A length in pixels, only exact enough to tell zero from more; a percentage is taken of 1,000. */
export const pixelsOf = (value: string | undefined): number | undefined => {
  const [, name, inner] = /^(calc|min|max|clamp)\((.*)\)$/u.exec(value ?? '') ?? []
  if (name !== undefined && inner !== undefined) return computed(name, inner)
  const parts = /^([+-]?\d{0,9}(?:\.\d{1,9})?)([a-z]{0,4}|%)$/u.exec(value ?? '')
  const [, number = '', unit = ''] = parts ?? []
  if (parts === null || number === '') return undefined
  const size = unit === '%' ? 10 : units[unit]
  return size === undefined ? undefined : Number(number) * size
}

/** Lengths too small to read. */
export const isTiny = (value: string | undefined): boolean => {
  const pixels = pixelsOf(value)
  return pixels !== undefined && Math.abs(pixels) <= 2.4
}

/** Zero, as a number or a percentage. */
export const isZero = (value: string | undefined): boolean => {
  if (value === undefined) return false
  const number = /^\d*\.?\d*%?$/u.test(value) ? Number.parseFloat(value) : pixelsOf(value)
  return number !== undefined && number <= 0.02
}

/** A value's parts, separated by spaces outside functions. */
export const partsOf = (value: string): readonly string[] => splitAt(value, /\s/u)

/** CSS's system colours, as a light page has them. */
const systemColours: Readonly<Record<string, string>> = {
  canvas: '#fff',
  window: '#fff',
  field: '#fff',
  buttonface: '#efefef',
  canvastext: '#000',
  windowtext: '#000',
  fieldtext: '#000',
  buttontext: '#000',
  graytext: '#808080',
}

type Mixed = { readonly colour: Colord; readonly share: number | undefined }

/** `color-mix(in srgb, white 98%, black)`. All are mixed in one colour space, because only near equality matters. */
const mixOf = (args: readonly string[]): Colord | undefined => {
  const [one, other] = args.slice(1).flatMap((arg): Mixed[] => {
    const share = /(?:^|\s)(\d{1,3}(?:\.\d{1,9})?)%(?=\s|$)/u.exec(arg)
    const colour = colourIn(arg.replace(share?.[0] ?? '', ' ').trim())
    return colour === undefined ? [] : [{ colour, share: share === null ? undefined : Number(share[1]) / 100 }]
  })
  if (one === undefined || other === undefined) return undefined
  const first = one.share ?? (other.share === undefined ? 0.5 : 1 - other.share)
  const second = other.share ?? 1 - first
  const [a, b, sum] = [one.colour.toRgb(), other.colour.toRgb(), first + second]
  const mix = (x: number, y: number): number => (x * first + y * second) / sum
  const alpha = mix(a.a, b.a)
  return colord({ r: mix(a.r, b.r), g: mix(a.g, b.g), b: mix(a.b, b.b), a: alpha * Math.min(1, sum) })
}

/** `color(srgb 1 1 1 / 0.5)`: numbers or percentages, in any colour space. */
const inSpace = (inner: string): Colord | undefined => {
  const [, r, g, b, , alpha] = splitAt(inner.replace('/', ' / '), /\s/u)
  const part = (text = '1'): number => Number.parseFloat(text) / (text.endsWith('%') ? 100 : 1)
  const [red, green, blue] = [part(r), part(g), part(b)]
  return [red, green, blue].some(Number.isNaN)
    ? undefined
    : colord({ r: red * 255, g: green * 255, b: blue * 255, a: part(alpha) })
}

/** `rgb(from white r g b / 0)`: the colour that it is derived from, if only its opacity is changed. */
const fromOther = (name: string, inner: string): Colord | undefined => {
  const [, origin = '', ...channels] = partsOf(inner.replace('/', ' / '))
  const colour = colourIn(origin)
  const at = channels.indexOf('/')
  const own = channels.slice(0, at === -1 ? channels.length : at).join('')
  if (
    colour === undefined ||
    own !== name.replace(/^(?:rgb|hsl)a$/u, (whole) => whole.slice(0, -1)).replace(/^ok/u, '')
  )
    return undefined
  return at === -1 ? colour : colour.alpha(Number.parseFloat(channels[at + 1] ?? '1'))
}

/** A colour as CSS writes it, also one derived from others; undefined if it is not a colour or cannot be computed. */
const colourOf = (text: string): Colord | undefined => {
  const colour = colord(systemColours[text] ?? text)
  if (colour.isValid()) return colour
  const [, name = '', inner = ''] = /^([a-z-]+)\((.*)\)$/u.exec(text) ?? []
  if (name === 'color-mix') return mixOf(splitAt(inner, /,/u))
  if (name === 'light-dark') return colourIn(splitAt(inner, /,/u)[0] ?? '')
  if (name === 'color') return inSpace(inner)
  return inner.startsWith('from ') ? fromOther(name, inner) : undefined
}

/** The first colour among the parts of a value. */
export const colourIn = (value: string): Colord | undefined => {
  for (const part of partsOf(value)) {
    const colour = colourOf(part)
    if (colour !== undefined) return colour
  }
  return undefined
}

/** Whether two colours are too similar to tell text from background. */
export const areAlike = (one: Colord, other: Colord): boolean => {
  const [a, b] = [one.toRgb(), other.toRgb()]
  return Math.abs(a.r - b.r) + Math.abs(a.g - b.g) + Math.abs(a.b - b.b) <= 30
}

export const white = colord('#fff')
