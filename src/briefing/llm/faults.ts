import type { Log } from '../../log.ts'
import type { Fault, FaultCode, Step } from '../record.ts'
import { quotaCodes } from './guarded-fetch.ts'
import { codeOfFailure } from './reply.ts'
import type { CircuitBreaker } from './circuit-breaker.ts'
import type { SendFailure } from './transport.ts'

/** Faults of the text, of the operator's limits, or refusals by the model: asking again has the same result. */
const settled: ReadonlySet<FaultCode> = new Set([
  'refusal',
  'content-filter',
  'budget',
  'too-short',
  'not-english',
  'nothing-verified',
])

/** Whether a later run may succeed. */
export const isPassing = (fault: Fault): boolean => !settled.has(fault.code)

/** Whether the model gave an unusable answer, so that one more try is worth its cost. */
export const isWorthAnotherTry = (code: FaultCode): boolean =>
  code === 'garbled' || code === 'wrong-shape' || code === 'truncated' || code === 'empty'

/** Describes for the record what went wrong, and does what follows from it. */
export type FaultReporter = {
  readonly fault: (step: Step, code: FaultCode, detail: string, retryAt?: number) => Fault
  /** For a request without a response; opens the circuit if the server said that none will succeed for a while. */
  readonly failure: (step: Step, failure: SendFailure) => Promise<Fault>
}

const quotaOpenMs = 60 * 60_000

/** A wait that is too long for one briefing. */
const longWaitMs = 20_000

/** Faults that only the operator can correct. */
const operators: ReadonlySet<FaultCode> = new Set([
  'unauthorised',
  'unknown-model',
  'wrong-address',
  'bad-request',
  'quota',
])

export const createFaultReporter = (circuit: CircuitBreaker, now: () => Date, log: Log): FaultReporter => {
  /** A wrong key or model is logged once, not with every commentary. */
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
