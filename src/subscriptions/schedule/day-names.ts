import { type Weekday, weekdays, weekend, workdays } from '../cadence.ts'

/** The days in full, as people write them. */
export const dayNames: Readonly<Record<Weekday, string>> = {
  mon: 'monday',
  tue: 'tuesday',
  wed: 'wednesday',
  thu: 'thursday',
  fri: 'friday',
  sat: 'saturday',
  sun: 'sunday',
}

/** A day by at least its first three letters: `mon`, `thurs`, `Fridays`. */
export const weekdayOf = (word: string): Weekday | undefined => {
  const singular = word.length > 3 && word.endsWith('s') && word !== 'tues' ? word.slice(0, -1) : word
  return singular.length < 3
    ? undefined
    : weekdays.find((day) => dayNames[day].startsWith(singular) || word === `${day}s`)
}

/** From one day to another, past the end of the week if necessary: Sunday to Thursday is the Gulf's working week. */
export const dayRange = (from: Weekday, to: Weekday): Weekday[] => {
  const start = weekdays.indexOf(from)
  const length = ((weekdays.indexOf(to) - start + 7) % 7) + 1
  return Array.from({ length }, (_, step) => weekdays[(start + step) % 7] ?? from)
}

/** Names of several days at once. */
export const dayGroups: readonly (readonly [pattern: RegExp, days: readonly Weekday[]])[] = [
  [/(?:work(?:ing)? ?|business |week ?)days?(?!\p{L})/uy, workdays],
  [/week ?ends?(?!\p{L})/uy, weekend],
  [/m-f(?!\p{L})/uy, workdays],
  [/mwf(?!\p{L})/uy, ['mon', 'wed', 'fri']],
  [/tu?th(?!\p{L})/uy, ['tue', 'thu']],
]
