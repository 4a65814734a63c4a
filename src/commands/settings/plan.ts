import { subscriptionsOf } from '../../subscriptions/store.ts'
import { operatorPlaces } from '../../subscriptions/store-operators.ts'
import { type Place, placeKey, tenantKey } from '../../subscriptions/place.ts'
import type { CommandContext } from '../command.ts'
import { sameQuery } from '../describe-subscription.ts'
import { type ChannelSettings, feedAddresses, type Settings, settingsOf } from './file.ts'

/** A change as a line after `/rsis`, and the state before it. */
export type Change = { readonly line: string; readonly before: string | undefined }

/** The channel of a place, in the form of the file. */
export const channelName = ({ channel, thread }: Place): string =>
  thread === undefined ? channel : `${channel}/${thread}`

/** The present settings of a channel. */
export const currentSettings = async ({ db, now }: CommandContext, place: Place): Promise<ChannelSettings> => {
  const key = placeKey(place)
  const hasAlerts = (await operatorPlaces(db)).some((one) => placeKey(one) === key)
  return settingsOf(channelName(place), await subscriptionsOf(db, place), { hasAlerts, now: now() })
}

/** The changes that give a channel what the file says; everything else that it has stays. */
export const channelChanges = (wanted: ChannelSettings, has: ChannelSettings, now: Date): readonly Change[] => {
  const { subscribe, watches, mutedUntil, hasAlerts } = wanted
  const isMuteNew = mutedUntil !== undefined && mutedUntil > now && mutedUntil.getTime() !== has.mutedUntil?.getTime()
  return [
    ...(subscribe === undefined || subscribe === has.subscribe
      ? []
      : [{ line: `subscribe ${subscribe}`, before: has.subscribe && `subscribe ${has.subscribe}` }]),
    ...watches
      .filter((query) => !has.watches.some((one) => sameQuery(one, query)))
      .map((query) => ({ line: `watch add ${query}`, before: undefined })),
    ...(isMuteNew
      ? [
          {
            line: `mute until ${mutedUntil.toISOString()}`,
            before: has.mutedUntil && `mute until ${has.mutedUntil.toISOString()}`,
          },
        ]
      : []),
    ...(hasAlerts && !has.hasAlerts ? [{ line: 'alerts here', before: undefined }] : []),
  ]
}

/** The feeds in the file that the workspace does not have. */
export const feedChanges = async (
  { feeds: wanted }: Settings,
  { feeds }: CommandContext,
  place: Place,
): Promise<readonly Change[]> => {
  const has = feedAddresses(await feeds.list(tenantKey(place)))
  return wanted.filter((url) => !has.includes(url)).map((url) => ({ line: `feeds add ${url}`, before: undefined }))
}
