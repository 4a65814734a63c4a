import { doubt, fault } from './check.ts'
import type { Check, CheckInput, Finding } from './check.ts'
import type { Run } from './edits.ts'
import { months } from './lexicon/measures.ts'
import type { Reading } from './reading.ts'
import type { Term } from './terms.ts'

const isName = (reading: Reading, index: number): boolean => {
  const term = reading.terms[index]
  return (
    term !== undefined &&
    term.isCapital &&
    term.isContent &&
    !months.has(term.lower) &&
    (index > 0 || term.key.startsWith('@'))
  )
}

const isPassive = (reading: Reading): boolean =>
  reading.terms.some(
    (term, index) =>
      term.lower === 'by' && /^(?:is|are|was|were|be|been|being)$/u.test(reading.terms[index - 2]?.lower ?? ''),
  )

const symmetric = new Set('and or with between both'.split(' '))

const contentIn = (reading: Reading, { from, to }: Run): Term[] =>
  reading.terms.slice(from, to).filter((term) => term.isContent)

const shareOne = (a: readonly Term[], b: readonly Term[]): Term | undefined =>
  a.find(({ key }) => b.some((other) => other.key === key))

/** Two words of the evidence that have changed places in the claim, everything round them as it was. */
const wordsExchanged = ({ claim, evidence, alignment }: CheckInput): Finding[] => {
  const places = alignment.wording.edits.map((edit) => ({
    own: contentIn(claim, edit.claim),
    met: contentIn(evidence.host, edit.host),
  }))
  for (const [index, { own, met }] of places.entries()) {
    for (const later of places.slice(index + 1)) {
      const [one, other] = [shareOne(own, later.met), shareOne(later.own, met)]
      if (one === undefined || other === undefined || one.key === other.key) continue
      const message = `has “${one.word.raw}” and “${other.word.raw}” the other way round than ${evidence.label}`
      return [doubt('ROLES', message)]
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
