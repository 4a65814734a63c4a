import type { Log } from '../../log.ts'
import { createFaultReporter, isWorthAnotherTry } from './faults.ts'
import { budgetDay, estimateTokens, reserve, type TokenBudget } from './budget.ts'
import type { Fault, Step, Tokens } from '../record.ts'
import type { Negotiate } from './negotiate.ts'
import type { Messages } from './prompts.ts'
import { readReply, tokensOf } from './reply.ts'
import type { CircuitBreaker } from './circuit-breaker.ts'
import type { Shape } from './schema.ts'
import type { Sent } from './transport.ts'
import { within } from './within.ts'

export type Request<Value> = {
  readonly step: Step
  readonly model: string
  readonly messages: Messages
  readonly shape: Shape<Value>
  /** How often the model is asked in all if answers are unusable: 1 for no second try. */
  readonly tries: number
}

type Result<Value> =
  | { readonly state: 'answered'; readonly value: Value }
  | { readonly state: 'failed'; readonly fault: Fault }

/** `calls` counts requests without the client’s own retries. */
export type Asked<Value> = Result<Value> & { readonly tokens: Tokens; readonly calls: number }

/** Asks a model and parses its answer; never rejects, and ends with `signal`. */
export type Ask = <Value>(request: Request<Value>, signal: AbortSignal) => Promise<Asked<Value>>

export type AskDeps = {
  readonly negotiate: Negotiate
  readonly circuit: CircuitBreaker
  readonly budget: TokenBudget
  readonly dailyTokens: number
  readonly now: () => Date
  readonly log: Log
}

/** Five claims take about 330 tokens; the rest is for reasoning models. */
const outputTokens = 4_000
/** The assumed cost of a request without a response. */
const lostOutputTokens = 1_000

const aborted: Sent = {
  state: 'failed',
  failure: { kind: 'aborted', status: 0, code: '', param: '', message: 'no time left', retryAfterMs: undefined },
}

/** Asks within all limits of a call: circuit breaker, daily budget, deadline, and one more try after a useless answer. */
export const createAsk = ({ negotiate, circuit, budget, dailyTokens, now, log }: AskDeps): Ask => {
  const { fault, failure } = createFaultReporter(circuit, now, log)

  const askOnce = async <Value>(request: Request<Value>, turn: number, signal: AbortSignal): Promise<Asked<Value>> => {
    const { step, model, messages, shape } = request
    const limit = outputTokens * turn
    const nothing = { tokens: { in: 0, out: 0 }, calls: 0 }
    const open = await circuit.current()
    if (open !== undefined) {
      return { ...nothing, state: 'failed', fault: fault(step, 'circuit-open', `after ${open.why}`, open.until) }
    }
    if (signal.aborted) return { ...nothing, state: 'failed', fault: fault(step, 'deadline', 'no time left') }
    const inputTokens = estimateTokens(`${messages.system} ${messages.user} ${JSON.stringify(shape.schema)}`)
    // The maximum that the answer may cost: with less, parallel requests could exceed the limit together.
    const reservation = await reserve(budget, dailyTokens, budgetDay(now()), inputTokens + limit)
    if (reservation === undefined) {
      return { ...nothing, state: 'failed', fault: fault(step, 'budget', `the day's ${dailyTokens} tokens are spent`) }
    }

    const { name: schemaName, schema } = shape
    const question = { ...messages, model, schemaName, schema, outputTokens: limit, isSchemaTold: turn > 1 }
    const negotiated = negotiate(question, signal)
    const { sent, requests: calls } = await within(negotiated, { sent: aborted, requests: 1 }, signal)
    if (sent.state === 'failed') {
      // An error costs nothing; without a response nobody knows what was charged.
      await reservation.settle(sent.failure.kind === 'status' ? 0 : inputTokens + lostOutputTokens)
      return { ...nothing, calls, state: 'failed', fault: await failure(step, sent.failure) }
    }
    const reply = readReply(sent.completion)
    const content = reply.state === 'content' ? reply.content : ''
    const tokens = tokensOf(sent.completion) ?? { in: inputTokens, out: estimateTokens(content) }
    await reservation.settle(tokens.in + tokens.out)
    if (reply.state === 'fault') {
      return { tokens, calls, state: 'failed', fault: fault(step, reply.code, reply.detail) }
    }
    const parsed = shape.parse(content)
    return parsed.state === 'parsed'
      ? { tokens, calls, state: 'answered', value: parsed.value }
      : { tokens, calls, state: 'failed', fault: fault(step, parsed.code, `the answer is no ${shape.name}`) }
  }

  return async (request, signal) => {
    let tokens: Tokens = { in: 0, out: 0 }
    let calls = 0
    for (let turn = 1; ; turn += 1) {
      const asked = await askOnce(request, turn, signal)
      tokens = { in: tokens.in + asked.tokens.in, out: tokens.out + asked.tokens.out }
      calls += asked.calls
      const isLast = asked.state === 'answered' || !isWorthAnotherTry(asked.fault.code) || turn >= request.tries
      if (isLast) return { ...asked, tokens, calls }
    }
  }
}
