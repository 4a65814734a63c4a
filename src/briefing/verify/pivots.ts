import type { Reading } from './reading.ts'

type Family = 'cause' | 'time' | 'choice'

/** A word or phrase between two statements, where it stands in a text. */
export type Pivot = {
  readonly words: string
  readonly family: Family
  /** 1 where what follows is the cause, the earlier, the rejected one; -1 where it is the effect, the later. */
  readonly side: 1 | -1
  readonly from: number
  readonly to: number
}

type Rule = { readonly words: readonly string[]; readonly family: Family; readonly side: 1 | -1 }

const rules = (family: Family, side: 1 | -1, phrases: string): Rule[] =>
  phrases.split(',').map((phrase) => ({ words: phrase.trim().split(' '), family, side }))

const pivotRules: readonly Rule[] = [
  ...rules(
    'cause',
    1,
    'because of, because, owing to, due to, thanks to, as a result of, caused by, as a consequence of, stems from, stemmed from, results from, driven by, on account of',
  ),
  ...rules(
    'cause',
    -1,
    'as a result, led to, leads to, lead to, leading to, resulted in, results in, result in, causes, caused, causing, therefore, thus, hence, consequently, triggers, triggered, prompted, brought about',
  ),
  ...rules('time', 1, 'after, following, since, once'),
  ...rules('time', -1, 'before, until, prior to, ahead of, then'),
  ...rules('choice', 1, 'rather than, instead of, in place of, and not, as opposed to'),
]

const partAt = ({ terms }: Reading, index: number): number | undefined => terms[index]?.part

/** The pivots of a text in order; the longest phrase counts. */
export const findPivots = (reading: Reading): Pivot[] => {
  const found: Pivot[] = []
  for (let index = 0; index < reading.terms.length; index += 1) {
    const match = pivotRules.find(({ words }) =>
      words.every((word, offset) => reading.terms[index + offset]?.lower === word),
    )
    if (match === undefined) continue
    // “since 2018”: a date, which the numbers are looked at for.
    const isDate = match.family === 'time' && reading.terms[index + match.words.length]?.key.startsWith('#') === true
    if (isDate) continue
    const to = index + match.words.length - 1
    // “did not sail until the port opened”: it opened first.
    const isDenied =
      match.words[0] === 'until' &&
      reading.operators.some(
        ({ kind, at, end }) => kind === 'negator' && end < index && partAt(reading, at) === partAt(reading, index),
      )
    const side = isDenied ? 1 : match.side
    found.push({ ...match, side, words: match.words.join(' '), from: index, to })
    index = to
  }
  return found
}

/**
 * What a pivot stands between, whichever comes first in the text: `head` is the effect, the later, the chosen; `tail` the
 * cause, the earlier, the rejected. A pivot that opens the sentence has its own clause after it, and the other half then.
 */
export const halvesOf = (
  reading: Reading,
  { from, to, side }: Pivot,
): { readonly head: readonly number[]; readonly tail: readonly number[] } => {
  const part = reading.terms[from]?.part
  const inPart = [...reading.terms.keys()].filter((index) => reading.terms[index]?.part === part)
  const own = reading.terms[to]?.clause
  const isLeading = inPart[0] === from
  const follows = (index: number): boolean => index > to && (!isLeading || reading.terms[index]?.clause === own)
  const second = inPart.filter(follows)
  const first = inPart.filter((index) => (index < from || index > to) && !follows(index))
  return side === 1 ? { head: first, tail: second } : { head: second, tail: first }
}
