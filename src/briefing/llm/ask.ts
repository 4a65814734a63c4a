import type { Log } from '../../log.ts'
import { budgetDay, reserve, type TokenBudget } from './budget.ts'
import type { Fault, FaultCode, Step } from '../record.ts'
import { isWorthAnotherTry } from './faults.ts'
import { quotaCodes } from './guarded-fetch.ts'
import type { Climb } from './ladder.ts'
import type { Messages } from './prompts.ts'
import { codeOfFailure, readReply, tokensOf } from './reply.ts'
import type { Rests } from './rest.ts'
import type { Shape } from './schema.ts'
import type { SendFailure, Sent } from './transport.ts'
import type { Tokens } from '../record.ts'
import { estimateTokens } from './words.ts'

export type Request<Value> = {
  readonly step: Step
  readonly model: string
  readonly messages: Messages
  readonly shape: Shape<Value>
  /** How often an unusable answer may be asked for again: 1 for never. */
  readonly tries: number
}

type Result<Value> =
  | { readonly state: 'answered'; readonly value: Value }
  | { readonly state: 'failed'; readonly fault: Fault }

/** `calls` counts requests, the client’s own repetitions aside; `turns` the answers that were wanted. */
export type Asked<Value> = Result<Value> & { readonly tokens: Tokens; readonly calls: number; readonly turns: number }

/** Asks a model and reads its answer; never rejects, and ends with `signal`. */
export type Ask = <Value>(request: Request<Value>, signal: AbortSignal) => Promise<Asked<Value>>

export type AskDeps = {
  readonly climb: Climb
  readonly rests: Rests
  readonly budget: TokenBudget
  readonly dailyTokens: number
  readonly now: () => Date
  readonly log: Log
}

/** Five claims take some 330 tokens; the rest is for models that think before they answer. */
const outputTokens = 4_000
/** What a request is taken to have cost whose answer never came. */
const lostOutputTokens = 1_000

const quotaRestMs = 60 * 60_000

/** A wait that one briefing cannot sit out. */
const longWaitMs = 20_000

const aborted: Sent = {
  state: 'failed',
  failure: { kind: 'aborted', status: 0, code: '', param: '', message: 'no time left', retryAfterMs: undefined },
}

/** Whatever the client does about the signal, we go on. */
const within = async <Value>(work: Promise<Value>, otherwise: Value, signal: AbortSignal): Promise<Value> => {
  if (signal.aborted) return otherwise
  const { promise, resolve } = Promise.withResolvers<Value>()
  const stop = () => resolve(otherwise)
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([work, promise])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** Asks under everything that bounds a call: rests, the daily budget, the deadline, one more try for a useless answer. */
export const createAsk = ({ climb, rests, budget, dailyTokens, now, log }: AskDeps): Ask => {
  /** The operator hears of a wrong key or model once, not with every commentary. */
  const warned = new Set<FaultCode>()

  const fault = (step: Step, code: FaultCode, detail: string, retryAt?: number): Fault => {
    const isOperators =
      code === 'unauthorised' || code === 'unknown-model' || code === 'bad-request' || code === 'quota'
    if (isOperators && !warned.has(code)) {
      warned.add(code)
      log.warn({ code, detail }, 'the language model cannot be used; briefings are extracted instead')
    }
    return { step, code, detail, retryAt }
  }

  const faultOfFailure = async (step: Step, failure: SendFailure): Promise<Fault> => {
    const at = now().getTime()
    const detail = failure.status === 0 ? failure.message : `${failure.status} ${failure.code}: ${failure.message}`
    if (quotaCodes.includes(failure.code)) {
      await rests.begin({ until: at + quotaRestMs, why: 'quota' })
      return fault(step, 'quota', detail, at + quotaRestMs)
    }
    const wait = failure.retryAfterMs
    if (wait !== undefined && wait > longWaitMs) await rests.begin({ until: at + wait, why: codeOfFailure(failure) })
    return fault(step, codeOfFailure(failure), detail, wait === undefined ? undefined : at + wait)
  }

  const askOnce = async <Value>(
    request: Request<Value>,
    limit: number,
    signal: AbortSignal,
  ): Promise<Omit<Asked<Value>, 'turns'> & Result<Value>> => {
    const { step, model, messages, shape } = request
    const nothing = { tokens: { in: 0, out: 0 }, calls: 0 }
    const rest = await rests.current()
    if (rest !== undefined) {
      return { ...nothing, state: 'failed', fault: fault(step, 'resting', `after ${rest.why}`, rest.until) }
    }
    if (signal.aborted) return { ...nothing, state: 'failed', fault: fault(step, 'deadline', 'no time left') }
    const inputTokens = estimateTokens(`${messages.system} ${messages.user} ${JSON.stringify(shape.schema)}`)
    // All that the answer may cost: less would let requests side by side pass the limit together.
    const reservation = await reserve(budget, dailyTokens, budgetDay(now()), inputTokens + limit)
    if (reservation === undefined) {
      return { ...nothing, state: 'failed', fault: fault(step, 'budget', `the day's ${dailyTokens} tokens are spent`) }
    }

    const question = { ...messages, model, schemaName: shape.name, schema: shape.schema, outputTokens: limit }
    const climbed = climb(question, signal)
    const { sent, requests: calls } = await within(climbed, { sent: aborted, requests: 1 }, signal)
    if (sent.state === 'failed') {
      // An error costs nothing; without an answer nobody knows what was charged.
      await reservation.settle(sent.failure.kind === 'status' ? 0 : inputTokens + lostOutputTokens)
      return { ...nothing, calls, state: 'failed', fault: await faultOfFailure(step, sent.failure) }
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
      const asked = await askOnce(request, outputTokens * turn, signal)
      tokens = { in: tokens.in + asked.tokens.in, out: tokens.out + asked.tokens.out }
      calls += asked.calls
      const isLast = asked.state === 'answered' || !isWorthAnotherTry(asked.fault.code) || turn >= request.tries
      if (isLast) return { ...asked, tokens, calls, turns: turn }
    }
  }
}
