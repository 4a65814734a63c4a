import type { Card, Field } from '../card/card.ts'
import { formatDate } from '../card/dates.ts'
import type { OwnFeed } from '../feed/store-feeds.ts'
import { healthOf, type SourceStatus } from '../ops/port.ts'
import { tenantKey } from '../subscriptions/place.ts'
import type { CommandContext } from './command.ts'
import type { Command } from './port.ts'

/** The `feed:` term that names this feed among the others; its host if that is unambiguous. */
export const fieldOf = ({ url }: Pick<OwnFeed, 'url'>, feeds: readonly Pick<OwnFeed, 'url'>[]): string => {
  const { hostname, pathname } = new URL(url)
  const isAlone = feeds.every((one) => one.url === url || new URL(one.url).hostname !== hostname)
  return `feed:${hostname.replace(/^www\./u, '')}${isAlone ? '' : pathname.replace(/\/$/u, '')}`
}

/** The answer for a workspace without feeds of its own. */
export const noFeeds = ({ feeds }: CommandContext): Card => ({
  title: { text: 'This workspace has added no feeds' },
  blocks: [
    { type: 'text', text: [`It may add ${feeds.most}, by the address of a feed or of a site:`] },
    { type: 'copy', text: '/rsis feeds add fulcrum.sg' },
  ],
  actions: [
    { label: 'Show starters', command: '/rsis feeds starters' },
    { label: 'What this channel gets', command: '/rsis list' },
  ],
})

const stateField = (feed: OwnFeed, feeds: readonly OwnFeed[], status: SourceStatus | undefined): Field => {
  const facts = [
    status === undefined ? 'read with the next poll' : status.state,
    status?.detail,
    fieldOf(feed, feeds),
    `by ${feed.addedBy.name}, ${formatDate(feed.addedAt.toISOString().slice(0, 10))}`,
  ].filter((fact) => fact !== undefined)
  const health = status === undefined ? 'waiting' : healthOf(status.state)
  return {
    label: feed.title,
    value: [{ text: feed.url, url: feed.url }, ` · ${facts.join(' · ')}`],
    state: health === 'waiting' ? 'warning' : health,
  }
}

/** The feeds of a workspace, each with its state. */
export const listed = async (context: CommandContext, { place }: Command): Promise<Card> => {
  const own = await context.feeds.list(tenantKey(place))
  if (own.length === 0) return noFeeds(context)
  const { sources } = await context.status(tenantKey(place))
  const fields = own.map((feed) =>
    stateField(
      feed,
      own,
      sources.find(({ id }) => id === feed.url),
    ),
  )
  return {
    title: { text: `Feeds of this workspace: ${own.length} of ${context.feeds.most}` },
    blocks: [{ type: 'fields', fields }],
    actions: [{ label: 'As OPML', command: '/rsis feeds export' }],
    isShareable: false,
  }
}
