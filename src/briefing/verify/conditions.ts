import { covers } from './align.ts'
import { doubt, fault } from './check.ts'
import type { Check } from './check.ts'
import type { Reading } from './reading.ts'

/** What opens a condition, in words of lower case. */
const openers = [
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

/** What a claim may say instead. */
const keepers =
  /\b(?:if|unless|should|were|had|when|whenever|once|until|provided|providing|as long as|so long as|in case|in the event|depends?|depending|hinges?|hinging|subject to|failing|absent|without|conditional|on condition|assuming|where|only|otherwise|even|whether|contingent|lest)\b/iu

type Condition = { readonly from: number; readonly to: number; readonly words: string; readonly isConcession: boolean }

const phraseAt = (reading: Reading, index: number): string | undefined =>
  openers.find((opener) => opener.split(' ').every((word, offset) => reading.terms[index + offset]?.lower === word))

const isInverted = (reading: Reading, index: number): boolean => {
  const term = reading.terms[index]
  const before = reading.terms[index - 1]
  return (
    term !== undefined && (before === undefined || before.clause !== term.clause) && index + 1 < reading.terms.length
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
    const before = reading.terms[index - 1]?.lower ?? ''
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

/** A consequence without its condition claims more than the evidence: `if` must live on in the claim; a bare `would` is not enough. */
export const checkConditions: Check = ({ claim, evidence, alignment }) => {
  const host = evidence.host
  if (keepers.test(claim.text)) return []
  for (const condition of conditionsIn(host)) {
    const part = partOf(host, condition.from)
    const consequence = host.terms.flatMap((term, index) =>
      term.part === part && (index < condition.from || index > condition.to) && term.isContent ? [index] : [],
    )
    const told = consequence.filter((index) => alignment.toClaim.has(index)).length
    if (told === 0 || told < Math.min(2, consequence.length)) continue
    const all = [...alignment.toEvidence.values()].length
    if (told / Math.max(1, all) < 0.4) continue
    const message = `leaves out the condition that ${evidence.label} opens with “${condition.words}”`
    return [condition.isConcession ? doubt('CONCESSION_DROPPED', message) : fault('CONDITION_DROPPED', message)]
  }
  return []
}

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
