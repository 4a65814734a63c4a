import { normaliseInput } from './normalise-input.ts'
import { countries, folded, ianaNames, largeCities, type NamedZone, wellKnown, zoneCities } from './zone-names.ts'

/** As many as a platform shows while a person types. */
const mostSuggested = 25

/** The zones offered before anything is typed: those where most readers of a Singapore institute are. */
const usual = [
  'Asia/Singapore',
  'Asia/Kuala_Lumpur',
  'Asia/Jakarta',
  'Asia/Bangkok',
  'Asia/Ho_Chi_Minh',
  'Asia/Manila',
  'Asia/Hong_Kong',
  'Asia/Shanghai',
  'Asia/Taipei',
  'Asia/Tokyo',
  'Asia/Seoul',
  'Asia/Kolkata',
  'Asia/Dubai',
  'Asia/Riyadh',
  'Australia/Sydney',
  'Pacific/Auckland',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Moscow',
  'America/New_York',
  'America/Chicago',
  'America/Los_Angeles',
  'UTC',
]

const printed = (name: string): string =>
  name.length <= 4 ? name.toUpperCase() : name.replaceAll(/\b\p{L}/gu, (letter) => letter.toUpperCase())

/** Every name of each zone; the first that fits is shown. */
const candidates: readonly NamedZone[] = [
  ...Object.entries(wellKnown).flatMap(([key, zones]) => zones.map((zone) => ({ name: printed(key), zone, key }))),
  ...[zoneCities, largeCities, countries].flat(),
  ...[...ianaNames].filter(([, zone]) => zone.includes('/')).map(([key, zone]) => ({ name: zone, zone, key })),
]

const fits = (begun: string): { readonly name: string; readonly zone: string }[] => [
  ...candidates.filter(({ key }) => key.startsWith(begun)),
  ...candidates.filter(({ key }) => key.includes(` ${begun}`)),
]

/** At most 25 zones to offer while a person types, the most likely first; `parseZone` accepts the `value`. */
export const suggestZones = (typed: string): { readonly label: string; readonly value: string }[] => {
  const begun = folded(normaliseInput(typed))
  const offered = new Map<string, string>()
  for (const { name, zone } of begun === '' ? usual.map((zone) => ({ name: zone, zone })) : fits(begun)) {
    if (offered.size < mostSuggested && !offered.has(zone)) offered.set(zone, name)
  }
  return [...offered].map(([zone, name]) => ({ label: name === zone ? zone : `${name}: ${zone}`, value: zone }))
}
