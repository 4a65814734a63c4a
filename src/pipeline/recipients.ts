import type { Commentary } from '../commentary/commentary.ts'
import { wasShownBefore } from '../feed/store-entries.ts'
import { owedReaders } from '../feed/store-feeds.ts'
import type { PendingEntry } from '../feed/store-reading.ts'
import type { Db } from '../store/connection.ts'
import { matchingSubscriptions, subscriptionsToOwnFeeds } from '../subscriptions/match.ts'
import type { Subscription } from '../subscriptions/subscription.ts'

export type Recipients = {
  /** Whether the source has shown the commentary before as another entry, so that this entry is not news. */
  readonly isNoNews: boolean
  /** The subscriptions to the configured sources. */
  readonly ofSources: readonly Subscription[]
  /** The subscriptions to feeds that a workspace added, in channels that `ofSources` does not reach. */
  readonly ofOwnFeeds: readonly Subscription[]
}

/** The subscriptions that get the commentary because of this entry; none if nothing of it could be read. */
export const recipientsOf = async (tx: Db, entry: PendingEntry, commentary: Commentary): Promise<Recipients> => {
  const isNoNews = entry.commentaryId === undefined && (await wasShownBefore(tx, entry, commentary.id))
  if (commentary.extent === 'none') return { isNoNews, ofSources: [], ofOwnFeeds: [] }
  const ofSources =
    entry.isAnnounced && !isNoNews
      ? (await matchingSubscriptions(tx, commentary)).filter((one) => isNewsFor(one, entry))
      : []
  const places = new Set(ofSources.map(({ placeKey }) => placeKey))
  const readers = await owedReaders(tx, entry.id, commentary.id)
  const ofOwnFeeds = (await subscriptionsToOwnFeeds(tx, commentary, readers)).filter(
    ({ placeKey }) => !places.has(placeKey),
  )
  return { isNoNews, ofSources, ofOwnFeeds }
}

/** What was in the first answer of a source is news only for subscriptions that were made before it was published. */
const isNewsFor = ({ createdAt }: Subscription, { isOfBaseline, entry: { publishedAt } }: PendingEntry): boolean =>
  !isOfBaseline || (publishedAt !== undefined && publishedAt.getTime() >= createdAt.getTime())
