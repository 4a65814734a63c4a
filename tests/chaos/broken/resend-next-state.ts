// A broken outbox: what is uncertain is sent again without a look.
import * as real from '../../../src/delivery/next-state.ts'

export * from '../../../src/delivery/next-state.ts'

export const afterFailure: typeof real.afterFailure = (...given) => {
  const settled = real.afterFailure(...given)
  return settled.state === 'uncertain' ? { ...settled, state: 'due' } : settled
}
