import type { Log } from '../log.ts'
import type { CircuitBreaker } from './circuit-breaker.ts'
import type { Fault, FaultCode, Step } from './fault.ts'
import { longestWaitMs, noSuchAddress, quotaCodes } from './guarded-fetch.ts'
import { filterCodes } from './server-error.ts'
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

const codeOfStatus = ({ status, code }: SendFailure): FaultCode => {
  if (quotaCodes.includes(code)) return 'quota'
  if (filterCodes.includes(code)) return 'content-filter'
  if (status === 401 || status === 403) return 'unauthorised'
  if (code === 'redirected' || code === noSuchAddress) return 'wrong-address'
  if (status === 404) return 'unknown-model'
  if (status === 408) return 'time-out'
  if (status === 429) return 'rate-limited'
  return status >= 500 ? 'server-error' : 'bad-request'
}

const codeOfFailure = (failure: SendFailure): FaultCode => {
  if (failure.kind === 'status') return codeOfStatus(failure)
  if (failure.kind === 'aborted') return 'deadline'
  return failure.kind === 'connection' || failure.kind === 'unsent' ? 'unreachable' : failure.kind
}

/** No server says when a quota is filled up again. */
const quotaOpenMs = 60 * 60_000

/** Faults that only the operator can correct. */
const operators: ReadonlySet<FaultCode> = new Set([
  'unauthorised',
  'unknown-model',
  'wrong-address',
  'bad-request',
  'quota',
])

/** Describes for the record what went wrong, and does what follows from it. */
export const createFaultReporter = (circuit: CircuitBreaker, now: () => Date, log: Log) => {
  /** A wrong key or model is logged once, not with every commentary. */
  const warned = new Set<FaultCode>()

  const fault = (step: Step, code: FaultCode, detail: string, retryAt?: number): Fault => {
    if (operators.has(code) && !warned.has(code)) {
      warned.add(code)
      log.warn({ code, detail }, 'the language model cannot be used; the program works without it')
    }
    return { step, code, detail, retryAt }
  }

  /** For a request without a response; opens the circuit if the server said that none will succeed for a while. */
  const failure = async (step: Step, failed: SendFailure): Promise<Fault> => {
    const detail = failed.status === 0 ? failed.message : `${failed.status} ${failed.code}: ${failed.message}`
    const code = codeOfFailure(failed)
    const wait = code === 'quota' ? quotaOpenMs : failed.retryAfterMs
    const retryAt = wait === undefined ? undefined : now().getTime() + wait
    if (retryAt !== undefined && wait !== undefined && wait > longestWaitMs)
      await circuit.open({ until: retryAt, why: code })
    return fault(step, code, detail, retryAt)
  }
  return { fault, failure }
}
