import { doubt, doubtIfRetold } from './check.ts'
import type { Check, CheckInput } from './check.ts'
import { isInRun } from './edits.ts'
import { conditionsIn } from './find-conditions.ts'
import type { Condition } from './find-conditions.ts'
import type { Reading } from './reading.ts'

/** Words in which a claim keeps a condition without opening a clause with it. */
const conditional =
  /\b(?:depends?|depending|hinges?|hinging|subject to|save|other than|apart from|barring|conditional|contingent|in the event|otherwise|lest|given|whenever|would mean|without|unless|or|supposing|suppose)\b|^with\b[^.]*\bwould\b/iu

/** Openers of time and place that may render a condition: “once the levy fails”. */
const rendering = new Set('when whenever once until where while only'.split(' '))

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
