import { matches } from '../archive/query/matches.ts'
import { parseQuery } from '../archive/query/parse.ts'
import type { Commentary } from '../archive/port.ts'
import type { Db } from '../store/connection.ts'
import { allSubscriptions } from './store.ts'
import type { Subscription } from './subscription.ts'

/** Whether the commentary passes the filter; an empty one passes everything. */
export const passes = (filter: string, commentary: Commentary): boolean =>
  filter === '' || matches(parseQuery(filter), commentary)

/** The subscriptions whose filter the commentary passes, those that are paused among them. */
export const matchingSubscriptions = async (db: Db, commentary: Commentary): Promise<Subscription[]> => {
  // Thousands of places share a few filters: each is held against the commentary once.
  const verdicts = new Map<string, boolean>()
  const isWanted = (filter: string): boolean => {
    const known = verdicts.get(filter)
    if (known !== undefined) return known
    const verdict = passes(filter, commentary)
    verdicts.set(filter, verdict)
    return verdict
  }
  return (await allSubscriptions(db)).filter(({ filter }) => isWanted(filter))
}
