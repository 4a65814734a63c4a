// Replaces the dispatcher (see `preload/swap.ts`): the wire's history is trusted as late as Slack's.
import {
  createDispatcher as createReal,
  type Dispatcher,
  type DispatchOptions,
} from '../../../src/delivery/dispatch.ts'

const wireGraceMs = 10_000

export const createDispatcher = (options: DispatchOptions): Dispatcher =>
  createReal({ ...options, graceMs: { ...options.graceMs, web: wireGraceMs } })
