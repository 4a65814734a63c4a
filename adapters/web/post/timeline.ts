import type { Card, Place } from '../../../src/delivery/port.ts'

/** A message of the web channel, as it is kept. */
export type TimelinePost = {
  /** Grows with every post; the receipt's id. */
  readonly number: number
  readonly key: string
  readonly card: Card
  readonly postedAt: Date
}

/** The durable list of the web channel's messages: what a chat platform keeps for the other adapters. */
export interface Timeline {
  /** Adds the post unless its key is there already; `isNew` tells which. */
  append(post: {
    key: string
    place: Place
    card: Card
    postedAt: Date
    /** The number of the post in whose thread it goes. */
    parent: number | undefined
  }): Promise<{ readonly number: number; readonly isNew: boolean }>
  /** Puts the card in the place of the one with this number. */
  replace(number: number, card: Card): Promise<void>
  /** The post of the channel with this number, with its thread; of a reply, the post that it belongs to. */
  read(number: number): Promise<TimelinePost | undefined>
  find(key: string): Promise<{ readonly number: number } | undefined>
  /** Newest first; `before` is the number of the last post that was seen. */
  list(options: { before?: number; limit: number }): Promise<readonly TimelinePost[]>
}
