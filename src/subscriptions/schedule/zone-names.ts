import { rawTimeZones } from '@vvo/tzdb'

/** A zone under one of its names; `key` is the name in the form that is compared. */
export type NamedZone = { readonly name: string; readonly zone: string; readonly key: string }

/** How names are compared: without accents, case and punctuation. */
export const folded = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}/+-]+/gu, ' ')
    .trim()

const named = (name: string, zone: string): NamedZone => ({ name, zone, key: folded(name) })

/** A name such as `Asia/Calcutta` names a place; `PRC`, `US/Eastern` and `EST5EDT` do not. */
const saysWhere = /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\//u

/** Every IANA name, current or deprecated, by its folded form. */
export const ianaNames: ReadonlyMap<string, string> = new Map(
  [
    ['UTC', 'UTC'] as const,
    ...rawTimeZones.flatMap(({ name, group }) =>
      [...group, name].map((alias) => [alias, saysWhere.test(alias) ? alias : name] as const),
    ),
  ].map(([alias, zone]) => [folded(alias), zone]),
)

const lastPart = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')

/** Cities after which a zone is named. */
export const zoneCities: readonly NamedZone[] = rawTimeZones.flatMap(({ name: zone, group }) =>
  [zone, ...group.filter((alias) => saysWhere.test(alias))].map((alias) => named(lastPart(alias), alias)),
)

/** Large cities with their zones. */
export const largeCities: readonly NamedZone[] = rawTimeZones.flatMap(({ name: zone, mainCities }) =>
  mainCities.map((name) => named(name, zone)),
)

/** Countries, once for each of their zones. */
export const countries: readonly NamedZone[] = rawTimeZones.map(({ name, countryName }) => named(countryName, name))

/** Names that people use and no table has. Those with more than one zone mean different zones in different places. */
export const wellKnown: Readonly<Record<string, readonly string[]>> = {
  'abu dhabi': ['Asia/Dubai'],
  acdt: ['Australia/Adelaide'],
  acst: ['Australia/Adelaide', 'Australia/Darwin'],
  aedt: ['Australia/Sydney'],
  aest: ['Australia/Sydney', 'Australia/Brisbane'],
  ast: ['America/Halifax', 'America/Puerto_Rico', 'Asia/Riyadh'],
  australia: ['Australia/Sydney', 'Australia/Brisbane', 'Australia/Adelaide', 'Australia/Perth'],
  awst: ['Australia/Perth'],
  bali: ['Asia/Makassar'],
  bangalore: ['Asia/Kolkata'],
  beijing: ['Asia/Shanghai'],
  bern: ['Europe/Zurich'],
  bonn: ['Europe/Berlin'],
  boston: ['America/New_York'],
  brasilia: ['America/Sao_Paulo'],
  britain: ['Europe/London'],
  brussels: ['Europe/Brussels'],
  bst: ['Europe/London', 'Asia/Dhaka'],
  canberra: ['Australia/Sydney'],
  cat: ['Africa/Maputo'],
  cdt: ['America/Chicago', 'America/Havana'],
  cebu: ['Asia/Manila'],
  central: ['America/Chicago'],
  'central time': ['America/Chicago'],
  cest: ['Europe/Berlin'],
  cet: ['Europe/Berlin'],
  chennai: ['Asia/Kolkata'],
  cst: ['America/Chicago', 'Asia/Shanghai', 'America/Havana'],
  dc: ['America/New_York'],
  delhi: ['Asia/Kolkata'],
  doha: ['Asia/Qatar'],
  eastern: ['America/New_York'],
  'eastern time': ['America/New_York'],
  eat: ['Africa/Nairobi'],
  edinburgh: ['Europe/London'],
  edt: ['America/New_York'],
  eest: ['Europe/Athens'],
  eet: ['Europe/Athens'],
  england: ['Europe/London'],
  est: ['America/New_York', 'America/Panama'],
  et: ['America/New_York'],
  frankfurt: ['Europe/Berlin'],
  geneva: ['Europe/Zurich'],
  gmt: ['UTC'],
  gst: ['Asia/Dubai', 'Pacific/Guam'],
  gulf: ['Asia/Dubai', 'Asia/Riyadh', 'Asia/Qatar'],
  hanoi: ['Asia/Ho_Chi_Minh'],
  hk: ['Asia/Hong_Kong'],
  hkt: ['Asia/Hong_Kong'],
  hst: ['Pacific/Honolulu'],
  ict: ['Asia/Bangkok'],
  indonesia: ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'],
  islamabad: ['Asia/Karachi'],
  ist: ['Asia/Kolkata', 'Asia/Jerusalem', 'Europe/Dublin'],
  jst: ['Asia/Tokyo'],
  kl: ['Asia/Kuala_Lumpur'],
  ksa: ['Asia/Riyadh'],
  kst: ['Asia/Seoul'],
  la: ['America/Los_Angeles'],
  mdt: ['America/Denver'],
  mmt: ['Asia/Yangon'],
  mountain: ['America/Denver'],
  'mountain time': ['America/Denver'],
  msk: ['Europe/Moscow'],
  mst: ['America/Denver', 'America/Phoenix', 'Asia/Kuala_Lumpur'],
  myt: ['Asia/Kuala_Lumpur'],
  naypyidaw: ['Asia/Yangon'],
  'new delhi': ['Asia/Kolkata'],
  npt: ['Asia/Kathmandu'],
  ny: ['America/New_York'],
  nyc: ['America/New_York'],
  nzdt: ['Pacific/Auckland'],
  nzst: ['Pacific/Auckland'],
  pacific: ['America/Los_Angeles'],
  'pacific time': ['America/Los_Angeles'],
  pdt: ['America/Los_Angeles'],
  penang: ['Asia/Kuala_Lumpur'],
  pht: ['Asia/Manila'],
  pkt: ['Asia/Karachi'],
  pst: ['America/Los_Angeles', 'Asia/Manila'],
  pt: ['America/Los_Angeles'],
  putrajaya: ['Asia/Kuala_Lumpur'],
  sast: ['Africa/Johannesburg'],
  seattle: ['America/Los_Angeles'],
  sf: ['America/Los_Angeles'],
  sg: ['Asia/Singapore'],
  sgt: ['Asia/Singapore'],
  shenzhen: ['Asia/Shanghai'],
  sst: ['Asia/Singapore', 'Pacific/Pago_Pago'],
  uae: ['Asia/Dubai'],
  uk: ['Europe/London'],
  'united states': ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'],
  us: ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'],
  'us central': ['America/Chicago'],
  'us eastern': ['America/New_York'],
  'us mountain': ['America/Denver'],
  'us pacific': ['America/Los_Angeles'],
  usa: ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'],
  washington: ['America/New_York', 'America/Los_Angeles'],
  'washington d c': ['America/New_York'],
  'washington dc': ['America/New_York'],
  wib: ['Asia/Jakarta'],
  wit: ['Asia/Jayapura'],
  wita: ['Asia/Makassar'],
  z: ['UTC'],
}
