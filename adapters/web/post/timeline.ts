import type { Card, Place } from '../../../src/delivery/port.ts'

/** A stored message of the web channel. */
export type TimelinePost = {
  /** A number that grows with every post; it is the receipt's id. */
  readonly number: number
  readonly key: string
  readonly card: Card
  readonly postedAt: Date
}

/** The durable list of the web channel's messages, which the other chat platforms keep themselves. */
export interface Timeline {
  /** Adds the post unless its key exists; `isNew` says whether it was added. */
  append(post: {
    key: string
    place: Place
    card: Card
    postedAt: Date
    /** The number of the post in whose thread it belongs. */
    parent: number | undefined
  }): Promise<{ readonly number: number; readonly isNew: boolean }>
  /** Replaces the card of the post with this number. */
  replace(number: number, card: Card): Promise<void>
  /** The post with this number and its thread; for a reply, the post that it belongs to. */
  read(number: number): Promise<TimelinePost | undefined>
  find(key: string): Promise<{ readonly number: number } | undefined>
  /** Newest first; `before` is the number of the last post that was seen. */
  list(options: { before?: number; limit: number }): Promise<readonly TimelinePost[]>
}
