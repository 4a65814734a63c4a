import type { Person, Place } from '../../../src/commands/port.ts'
import { type Context, personOf, placeOf } from './context.ts'
import type { Press } from './payloads.ts'

/** A press of a button: by whom, where, and the button's value. */
export type Pressed = {
  readonly press: Press
  readonly tenant: string
  readonly place: Place
  readonly person: Person
  readonly value: string
  /** Identifies the message or view of the button, for actions that may happen only once. */
  readonly message: string
}

export const readPress = (context: Context, press: Press): Pressed => {
  const { user, channel, container, view } = press
  const tenant = press.team?.id ?? user.team_id ?? ''
  const place = placeOf(tenant, channel?.id, user.id)
  const where = container.message_ts ?? view?.id ?? press.trigger_id
  return {
    press,
    tenant,
    place,
    person: personOf(context, place, user.id, user.username ?? user.name),
    value: press.actions[0]?.value ?? '',
    message: `${tenant}:${channel?.id ?? ''}:${where}`,
  }
}
