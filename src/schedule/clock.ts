/** How often the wall clock is compared with the one that only goes forward, in milliseconds. */
const checkMs = 10_000
/** Smaller differences come from normal clock corrections, or from a busy machine. */
const smallestJumpMs = 10_000

/**
 * Calls `onJump` when the wall clock was set, with the difference in milliseconds, negative if it was set back. A
 * machine that slept counts as set forward.
 * @returns a function that ends the watch.
 */
export const watchClock = (onJump: (byMs: number) => void): (() => void) => {
  const ahead = (): number => Date.now() - performance.now()
  let before = ahead()
  const timer = setInterval(() => {
    const byMs = ahead() - before
    before = ahead()
    if (Math.abs(byMs) >= smallestJumpMs) onJump(byMs)
  }, checkMs).unref()
  return () => clearInterval(timer)
}
