export type Alarm = {
  /** Sets the alarm to that time, unless it is set to an earlier one. */
  readonly set: (at: number) => void
  readonly clear: () => void
}

/** A timer that fires once, at the earliest time for which it was set since it last fired. */
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
