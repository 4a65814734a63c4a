/** Answers that are begun in one round of the event loop: few enough that acknowledgements hardly wait for them. */
const mostAtOnce = 8

/**
 * Lets callers go on in order, a few in each round of the event loop. An answer is worked out without a pause, so without
 * this a burst of commands would be answered before the last of them is acknowledged; with one a round, everything else that the
 * program does in each round would delay the answers.
 */
export const createFairQueue = (): (() => Promise<void>) => {
  const waiting: (() => void)[] = []
  let isUnderWay = false
  const round = (): void => {
    for (const goOn of waiting.splice(0, mostAtOnce)) setImmediate(goOn)
    isUnderWay = waiting.length > 0
    if (isUnderWay) setImmediate(round)
  }
  return async () =>
    new Promise((resolve) => {
      waiting.push(resolve)
      if (isUnderWay) return
      isUnderWay = true
      setImmediate(round)
    })
}
