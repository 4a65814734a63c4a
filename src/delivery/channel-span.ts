import type { Span, Text } from '../card/card.ts'
import type { Place } from '../subscriptions/place.ts'

/** A place in words; a platform that knows the channel shows its name. */
export const channelSpan = ({ platform, channel, thread, isDirect }: Place): Span => {
  if (isDirect === true) return 'direct message'
  return platform === 'web' ? channel : { text: `#${thread ?? channel}`, channel: thread ?? channel }
}

/** A place in the middle of a sentence: `the channel #briefings`. */
export const placeWords = (place: Place): Text =>
  place.isDirect === true ? ['your direct messages'] : ['the channel ', channelSpan(place)]
