import { muteUntil } from '../../subscriptions/mute-until.ts'
import { isSchedule } from '../../subscriptions/schedule/parse-schedule.ts'

/** Whether words say how long or until when to be silent, be it in a way that is not possible. */
export const saysUntil = (text: string): boolean =>
  muteUntil(text, new Date(), 'UTC') !== undefined ||
  /^(?:(?:until|till|til) (?:(?!,| and | then ).)+|tomorrow|next (?:week|month|\p{L}+day)|forever|indefinitely)$/iu.test(
    text,
  )

/** Whether words say when, how often or how long, and nothing else, so that nothing to read is named. */
export const saysTime = (text: string): boolean =>
  isSchedule(text) || saysUntil(text) || isSchedule(/^(?:after|before|by|from) (.+)$/iu.exec(text)?.[1] ?? '')
