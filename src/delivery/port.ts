import type { Card } from '../card/card.ts'
import type { Place } from '../subscriptions/place.ts'

export type { Card } from '../card/card.ts'
export type { Place } from '../subscriptions/place.ts'

/** The platform's own id of what was posted. */
export type Receipt = { readonly id: string }

/**
 * Posts cards. The same `key` never yields a second message. Of a card, its `blocks` are posted; what is in its `thread`
 * comes as a separate card, with the parent's receipt.
 *
 * All of these throw RetryableError where the platform is busy or away (`notAccepted` where it surely did not act),
 * GoneError where the place does not exist any more or refuses us, and RefusedError where it refuses this message.
 */
export interface Poster {
  /**
   * With `parent`: in the thread of that message, which is created if necessary. `checkLease` is called last before each
   * request that posts, after every wait; it throws where the right to send may have passed to another sender.
   */
  post(place: Place, card: Card, key: string, parent?: Receipt, checkLease?: () => void): Promise<Receipt>
  /** Did an uncertain post arrive? It was not sent before `since`, by our clock. */
  find(place: Place, key: string, parent?: Receipt, since?: Date): Promise<Receipt | undefined>
  /** Puts the card in the place of what `receipt` names; `key` is the message's own. Repeating it changes nothing more. */
  edit(place: Place, receipt: Receipt, card: Card, key: string, parent?: Receipt): Promise<void>
}
