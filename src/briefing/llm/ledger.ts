import type { Ask } from './ask.ts'
import type { Fault, Tokens } from '../record.ts'

/** Cost and faults of one briefing; `ask` is the given function that also records its cost. */
export type Ledger = {
  readonly ask: Ask
  readonly faults: Fault[]
  tokens(): Tokens
  calls(): number
}

/** Starts with the tokens that the stored answers cost. */
export const createLedger = (ask: Ask, spentBefore: Tokens): Ledger => {
  let tokens = spentBefore
  let calls = 0
  const faults: Fault[] = []
  return {
    async ask(request, signal) {
      const asked = await ask(request, signal)
      tokens = { in: tokens.in + asked.tokens.in, out: tokens.out + asked.tokens.out }
      calls += asked.calls
      if (asked.state === 'failed') faults.push(asked.fault)
      return asked
    },
    faults,
    tokens: () => tokens,
    calls: () => calls,
  }
}
