import { editDistance } from '../../archive/search/edit-distance.ts'
import { UserError } from '../../errors.ts'
import { quoted, normaliseInput } from './normalise-input.ts'
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

/** Names that are not in our tables but in Node's, such as `Etc/GMT+5`. */
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

/** A person says `London time`; `eastern time` is itself the name of a zone. */
const withoutTime = (key: string): string => key.replace(/ (?:standard |daylight )?time$/u, '')

/** The zones that a name can mean, by the kind of name that is likeliest meant; an empty list for an unknown name. */
export const zonesNamed = (name: string): readonly string[] => {
  const key = folded(normaliseInput(name))
  for (const one of new Set([key, withoutTime(key)])) {
    if (Object.hasOwn(wellKnown, one)) return wellKnown[one] ?? []
    const iana = ianaNames.get(one)
    if (iana !== undefined) return [iana]
    const found = [zoneCities, largeCities, countries]
      .map((names) => zonesIn(names, one))
      .find(({ length }) => length > 0)
    if (found !== undefined) return found
  }
  return []
}

/** How many typing mistakes a name may have and still be recognised. */
const mostSlips = (name: string): number => (name.length < 5 ? 0 : name.length < 7 ? 1 : 2)

/** The zone whose name differs from what was typed by a typing mistake; undefined if no name is that close. */
export const nearestZone = (typed: string): { readonly zone: string; readonly slips: number } | undefined => {
  const key = withoutTime(folded(normaliseInput(typed)))
  const most = mostSlips(key)
  let best: { readonly zone: string; readonly slips: number } | undefined
  const iana = [...ianaNames].map(([name, zone]) => ({ key: name, zone }))
  for (const named of [iana, zoneCities, largeCities, countries].flat()) {
    const slips = editDistance(key, named.key, most)
    if (slips <= most && slips < (best?.slips ?? Number.POSITIVE_INFINITY)) best = { zone: named.zone, slips }
  }
  return best
}

/**
 * The zone that a person means, as an IANA name or an offset: typed as such in any case, or by a city, a country with one
 * zone, a well-known abbreviation.
 * @throws UserError: it asks which zone is meant if several fit, and suggests a similar name if none fits.
 */
export const parseZone = (typed: string): string => {
  const text = normaliseInput(typed)
  if (text === '') throw wrong('say which one')
  const offset = offsetZone(text, typed)
  if (offset !== undefined) return offset
  const zones = zonesNamed(text)
  const [only = inNode(text)] = zones
  if (only === undefined) {
    const near = nearestZone(text)
    throw wrong(`${quoted(typed)} is not known`, near === undefined ? `e.g. ${example}` : `did you mean ${near.zone}?`)
  }
  if (zones.length <= 1) return only
  const more = zones.length > mostOffered ? ' or another' : ''
  throw wrong(`${quoted(typed)} can be ${zones.slice(0, mostOffered).join(', ')}${more}`, `say which, e.g. ${only}`)
}
