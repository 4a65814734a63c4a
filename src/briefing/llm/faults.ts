/** What kept a model from doing its work. */
export type FaultCode =
  | 'refusal'
  | 'content-filter'
  | 'time-out'
  | 'deadline'
  | 'rate-limited'
  | 'quota'
  | 'resting'
  | 'server-error'
  | 'unreachable'
  | 'unauthorised'
  | 'unknown-model'
  | 'bad-request'
  | 'garbled'
  | 'wrong-shape'
  | 'truncated'
  | 'empty'
  | 'other-language'
  | 'budget'
  | 'too-short'
  | 'nothing-verified'
  | 'internal'

export type Step = 'write' | 'repair' | 'judge'

export type Fault = {
  readonly step: Step
  readonly code: FaultCode
  /** For the operator; holds no secret and nothing of the answer. */
  readonly detail: string
  /** Instant (milliseconds since 1970) before which asking again is useless, where known. */
  readonly retryAt: number | undefined
}

/** Faults of the text, of the operator's limits, or a decision of the model: asking again brings the same. */
const settled: ReadonlySet<FaultCode> = new Set([
  'refusal',
  'content-filter',
  'budget',
  'too-short',
  'nothing-verified',
])

/** Whether a later run may do better. */
export const isPassing = (fault: Fault): boolean => !settled.has(fault.code)

/** Whether the model answered, but not so that the answer can be used: one more try is worth its price. */
export const isWorthAnotherTry = (code: FaultCode): boolean =>
  code === 'garbled' || code === 'wrong-shape' || code === 'truncated' || code === 'empty'
