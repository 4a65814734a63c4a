import type { Card } from '../card/card.ts'
import type { Place } from '../subscriptions/place.ts'

export type { Card } from '../card/card.ts'
export type { Place } from '../subscriptions/place.ts'

/** What a person typed: `text` is everything behind `/rsis`, as it came. */
export type Command = {
  readonly text: string
  readonly place: Place
  readonly person: string
}

/** Hears commands. It acknowledges at once; the answer may come later. `handle` never rejects. */
export interface Receiver {
  start(handle: (command: Command) => Promise<Card>): Promise<void>
  stop(): Promise<void>
}
