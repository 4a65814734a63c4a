import type { BriefedCommentary } from '../archive/port.ts'
import { findCommentary, latestCommentaries } from '../archive/store/commentaries.ts'
import { normaliseId } from '../commentary/identity.ts'
import { UserError } from '../errors.ts'
import { passes } from '../subscriptions/match.ts'
import type { CommandContext } from './command.ts'

/**
 * The commentary that a person means by `CO20210`, `co20210`, `CO 20210` or the page's address.
 * @throws UserError when nothing is named, or nothing known by that name.
 */
export const wantedCommentary = async (text: string, context: CommandContext): Promise<BriefedCommentary> => {
  const { items } = await latestCommentaries(context.db, { limit: 1, offset: 0 })
  const newest = items[0]?.commentary.id
  const example = newest === undefined ? 'the archive is still empty' : `the newest is ${newest}`
  if (text === '') throw new UserError('Commentary', 'say which one', `e.g. CO20210; ${example}`)
  const archived = await findCommentary(context.db, normaliseId(text) ?? text)
  if (archived === undefined) {
    const shown = text.length > 60 ? `${text.slice(0, 60).toWellFormed()}…` : text
    throw new UserError('Commentary', `no commentary “${shown}” is known`, example)
  }
  const { briefing } = archived
  if (briefing === undefined) {
    throw new UserError('Commentary', `${archived.commentary.id} is being briefed`, 'ask again in a minute')
  }
  return { ...archived, briefing }
}

/** The newest that is briefed and that the filter lets through, of the last twenty. */
export const newestBriefed = async ({ db }: CommandContext, filter: string): Promise<BriefedCommentary | undefined> => {
  const { items } = await latestCommentaries(db, { limit: 20, offset: 0 })
  return items.find((item): item is BriefedCommentary => item.briefing !== undefined && passes(filter, item.commentary))
}
