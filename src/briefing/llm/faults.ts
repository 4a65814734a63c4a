import type { Fault, FaultCode } from '../record.ts'

/** Faults of the text, of the operator's limits, or a decision of the model: asking again brings the same. */
const settled: ReadonlySet<FaultCode> = new Set([
  'refusal',
  'content-filter',
  'budget',
  'too-short',
  'not-english',
  'nothing-verified',
])

/** Whether a later run may do better. */
export const isPassing = (fault: Fault): boolean => !settled.has(fault.code)

/** Whether the model answered, but not so that the answer can be used: one more try is worth its price. */
export const isWorthAnotherTry = (code: FaultCode): boolean =>
  code === 'garbled' || code === 'wrong-shape' || code === 'truncated' || code === 'empty'
