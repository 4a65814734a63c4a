// A broken outbox: an uncertain post is sent again without looking for it.
import * as real from '../../../src/delivery/next-state.ts'

export * from '../../../src/delivery/next-state.ts'

export const afterFailure: typeof real.afterFailure = (...given) => {
  const settled = real.afterFailure(...given)
  return settled.state === 'uncertain' ? { ...settled, state: 'due' } : settled
}
