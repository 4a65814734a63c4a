import type { Card } from '../card/card.ts'
import type { Place } from '../subscriptions/place.ts'

export type { Card } from '../card/card.ts'
export type { Place } from '../subscriptions/place.ts'

/** The platform's own id of the posted message. */
export type Receipt = { readonly id: string }

/**
 * Posts cards. The same `key` never makes a second message. Only the `blocks` of a card are posted; its `thread`
 * is posted as a separate card, with the parent's receipt.
 *
 * All functions throw RetryableError if the platform is busy or cannot be reached (`notAccepted` if it certainly did not act),
 * GoneError if the place does not exist any more or refuses the bot, and RefusedError if it refuses this message.
 */
export interface Poster {
  /**
   * With `parent`: in the thread of that message, which is created if necessary. `checkLease` is called last before each
   * request that posts, after every wait; it throws if another sender may have the right to send now.
   */
  post(place: Place, card: Card, key: string, parent?: Receipt, checkLease?: () => void): Promise<Receipt>
  /** Looks for an uncertain post, which was not sent before `since` by our clock. */
  find(place: Place, key: string, parent?: Receipt, since?: Date): Promise<Receipt | undefined>
  /** Replaces the message of the receipt by the card; `key` is the key of the message. Repeating it has no further effect. */
  edit(place: Place, receipt: Receipt, card: Card, key: string, parent?: Receipt): Promise<void>
}
