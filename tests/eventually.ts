import { vi } from 'vitest'
import { patience } from './patience.ts'

type Options = { readonly timeout?: number; readonly interval?: number }

/** Waits until `check` throws nothing. @throws its last error when the time is over. */
export const eventually = <Result>(check: () => Result | Promise<Result>, options: Options = {}): Promise<Result> =>
  vi.waitFor(check, { ...patience, ...options })
