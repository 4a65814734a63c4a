import { subjects } from './look-alikes.ts'
import type { Reading } from './reading.ts'

/** What opens a condition, in words of lower case. */
const openers = [
  'except',
  'until',
  'if',
  'unless',
  'as long as',
  'so long as',
  'provided that',
  'provided',
  'on condition',
  'in case',
  'assuming',
  'should',
  'were',
  'had',
  'without',
  'failing',
  'absent',
  'only when',
  'when',
  'once',
]

export type Condition = {
  readonly from: number
  readonly to: number
  readonly words: string
  readonly isConcession: boolean
}

const phraseAt = (reading: Reading, index: number): string | undefined =>
  openers.find((opener) => opener.split(' ').every((word, offset) => reading.terms[index + offset]?.lower === word))

const isInverted = (reading: Reading, index: number): boolean => {
  const term = reading.terms[index]
  const before = reading.terms[index - 1]
  return (
    term !== undefined &&
    (before === undefined ||
      before.clause !== term.clause ||
      (term.lower === 'should' && subjects.has(reading.terms[index + 1]?.lower ?? ''))) &&
    index + 1 < reading.terms.length
  )
}

const isFirst = ({ terms }: Reading, index: number): boolean => terms[index - 1]?.part !== terms[index]?.part

const willFollow = ({ terms }: Reading, index: number): boolean =>
  terms.some(({ lower, part }) => /^(?:will|would)$/u.test(lower) && part === terms[index]?.part)

/** Whether the clause, which another follows, is told of the present. */
const tellsRule = ({ terms }: Reading, index: number): boolean => {
  const clause = terms.filter((term) => term.clause === terms[index]?.clause)
  return (
    clause.some(({ lower }) => /^(?:is|are|has|have|does|do)$/u.test(lower)) &&
    terms.some(({ clause: other, part }) => other !== terms[index]?.clause && part === terms[index]?.part)
  )
}

/** The conditions of a text, concessions (“even if”) among them. */
export const conditionsIn = (reading: Reading): Condition[] =>
  reading.terms.flatMap((term, index) => {
    const words = phraseAt(reading, index)
    if (words === undefined) return []
    if (['should', 'were', 'had'].includes(words) && (!isInverted(reading, index) || /\?\s*$/u.test(reading.text)))
      return []
    if (['without', 'failing', 'absent', 'provided', 'assuming'].includes(words) && !isInverted(reading, index))
      return []
    // “Without a common law, payments will stop”, and not “lending money, without interest”.
    if (words === 'without' && !/\b(?:will|would|could)\b/iu.test(reading.text)) return []
    // “Until a state can name one, the pacts will remain …”, and not “stayed until May”.
    if (words === 'until' && (!isInverted(reading, index) || !/\b(?:will|would)\b/iu.test(reading.text))) return []
    const before = reading.terms[index - 1]?.lower ?? ''
    // “When the minister is on the ballot, removal persuades nobody”: a rule with its case, and not “when it fell in May”.
    if (words === 'when' && !(isFirst(reading, index) && tellsRule(reading, index))) return []
    // “Once tariffs rise, growers will supply it”, and not “the harbours, once idle”.
    if (words === 'once' && !(isFirst(reading, index) && willFollow(reading, index))) return []
    // “stand behind it for as long as it flies” tells how long.
    if (words === 'as long as' && before === 'for') return []
    const after = reading.terms[index + 1]?.lower ?? ''
    // “ask if”, “as if”, “difficult if not impossible”, “if anything”: no condition.
    if (
      words === 'if' &&
      (['as', 'ask', 'asked', 'asks', 'wonder', 'wondered', 'know', 'see'].includes(before) ||
        ['not', 'anything', 'any'].includes(after))
    )
      return []
    let to = index
    while (to + 1 < reading.terms.length && reading.terms[to + 1]?.clause === term.clause) to += 1
    return [{ from: index, to, words, isConcession: before === 'even' }]
  })
