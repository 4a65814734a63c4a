import { doubt, fault } from './check.ts'
import type { Check, CheckInput, Finding } from './check.ts'
import type { Reading } from './reading.ts'

const isName = (reading: Reading, index: number): boolean => {
  const term = reading.terms[index]
  return term !== undefined && term.isCapital && term.isContent && (index > 0 || term.key.startsWith('@'))
}

const isPassive = (reading: Reading): boolean =>
  reading.terms.some(
    (term, index) =>
      term.lower === 'by' && /^(?:is|are|was|were|be|been|being)$/u.test(reading.terms[index - 2]?.lower ?? ''),
  )

const symmetric = new Set('and or with between both'.split(' '))

/** Two words that stand on the other sides of a third than in the evidence, as where doer and done-to are exchanged. */
const wordsExchanged = ({ claim, evidence, alignment }: CheckInput): Finding[] => {
  const { host } = evidence
  const pairs = [...alignment.toEvidence].sort((a, b) => a[0] - b[0])
  const isTogether = (left: number, right: number): boolean =>
    claim.terms[left]?.clause === claim.terms[right]?.clause &&
    host.terms[alignment.toEvidence.get(left) ?? -1]?.clause ===
      host.terms[alignment.toEvidence.get(right) ?? -1]?.clause
  for (const [first, hostFirst] of pairs) {
    for (const [middle, hostMiddle] of pairs) {
      if (middle <= first || hostMiddle >= hostFirst || !isTogether(first, middle)) continue
      const last = pairs.find(([at, met]) => at > middle && met < hostMiddle && isTogether(first, at))
      if (last === undefined) continue
      const [one, other] = [claim.terms[first]?.word.raw ?? '', claim.terms[last[0]]?.word.raw ?? '']
      return [doubt('ROLES', `has “${one}” and “${other}” the other way round than ${evidence.label}`)]
    }
  }
  return []
}

/** Two names of the evidence that the claim tells in the other order round the same word have changed parts; of other words a judge is asked. */
export const checkRoles: Check = (input) => {
  const { claim, evidence, alignment } = input
  if (isPassive(claim) !== isPassive(evidence.host)) return []
  const host = evidence.host
  const named = [...alignment.toEvidence]
    .filter(([left, right]) => isName(claim, left) && isName(host, right))
    .sort((a, b) => a[0] - b[0])
  for (const [index, [left, right]] of named.entries()) {
    for (const [otherLeft, otherRight] of named.slice(index + 1)) {
      if (
        right <= otherRight ||
        host.terms[right]?.clause !== host.terms[otherRight]?.clause ||
        claim.terms[left]?.key === claim.terms[otherLeft]?.key
      )
        continue
      const isListed = (reading: Reading, from: number, to: number): boolean =>
        to - from <= 3 && reading.terms.slice(from + 1, to).some((term) => symmetric.has(term.lower))
      if (isListed(claim, left, otherLeft) && isListed(host, otherRight, right)) continue
      const between = [...alignment.toEvidence].filter(
        ([a, b]) => a > left && a < otherLeft && b > otherRight && b < right,
      )
      const message = `exchanges “${claim.terms[left]?.word.raw ?? ''}” and “${claim.terms[otherLeft]?.word.raw ?? ''}” as ${evidence.label} has them`
      return [between.length > 0 ? fault('ROLES', message) : doubt('ROLES', message)]
    }
  }
  return wordsExchanged(input)
}
