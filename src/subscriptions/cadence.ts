import { z } from 'zod'

/** The days of a week as a cadence names them, Monday first. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

export type Weekday = (typeof weekdays)[number]

/** Every day, Monday to Friday, or one day of each week. */
export type Days = 'daily' | 'weekdays' | Weekday

/** A wall-clock time on some days, as people of a zone live it. */
export type Cadence = {
  readonly days: Days
  /** `HH:MM`, 00:00 to 23:59. */
  readonly time: string
  /** An IANA name, or a fixed offset such as `+08:00`. */
  readonly zone: string
}

/** A cadence as stored. */
export const cadenceSchema: z.ZodType<Cadence> = z.object({
  days: z.enum(['daily', 'weekdays', ...weekdays]),
  time: z.string(),
  zone: z.string(),
})
