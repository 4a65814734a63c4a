import { covers } from './align.ts'
import { doubt, doubtIfRetold, fault } from './check.ts'
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
]

/** Words in which a claim keeps a condition without opening a clause with it. */
const conditional =
  /\b(?:depends?|depending|hinges?|hinging|subject to|save|other than|apart from|barring|conditional|contingent|in the event|otherwise|lest|given|whenever|would mean|without|unless|or)\b/iu

/** Openers of time and place that may render a condition: “once the levy fails”. */
const rendering = new Set('when whenever once until where while only'.split(' '))

type Condition = { readonly from: number; readonly to: number; readonly words: string; readonly isConcession: boolean }

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

const conditionsIn = (reading: Reading): Condition[] =>
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

const asking =
  /\b(?:asks?|asked|asking|wonders?|wondered|question|questions|whether|if|doubts?|unclear|uncertain|questionable|query|invites?|rhetorical|\?)/iu

/** A question may not be told as its answer. */
export const checkQuestion: Check = ({ claim, evidence, alignment }) => {
  const host = evidence.host
  if (!host.text.includes('?')) return []
  const mark = host.text.lastIndexOf('?')
  const boundary = Math.max(...['.', ':', '“', '‘', ';', '"'].map((char) => host.text.lastIndexOf(char, mark)))
  const from = host.terms.findIndex((term) => term.word.start > boundary)
  const to = host.terms.findLastIndex((term) => term.word.end <= mark)
  if (asking.test(claim.text) || from === -1 || to < from || !covers(alignment, host, from, to, 0.3)) return []
  return [fault('QUESTION', `tells as a fact what ${evidence.label} asks`)]
}
