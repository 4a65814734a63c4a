export type Alarm = {
  /** Rings at that time, unless it is set to ring earlier. */
  readonly set: (at: number) => void
  readonly clear: () => void
}

/** Rings once at the earliest of the times for which it was set since it rang last. */
export const createAlarm = (ring: () => void, now: () => number): Alarm => {
  let timer: NodeJS.Timeout | undefined
  let ringsAt = Number.POSITIVE_INFINITY
  const clear = (): void => {
    clearTimeout(timer)
    ringsAt = Number.POSITIVE_INFINITY
  }
  return {
    set(at) {
      if (at >= ringsAt) return
      clear()
      ringsAt = at
      timer = setTimeout(
        () => {
          clear()
          ring()
        },
        Math.max(at - now(), 0),
      )
    },
    clear,
  }
}
