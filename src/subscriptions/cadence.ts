import { z } from 'zod'

/** The days of a week as a cadence names them, Monday first. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

export type Weekday = (typeof weekdays)[number]

/** Monday to Friday. */
export const workdays: readonly Weekday[] = weekdays.slice(0, 5)

/** Saturday and Sunday. */
export const weekend: readonly Weekday[] = weekdays.slice(5)

/** Local times of a zone on some days of the week. */
export type Cadence = {
  /** At least one, each once, Monday first. */
  readonly days: readonly Weekday[]
  /** At least one `HH:MM`, 00:00 to 23:59, each once, the earliest first. */
  readonly times: readonly string[]
  /** An IANA name, or a fixed offset such as `+08:00`. */
  readonly zone: string
}

/** A cadence as stored. */
export const cadenceSchema: z.ZodType<Cadence> = z.object({
  days: z.array(z.enum(weekdays)).min(1),
  times: z.array(z.string()).min(1),
  zone: z.string(),
})

/** The days in the order of the week, without repetitions. */
export const inWeekOrder = (days: Iterable<Weekday>): Weekday[] => {
  const wanted = new Set(days)
  return weekdays.filter((day) => wanted.has(day))
}
