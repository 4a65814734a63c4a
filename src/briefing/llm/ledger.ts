import type { Ask } from './ask.ts'
import type { Fault, Tokens } from '../record.ts'

/** What one briefing costs and what went wrong on the way; `ask` is the ask that it is given, with its price noted. */
export type Ledger = {
  readonly ask: Ask
  readonly faults: Fault[]
  tokens(): Tokens
  calls(): number
}

/** Begins with the tokens that kept answers have cost. */
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
