import type { Log } from '../../log.ts'
import type { Fault, FaultCode, Step } from '../record.ts'
import { quotaCodes } from './guarded-fetch.ts'
import { codeOfFailure } from './reply.ts'
import type { CircuitBreaker } from './circuit-breaker.ts'
import type { SendFailure } from './transport.ts'

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

/** Puts into words for the record what went wrong, and does what has to be done about it. */
export type FaultReporter = {
  readonly fault: (step: Step, code: FaultCode, detail: string, retryAt?: number) => Fault
  /** For a request without an answer; opens the circuit where the server said that nothing will succeed for a while. */
  readonly failure: (step: Step, failure: SendFailure) => Promise<Fault>
}

const quotaOpenMs = 60 * 60_000

/** A wait that one briefing cannot sit out. */
const longWaitMs = 20_000

/** What only the operator can correct. */
const operators: ReadonlySet<FaultCode> = new Set([
  'unauthorised',
  'unknown-model',
  'wrong-address',
  'bad-request',
  'quota',
])

export const createFaultReporter = (circuit: CircuitBreaker, now: () => Date, log: Log): FaultReporter => {
  /** The operator hears of a wrong key or model once, not with every commentary. */
  const warned = new Set<FaultCode>()

  const fault: FaultReporter['fault'] = (step, code, detail, retryAt) => {
    if (operators.has(code) && !warned.has(code)) {
      warned.add(code)
      log.warn({ code, detail }, 'the language model cannot be used; briefings are extracted instead')
    }
    return { step, code, detail, retryAt }
  }

  return {
    fault,
    async failure(step, failure) {
      const at = now().getTime()
      const detail = failure.status === 0 ? failure.message : `${failure.status} ${failure.code}: ${failure.message}`
      if (quotaCodes.includes(failure.code)) {
        await circuit.open({ until: at + quotaOpenMs, why: 'quota' })
        return fault(step, 'quota', detail, at + quotaOpenMs)
      }
      const code = codeOfFailure(failure)
      const wait = failure.retryAfterMs
      if (wait !== undefined && wait > longWaitMs) await circuit.open({ until: at + wait, why: code })
      return fault(step, code, detail, wait === undefined ? undefined : at + wait)
    },
  }
}
