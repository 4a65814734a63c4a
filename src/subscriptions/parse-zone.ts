import { distance } from 'fastest-levenshtein'
import { UserError } from '../errors.ts'
import { quoted, tidy } from './typed.ts'
import { countries, folded, ianaNames, largeCities, type NamedZone, wellKnown, zoneCities } from './zone-names.ts'

const example = 'Asia/Singapore'
const mostOffered = 4

const wrong = (problem: string, fix = `e.g. ${example}`): UserError => new UserError('Time zone', problem, fix)

/** `+08:00`, `UTC+8`, `gmt -3:30` as an offset zone; undefined for anything else. */
const offsetZone = (text: string, typed: string): string | undefined => {
  const match = /^(?:utc|gmt)?\s?([+-])(\d{1,2})(?::?(\d{2}))?$/u.exec(text)
  if (match === null) return undefined
  const [, sign, hours = '', minutes = '00'] = match
  const total = Number(hours) * 60 + Number(minutes)
  if (Number(minutes) > 59 || total > (sign === '-' ? 12 : 14) * 60) {
    throw wrong(`no place is ${quoted(typed)} from UTC`, 'give -12:00 to +14:00, e.g. +08:00')
  }
  return total === 0 ? 'UTC' : `${sign}${hours.padStart(2, '0')}:${minutes}`
}

/** Names that our tables lack (`Etc/GMT+5`), as this Node knows them. */
const inNode = (text: string): string | undefined => {
  if (!text.includes('/')) return undefined
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text.replaceAll(' ', '_') }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}

const zonesIn = (names: readonly NamedZone[], key: string): readonly string[] => [
  ...new Set(names.filter((named) => named.key === key).map(({ zone }) => zone)),
]

/** What the name can mean, by the kind of name that is likeliest meant. */
const zonesNamed = (key: string): readonly string[] => {
  if (Object.hasOwn(wellKnown, key)) return wellKnown[key] ?? []
  const iana = ianaNames.get(key)
  if (iana !== undefined) return [iana]
  return [zoneCities, largeCities, countries].map((names) => zonesIn(names, key)).find(({ length }) => length > 0) ?? []
}

const nearest = (typed: string): string => {
  let best = { zone: example, off: Number.POSITIVE_INFINITY }
  const iana = [...ianaNames].map(([key, zone]) => ({ key, zone }))
  for (const { key, zone } of [iana, zoneCities, largeCities, countries].flat()) {
    const off = distance(typed, key)
    if (off < best.off) best = { zone, off }
  }
  return best.zone
}

/**
 * The zone that a person means, as an IANA name or an offset: typed as such in any case, or by a city, a country with one
 * zone, a well-known abbreviation.
 * @throws UserError that asks which one where there are several, and names the nearest where there is none.
 */
export const parseZone = (typed: string): string => {
  const text = tidy(typed)
  if (text === '') throw wrong('say which one')
  const offset = offsetZone(text, typed)
  if (offset !== undefined) return offset
  const key = folded(text)
  const zones = zonesNamed(key)
  const [only = inNode(text)] = zones
  if (only === undefined) throw wrong(`${quoted(typed)} is not known`, `did you mean ${nearest(key)}? e.g. ${example}`)
  if (zones.length <= 1) return only
  const more = zones.length > mostOffered ? ' or another' : ''
  throw wrong(`${quoted(typed)} can be ${zones.slice(0, mostOffered).join(', ')}${more}`, `say which, e.g. ${only}`)
}
