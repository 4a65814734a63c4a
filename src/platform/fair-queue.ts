/** How many answers begin in one turn of the event loop: few enough that acknowledgements hardly wait for them. */
const mostAtOnce = 8

/**
 * Lets callers continue in order, a few in each turn of the event loop. An answer is computed without a pause, so without
 * this a burst of commands would be answered before the last of them is acknowledged; with only one in each turn, the other work of the
 * program would delay the answers.
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
