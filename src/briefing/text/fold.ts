/** A text with plain typography; unit `i` of `text` came from `source.slice(starts[i], ends[i])`. */
export type Folded = { readonly text: string; readonly starts: readonly number[]; readonly ends: readonly number[] }

const singleMarks = '‘’‚‛′ʹʼ`´‹›❛❜'
const doubleMarks = '“”„‟″ʺ«»❝❞〝〞'
/** Hyphens, dashes, minus signs and the box-drawing lines that some pages use as dashes. */
const dashes = '‐‑‒–—―⁃−─━╌┄⸺⸻﹘﹣－'

const foldChar = (char: string): string => {
  if (char >= ' ' && char <= '~') return char
  if (singleMarks.includes(char)) return "'"
  if (doubleMarks.includes(char)) return '"'
  if (dashes.includes(char)) return '-'
  if (/^\p{White_Space}$/u.test(char)) return ' '
  // Soft hyphens, zero-width and direction marks are invisible and must not split a word.
  if (/^[\p{Cf}\p{Cc}]$/u.test(char)) return ''
  return char.normalize('NFKC')
}

/**
 * Replaces quotation marks, dashes, ligatures, full-width forms and white space by plain ones, and removes invisible
 * characters.
 */
export const foldText = (source: string): Folded => {
  let text = ''
  const starts: number[] = []
  const ends: number[] = []
  let last = ''
  let at = 0
  for (const char of source) {
    const folded = foldChar(char)
    const isRepeatedSpace = folded === ' ' && last === ' '
    if (!isRepeatedSpace) {
      text += folded
      if (folded !== '') last = folded
      for (let unit = 0; unit < folded.length; unit += 1) {
        starts.push(at)
        ends.push(at + char.length)
      }
    }
    at += char.length
  }
  return { text, starts, ends }
}

/** Latin letters that Unicode does not decompose into a plain letter and a mark. */
const plainLetters: ReadonlyMap<string, string> = new Map([
  ['đ', 'd'],
  ['ð', 'd'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['ı', 'i'],
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['þ', 'th'],
])

/** A word in lower case without accents: `Khải` and `Khai` are the same word, because many keyboards lack the accents. */
export const foldWord = (raw: string): string => {
  const lower = raw.toLowerCase()
  if (/^[ -~]*$/u.test(lower)) return lower
  return lower
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đðøłıßæœþ]/gu, (letter) => plainLetters.get(letter) ?? letter)
}
