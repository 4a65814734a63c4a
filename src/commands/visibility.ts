import { type Place, placeKey } from '../subscriptions/place.ts'
import type { Asker } from './port.ts'

/**
 * Whether an answer to this person may tell what a place receives, or that it is subscribed at all. This is the one rule
 * for every answer:
 * a direct message concerns its person alone; the operator, whose page is the web channel, knows every other place;
 * nobody may know of a place of another workspace; in their own, a person may know of the place they are in, the ones open to
 * every member and, where they manage the whole workspace, all.
 */
export const mayKnow = async (place: Place, { place: here, person }: Asker): Promise<boolean> => {
  const isSameTenant = place.platform === here.platform && place.tenant === here.tenant
  if (place.isDirect === true) return isSameTenant && place.channel === person.id
  if (here.platform === 'web') return true
  if (!isSameTenant) return false
  // The cheapest question comes first: the platform has already said that they are where they ask; managers are looked up last.
  const ways = [async () => person.mayManageAll(), async () => person.mayRead(place)]
  const [first, second] = placeKey(place) === placeKey(here) ? ways.toReversed() : ways
  return (await first?.()) === true || (await second?.()) === true
}

/** The items that belong to places which this person may know of; each place is checked once. */
export const knownTo = async <Item>(
  items: readonly Item[],
  placeOf: (item: Item) => Place | undefined,
  asker: Asker,
): Promise<Item[]> => {
  const verdicts = new Map<string, boolean>()
  const known: Item[] = []
  for (const item of items) {
    const place = placeOf(item)
    if (place === undefined) continue
    const key = placeKey(place)
    const verdict = verdicts.get(key) ?? (await mayKnow(place, asker))
    verdicts.set(key, verdict)
    if (verdict) known.push(item)
  }
  return known
}
