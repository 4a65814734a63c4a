/** An abbreviation that a text introduces, and the words that it stands for, a slice of the text that ends at `end`. */
export type ShortForm = { readonly short: string; readonly long: string; readonly end: number }

/** An abbreviation in brackets, after the words that it stands for: “Belt and Road Initiative (BRI)”. */
const introduction = /\s\((\p{Lu}[\p{L}&-]{1,9})\)/gu
/** In characters; within one sentence. */
const longest = 150
const sameClause = /[^.,;:!?()“”"‘—–\n]*$/u
/** Words without a letter in the abbreviation, or with a lower-case one: “War as a Service (WaaS)”. */
const small = /^(?:a|an|and|as|at|by|for|from|in|of|on|or|the|to|with|&)$/iu

type Part = { readonly text: string; readonly at: number }

/** The words of a clause, with hyphenated words split. */
const partsOf = (clause: string): Part[] =>
  [...clause.matchAll(/[\p{L}\p{M}\d’'&.]+/gu)].map(({ 0: text, index }) => ({ text, at: index }))

/** How many words at the end of `parts` have these initials; undefined if there are none. */
const spelledBy = (parts: readonly Part[], letters: string): number | undefined => {
  if (letters === '') return 0
  const last = parts.at(-1)?.text
  if (last === undefined) return undefined
  const withLast = (rest: string): number | undefined => {
    const before = spelledBy(parts.slice(0, -1), rest)
    return before === undefined ? undefined : before + 1
  }
  const skipped = small.test(last) ? withLast(letters) : undefined
  const isInitial = last.toLowerCase().startsWith(letters.at(-1) ?? '')
  return skipped ?? (isInitial ? withLast(letters.slice(0, -1)) : undefined)
}

/**
 * The abbreviations that a text introduces after their long forms, each at its first introduction. A plural is given in
 * the singular: “brain-computer interfaces (BCIs)” introduces `BCI`.
 */
export const shortFormsIn = (text: string): ShortForm[] => {
  const found = new Map<string, ShortForm>()
  for (const { 1: name = '', index } of text.matchAll(introduction)) {
    const [clause = ''] = sameClause.exec(text.slice(Math.max(0, index - longest), index)) ?? []
    const short = name.replace(/(?<=\p{Lu})s$/u, '')
    const parts = partsOf(clause)
    const count = spelledBy(parts, short.toLowerCase().replaceAll(/[^\p{L}]/gu, '')) ?? 0
    const own = parts.slice(parts.length - count)
    const first = own.find(({ text: word }) => !small.test(word))
    if (found.has(short) || first === undefined || own.filter((part) => !small.test(part.text)).length < 2) continue
    const start = index - clause.length + first.at
    const long = text.slice(start, index).replace(/[’']s?$/u, '')
    // The first words of a commentary are often printed in capitals.
    if (!/\p{Lu}{3,} \p{Lu}{3,}/u.test(long)) found.set(short, { short, long, end: start + long.length })
  }
  return [...found.values()]
}
