import type { Card } from '../card/card.ts'
import { problemCard } from '../card/problem-card.ts'

/** The answers to a button or form of an earlier version, or of a command that is not kept any more. */
export const expiredButton = problemCard('Button: it has expired; type the command again, see /rsis help.')
export const expiredForm = problemCard('Form: it has expired; open it again, see /rsis help.')

/** The answer to a payload of a shape that we do not know; `platform`: its name. */
export const unreadable = (platform: string): Card =>
  problemCard(`${platform}: it sent something that I cannot read; type a command, see /rsis help.`)

/** The answer when the platform or the database failed on the way. */
export const failed = problemCard('Something went wrong on our side; it is recorded. Please try again in a minute.')
