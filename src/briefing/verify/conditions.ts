import { doubt, doubtIfRetold } from './check.ts'
import type { Check, CheckInput } from './check.ts'
import { isInRun } from './edits.ts'
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

/** Words in which a claim keeps a condition without opening a clause with it. */
const conditional =
  /\b(?:depends?|depending|hinges?|hinging|subject to|save|other than|apart from|barring|conditional|contingent|in the event|otherwise|lest|given|whenever|would mean|without|unless|or|supposing|suppose)\b|^with\b[^.]*\bwould\b/iu

/** Openers of time and place that may render a condition: “once the levy fails”. */
const rendering = new Set('when whenever once until where while only'.split(' '))

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

const partOf = (reading: Reading, index: number): number => reading.terms[index]?.part ?? 0

const contentIn = (reading: Reading, keep: (index: number) => boolean): number[] =>
  [...reading.terms.keys()].filter((index) => reading.terms[index]?.isContent === true && keep(index))

/** Whether the claim has this condition: a word for it that repeats none from elsewhere in the evidence. */
const isKept = ({ claim, evidence, alignment }: CheckInput, condition: Condition): boolean => {
  const isOfOther = (index: number): boolean => {
    const met = alignment.wording.inPlace.get(index)
    return met !== undefined && (met < condition.from || met > condition.to)
  }
  const openings = [
    ...conditionsIn(claim).map(({ from }) => from),
    ...claim.terms.flatMap((term, index) => (rendering.has(term.lower) ? [index] : [])),
  ]
  if (openings.some((index) => !isOfOther(index))) return true
  // “rain would make the dam overflow”: a bare `would` is enough where the evidence says `will`.
  const would = claim.terms.findIndex((term) => term.lower === 'would')
  const isExchanged = alignment.wording.edits.some((edit) => edit.isLocal && isInRun(edit.claim, would))
  if (would !== -1 && !isExchanged && !/\bwould\b/iu.test(evidence.host.text)) return true
  const said = conditional.exec(claim.text)?.[0].toLowerCase()
  return (
    said !== undefined &&
    !(said === 'or' || said === 'without' ? new RegExp(`\\b${said}\\b`, 'iu').test(evidence.host.text) : false)
  )
}

const consequenceTold = ({ evidence: { host }, alignment }: CheckInput, condition: Condition): boolean => {
  const part = partOf(host, condition.from)
  // “Should it fail, the answer would be hard: insurers would withdraw”: a colon goes on with what follows from it.
  const next = host.terms.find((term) => term.part === part + 1)
  const goesOn = host.text
    .slice(0, next?.word.start ?? 0)
    .trimEnd()
    .endsWith(':')
  const isOutside = (index: number): boolean =>
    (partOf(host, index) === part || (goesOn && partOf(host, index) === part + 1)) &&
    (index < condition.from || index > condition.to)
  const consequence = contentIn(host, isOutside)
  const told = consequence.filter((index) => alignment.toClaim.has(index)).length
  const share = Math.max(
    told / Math.max(1, alignment.toEvidence.size) / 0.4,
    told / Math.max(1, consequence.length) / 0.6,
  )
  return told > 0 && told >= Math.min(2, consequence.length) && share >= 1
}

/** Whether the claim tells what is only supposed, and nothing else, as it stands. */
const supposedTold = ({ claim, alignment }: CheckInput, condition: Condition): boolean => {
  const met = [...alignment.toEvidence.values()]
  const isPlain = claim.operators.every(({ kind }) => kind !== 'weak' && kind !== 'duty')
  return isPlain && met.length >= 2 && met.every((index) => index >= condition.from && index <= condition.to)
}

/** A consequence without its condition claims more than the evidence, and so does a condition told as a fact; a bare `would` is not enough. */
export const checkConditions: Check = (input) =>
  conditionsIn(input.evidence.host).flatMap((condition) => {
    if (isKept(input, condition)) return []
    const opener = `${input.evidence.label} opens with “${condition.words}”`
    if (supposedTold(input, condition))
      return [doubtIfRetold(input, 'CONDITION_TOLD', `tells as a fact what ${opener}`)]
    if (!consequenceTold(input, condition)) return []
    const message = `leaves out the condition that ${opener}`
    return [
      condition.isConcession
        ? doubt('CONCESSION_DROPPED', message)
        : doubtIfRetold(input, 'CONDITION_DROPPED', message),
    ]
  })
