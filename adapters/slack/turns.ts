/**
 * Gives each caller a turn of the event loop of its own, in order. An answer is worked out without a pause, so without
 * this a burst of commands would be answered before the last of them is acknowledged.
 */
export const createTurns = (): (() => Promise<void>) => {
  const waiting: (() => void)[] = []
  const next = (): void => {
    waiting.shift()?.()
    if (waiting.length > 0) setImmediate(next)
  }
  return async () =>
    new Promise((resolve) => {
      waiting.push(resolve)
      if (waiting.length === 1) setImmediate(next)
    })
}
