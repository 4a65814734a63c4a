import { matches, namesFeedOf } from '../archive/query/matches.ts'
import { parseQuery } from '../archive/query/parse.ts'
import type { ArchivedCommentary, Commentary } from '../archive/port.ts'
import type { Db } from '../store/connection.ts'
import { tenantKey } from './place.ts'
import { allSubscriptions } from './store.ts'
import type { Subscription } from './subscription.ts'

/**
 * Whether the commentary passes the filter. An empty filter lets everything from the configured feeds through; a commentary that
 * came only from a feed that people added passes a filter that names this feed.
 */
export const passes = (
  filter: string,
  { commentary, isPublic }: Pick<ArchivedCommentary, 'commentary' | 'isPublic'>,
): boolean => {
  if (filter === '') return isPublic
  return isPublic ? matches(parseQuery(filter), commentary) : namesFeedOf(parseQuery(filter), commentary)
}

/** The subscriptions whose filter the commentary passes, paused ones included. */
export const matchingSubscriptions = async (db: Db, commentary: Commentary): Promise<Subscription[]> => {
  // Thousands of places share a few filters: each filter is evaluated once.
  const verdicts = new Map<string, boolean>()
  const isWanted = (filter: string): boolean => {
    const known = verdicts.get(filter)
    if (known !== undefined) return known
    const verdict = passes(filter, { commentary, isPublic: true })
    verdicts.set(filter, verdict)
    return verdict
  }
  return (await allSubscriptions(db)).filter(({ filter }) => isWanted(filter))
}

/**
 * The subscriptions that name a feed with the commentary, in workspaces that added this feed. `readers` are the
 * workspaces with those feeds.
 */
export const subscriptionsToOwnFeeds = async (
  db: Db,
  commentary: Commentary,
  readers: ReadonlyMap<string, readonly string[]>,
): Promise<Subscription[]> => {
  if (readers.size === 0) return []
  return (await allSubscriptions(db)).filter(({ place, filter }) => {
    const feeds = readers.get(tenantKey(place))
    return feeds !== undefined && passes(filter, { commentary: { ...commentary, feeds }, isPublic: false })
  })
}
