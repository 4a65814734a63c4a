const hourMs = 3_600_000

const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  formats.set(zone, format)
  return format
}

/** The local time of the zone, according to Node's own calendar. */
export const wallClock = (instant: Date, zone: string): { date: string; time: string } => {
  const [date = '', time = ''] = formatOf(zone).format(instant).split(' ')
  return { date, time }
}

/** How far local time is ahead of UTC, in milliseconds. */
const offsetMs = (instant: number, zone: string): number => {
  const { date, time } = wallClock(new Date(instant), zone)
  return Date.parse(`${date}T${time}Z`) - instant
}

/** When the clock changes between two instants, to the minute. */
export const clockChanges = (zone: string, from: Date, to: Date): Date[] => {
  const changes: Date[] = []
  for (let hour = from.getTime(); hour < to.getTime(); hour += hourMs) {
    const before = offsetMs(hour, zone)
    if (offsetMs(hour + hourMs, zone) === before) continue
    let change = hour
    while (offsetMs(change, zone) === before) change += 60_000
    changes.push(new Date(change))
  }
  return changes
}

/** Every date that exists in the zone, from the first to the last. */
export const localDates = (zone: string, first: string, last: string): string[] => {
  const dates = new Set<string>()
  const end = Date.parse(`${last}T00:00Z`) + 48 * hourMs
  for (let hour = Date.parse(`${first}T00:00Z`) - 48 * hourMs; hour < end; hour += 6 * hourMs) {
    dates.add(wallClock(new Date(hour), zone).date)
  }
  return [...dates].filter((date) => date >= first && date <= last)
}
