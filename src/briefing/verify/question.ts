import { covers } from './align.ts'
import { fault } from './check.ts'
import type { Check } from './check.ts'

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
