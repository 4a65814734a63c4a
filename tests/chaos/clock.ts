import { writeFileSync } from 'node:fs'

/** What the preload reads from the environment. */
export type ClockSettings = {
  /** The real instant at which the program's clock was right, in milliseconds. */
  readonly startedAt: number
  /** How many of the program's seconds pass in a real one. */
  readonly speed: number
  /** A file that contains how far the clock was set forward (or back) since, in milliseconds. */
  readonly jumpFile: string
}

/** Times from this length on may be limits on an answer, in milliseconds. */
const limitMs = 10_000
/** Such a limit gives a busy machine at least this long, in real milliseconds. */
const leastLimitMs = 1500

/** How long a span of the program's time lasts, in real milliseconds. */
export const realMs = (ms: number, speed: number): number =>
  ms < limitMs ? ms / speed : Math.max(ms / speed, Math.min(ms, leastLimitMs))

/**
 * The program's clock: so fast that minutes of waiting take seconds, the same in every process of a run, and set
 * forward and back on demand. Only the program uses it (see `preload/clock.ts`).
 */
export type Clock = {
  readonly speed: number
  readonly settings: ClockSettings
  /** What the program's clock shows, in milliseconds. */
  now(): number
  /** A span of the program's time in real milliseconds. */
  real(ms: number): number
  jump(ms: number): void
}

export const createClock = (speed: number, jumpFile: string): Clock => {
  const startedAt = Date.now()
  let jumped = 0
  writeFileSync(jumpFile, '0')
  return {
    speed,
    settings: { startedAt, speed, jumpFile },
    now: () => Math.floor(startedAt + (Date.now() - startedAt) * speed + jumped),
    real: (ms) => realMs(ms, speed),
    jump(ms) {
      jumped += ms
      writeFileSync(jumpFile, String(jumped))
    },
  }
}
