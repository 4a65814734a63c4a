// A broken outbox: what is uncertain is sent again without a look.
import * as real from '../../../src/delivery/settle.ts'

export * from '../../../src/delivery/settle.ts'

export const settleFailure: typeof real.settleFailure = (...given) => {
  const settled = real.settleFailure(...given)
  return settled.state === 'uncertain' ? { ...settled, state: 'due' } : settled
}
