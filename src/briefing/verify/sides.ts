import type { CheckInput } from './check.ts'
import type { Reading } from './reading.ts'

const pivotOf = (reading: Reading): number =>
  reading.terms.findIndex((term, index) => term.lower === 'than' && reading.terms[index - 1]?.lower !== 'rather')

/** Whether the text compares two sides: “more A than B”. */
export const isComparison = (reading: Reading): boolean => pivotOf(reading) !== -1

/** Whether the claim has the two sides of the evidence's comparison in the same order; undefined where it cannot be told. */
export const sidesOf = ({ claim, evidence, alignment }: CheckInput): 'straight' | 'crossed' | undefined => {
  const [pivot, hostPivot] = [pivotOf(claim), pivotOf(evidence.host)]
  if (pivot === -1 || hostPivot === -1) return undefined
  let [straight, crossed] = [0, 0]
  for (const [index, met] of alignment.toEvidence) {
    if (claim.terms[index]?.clause !== claim.terms[pivot]?.clause) continue
    if (index < pivot === met < hostPivot) straight += 1
    else crossed += 1
  }
  const isAfterCrossed = [...alignment.toEvidence].some(([index, met]) => index > pivot && met < hostPivot)
  if (isAfterCrossed && crossed >= straight) return 'crossed'
  return straight > crossed ? 'straight' : undefined
}
