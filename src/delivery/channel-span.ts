import type { Span, Text } from '../card/card.ts'
import type { Place } from '../subscriptions/place.ts'
import { platforms } from '../subscriptions/platforms.ts'

/** A place in words; a platform that knows the channel shows its name. */
export const channelSpan = ({ platform, channel, thread, isDirect }: Place): Span => {
  if (isDirect === true) return 'direct message'
  return platform === 'web' ? channel : { text: `#${thread ?? channel}`, channel: thread ?? channel }
}

/** A place in the middle of a sentence: `the channel #briefings`. */
export const placeWords = (place: Place): Text =>
  place.isDirect === true ? ['your direct messages'] : ['the channel ', channelSpan(place)]

/** A place for readers on another platform, with the ids by which an operator finds it: `channel C1 (Slack, workspace T1)`. */
export const placeElsewhere = ({ platform, tenant, channel, thread, isDirect }: Place): string => {
  const name = `${isDirect === true ? 'the direct messages of' : 'channel'} ${thread ?? channel}`
  const facts = platforms[platform]
  return `${name} (${facts.name}${facts.tenant === undefined ? '' : `, ${facts.tenant} ${tenant}`})`
}
