import { aborted } from 'node:util'
import type { Log } from '../log.ts'
import { budgetDay, estimateTokens, reserve, type TokenBudget } from './budget.ts'
import type { CircuitBreaker } from './circuit-breaker.ts'
import type { Fault, FaultCode, Step, Tokens } from './fault.ts'
import { createFaultReporter, isWorthAnotherTry } from './faults.ts'
import type { Negotiate } from './negotiate.ts'
import type { Messages } from './prompts.ts'
import { readReply, tokensOf } from './reply.ts'
import type { Shape } from './shape.ts'
import type { Sent } from './transport.ts'

export type Request<Value> = {
  readonly step: Step
  readonly model: string
  readonly messages: Messages
  readonly shape: Shape<Value>
}

/** What one briefing cost, and its faults in order. */
export type Ledger = {
  tokens: Tokens
  /** Requests without the client’s own retries. */
  calls: number
  readonly faults: Fault[]
  readonly note: (step: Step, code: FaultCode, detail: string) => void
}

/** Starts with the tokens that the stored answers cost. */
export const createLedger = (tokens: Tokens = { in: 0, out: 0 }): Ledger => {
  const faults: Fault[] = []
  return {
    tokens,
    calls: 0,
    faults,
    note: (step, code, detail) => void faults.push({ step, code, detail, retryAt: undefined }),
  }
}

/**
 * Asks a model and parses its answer; never rejects, and ends with `signal`. The cost, and the fault if the result is
 * undefined, are in the ledger.
 */
export type Ask = <Value>(request: Request<Value>, ledger: Ledger, signal: AbortSignal) => Promise<Value | undefined>

export type AskDeps = {
  readonly negotiate: Negotiate
  readonly circuit: CircuitBreaker
  readonly budget: TokenBudget
  readonly dailyTokens: number
  readonly now: () => Date
  readonly log: Log
}

type Answer<Value> = { readonly value: Value } | { readonly fault: Fault }

/** A second try is made if the first answer is unusable. */
const mostTries = 2
/** Five claims take about 330 tokens; the rest is for reasoning models. */
const outputTokens = 4_000
/** The assumed cost of a request that was sent and got no response. */
const lostOutputTokens = 1_000

const noTimeLeft: Sent = {
  state: 'failed',
  failure: { kind: 'aborted', status: 0, code: '', param: '', message: 'no time left', retryAfterMs: undefined },
}

/** Asks within all limits of a call: circuit breaker, daily budget, deadline, and one more try after a useless answer. */
export const createAsk = ({ negotiate, circuit, budget, dailyTokens, now, log }: AskDeps): Ask => {
  const { fault, failure } = createFaultReporter(circuit, now, log)

  const askOnce = async <Value>(
    { step, model, messages, shape }: Request<Value>,
    turn: number,
    ledger: Ledger,
    signal: AbortSignal,
  ): Promise<Answer<Value>> => {
    const limit = outputTokens * turn
    const open = await circuit.current()
    if (open !== undefined) return { fault: fault(step, 'circuit-open', `after ${open.why}`, open.until) }
    if (signal.aborted) return { fault: fault(step, 'deadline', 'no time left') }
    const inputTokens = estimateTokens(`${messages.system} ${messages.user} ${JSON.stringify(shape.schema)}`)
    // The maximum that the answer may cost: with less, parallel requests could exceed the limit together.
    const settle = await reserve(budget, dailyTokens, budgetDay(now()), inputTokens + limit)
    if (settle === undefined) return { fault: fault(step, 'budget', `the day's ${dailyTokens} tokens are spent`) }

    const question = { ...messages, model, shape, outputTokens: limit, isSchemaTold: turn > 1 }
    // A connection may ignore the signal.
    const isOver = aborted(signal, signal).then(() => ({ sent: noTimeLeft, requests: 1 }))
    const { sent, requests } = await Promise.race([negotiate(question, signal), isOver])
    ledger.calls += requests
    if (sent.state === 'failed') {
      // An error costs nothing, nor does what was never sent; otherwise nobody knows what was charged without a response.
      const { kind } = sent.failure
      await settle(kind === 'status' || kind === 'unsent' ? 0 : inputTokens + lostOutputTokens)
      return { fault: await failure(step, sent.failure) }
    }
    const reply = readReply(sent.completion)
    const content = reply.state === 'content' ? reply.content : ''
    const tokens = tokensOf(sent.completion) ?? { in: inputTokens, out: estimateTokens(content) }
    await settle(tokens.in + tokens.out)
    ledger.tokens = { in: ledger.tokens.in + tokens.in, out: ledger.tokens.out + tokens.out }
    if (reply.state === 'fault') return { fault: fault(step, reply.code, reply.detail) }
    const parsed = shape.parse(content)
    return parsed.state === 'parsed'
      ? { value: parsed.value }
      : { fault: fault(step, parsed.code, `the answer is no ${shape.name}`) }
  }

  return async (request, ledger, signal) => {
    for (let turn = 1; ; turn += 1) {
      const answer = await askOnce(request, turn, ledger, signal)
      if ('value' in answer) return answer.value
      if (turn < mostTries && isWorthAnotherTry(answer.fault.code)) continue
      ledger.faults.push(answer.fault)
      return undefined
    }
  }
}
