import type { Card } from '../card/card.ts'
import { problemCard } from '../card/problem-card.ts'

/** The answers to a button or form of an earlier version, or of a command that is not kept any more. */
export const expiredButton = problemCard('This button has expired. Type the command again, or /rsis help.')
export const expiredForm = problemCard('This form has expired. Open it again, or type /rsis help.')

/** The answer to a payload of a shape that we do not know; `platform`: its name. */
export const unreadable = (platform: string): Card =>
  problemCard(`${platform} sent something that this program cannot read. Type a command, or /rsis help.`)

/** The answer when the platform or the database failed on the way. */
export const failed = problemCard('Something went wrong on our side; it is recorded. Please try again in a minute.')
