import type { Card } from '../card/card.ts'
import type { Place } from '../subscriptions/place.ts'

export type { Card } from '../card/card.ts'
export type { Place } from '../subscriptions/place.ts'

/** The platform's own id of what was posted. */
export type Receipt = { readonly id: string }

/** Posts cards. The same `key` never yields a second message. */
export interface Poster {
  /**
   * @throws RetryableError the platform is busy or away; `notAccepted` says that it surely did not take the message.
   * @throws GoneError the place does not exist any more or refuses us.
   */
  post(place: Place, card: Card, key: string): Promise<Receipt>
  /** Did an uncertain post arrive? */
  find(place: Place, key: string): Promise<Receipt | undefined>
}
