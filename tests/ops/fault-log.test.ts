import { expect, test, vi } from 'vitest'
import { createFaultLog } from '../../src/ops/fault-log.ts'

test('what happens to the database file is logged once, and again when it happens again', () => {
  const error = vi.fn<(text: string) => void>()
  let fault: string | undefined
  const look = createFaultLog(() => fault, { error } as never)
  const lookTwiceAt = (found: string | undefined): void => {
    fault = found
    look()
    look()
  }
  lookTwiceAt(undefined)
  expect(error).not.toHaveBeenCalled()
  lookTwiceAt('a was replaced')
  lookTwiceAt('a was deleted')
  lookTwiceAt(undefined)
  lookTwiceAt('a was deleted')
  expect(error.mock.calls).toEqual([['a was replaced'], ['a was deleted'], ['a was deleted']])
})
