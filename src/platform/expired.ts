import { problemCard } from '../card/problem-card.ts'

/** The answers to a button or form of an earlier version, or of a command that is not kept any more. */
export const expiredButton = problemCard('Button: it has expired; type the command again, see /rsis help.')
export const expiredForm = problemCard('Form: it has expired; open it again, see /rsis help.')
