import type { BriefedCommentary } from '../archive/port.ts'
import { dayOf, readSpan, type Span } from '../archive/query/dates.ts'
import { matches } from '../archive/query/matches.ts'
import { parseQuery } from '../archive/query/parse.ts'
import type { Query } from '../archive/query/tree.ts'
import { stemOf, tokensOf } from '../archive/query/words.ts'
import { findArchived, replaceByNotice } from '../archive/store/take-down.ts'
import type { Commentary } from '../commentary/commentary.ts'
import { enqueueEdits } from '../delivery/enqueue-edits.ts'
import { enqueueNoteEdits } from '../delivery/take-down.ts'
import { forgetShown, withdrawPosts } from '../delivery/store-take-down.ts'
import { UserError } from '../errors.ts'
import { forgetEntries } from '../feed/store-take-down.ts'
import type { Db } from '../store/connection.ts'
import { forgetAnswers } from '../store/forget.ts'

/** Selects commentaries; all given conditions must be met. */
export type Selection = {
  readonly ids: readonly string[]
  /** Words of a name, or the beginning of one with a star, as after `author:` in a search. */
  readonly author: string | undefined
  /** A topic, as after `topic:` in a search, or the part of the title before the colon. */
  readonly series: string | undefined
  /** Days, months, years, or words such as `last month`, as after `since:` and `until:` in a search; both included. */
  readonly from: string | undefined
  readonly to: string | undefined
}

/** What was deleted, and how many messages are edited to say so. */
export type TakenDown = { readonly id: string; readonly title: string; readonly messages: number }

/** The search that `field:"value"` means. @throws UserError, which names the option, if there is no word in the value. */
const searchFor = (option: string, field: 'author' | 'topic', value: string): Query => {
  const words = value.replaceAll(/["“”„‟«»″〝〞]/gu, ' ').trim()
  if (tokensOf(words).length === 0) throw new UserError(option, 'has no word in it', `e.g. ${option} cheang`)
  return parseQuery(`${field}:"${words}"`)
}

const daysOf = (option: string, typed: string, today: Span['first']): Span => {
  const span = readSpan(typed.trim(), today)
  if (span !== undefined) return span
  throw new UserError(option, `“${typed}” is not a date`, 'e.g. 2026-05-31, 2026-05, 2026, 30d or yesterday')
}

const stemsOf = (text: string): string => tokensOf(text).map(stemOf).join(' ')

/**
 * Whether a commentary meets the conditions, which are read as in a search.
 * @throws UserError if a condition cannot be read.
 */
const conditionOf = ({ ids, author, series, from, to }: Selection, now: Date): ((one: Commentary) => boolean) => {
  const today = dayOf(now)
  const first = from === undefined ? undefined : daysOf('--from', from, today).first.toString()
  const last = to === undefined ? undefined : daysOf('--to', to, today).last.toString()
  if (first !== undefined && last !== undefined && first > last)
    throw new UserError('--from', `${first} is later than --to ${last}`, 'swap them')
  const byAuthor = author === undefined ? undefined : searchFor('--author', 'author', author)
  const byTopic = series === undefined ? undefined : searchFor('--series', 'topic', series)
  const seriesStems = stemsOf(series ?? '')
  const wanted = new Set(ids.map((id) => id.toUpperCase()))
  return (one) => {
    const [head = ''] = one.title.split(':')
    const isOfSeries = byTopic === undefined || matches(byTopic, one) || stemsOf(head) === seriesStems
    const isInTime =
      (first === undefined && last === undefined) ||
      (one.published !== undefined && (first ?? '') <= one.published && one.published <= (last ?? '9999'))
    return (
      (wanted.size === 0 || wanted.has(one.id.toUpperCase())) &&
      (byAuthor === undefined || matches(byAuthor, one)) &&
      isOfSeries &&
      isInTime
    )
  }
}

/** The selected commentaries, oldest first. @throws UserError if a condition cannot be read. */
export const wantedToForget = (db: Db, selection: Selection, now: Date): Promise<Commentary[]> =>
  findArchived(db, conditionOf(selection, now))

/**
 * Takes a commentary down: deletes its text, title, authors, claims and quotes from every copy here (archive,
 * briefings, outbox, web channel, answers stored for sharing, the model's cache, the feed's entries), and has the messages
 * that showed it edited to say so. Its identity keys stay, so that no feed adds it again.
 */
export const takeDown = async (tx: Db, id: string, title: string, now: Date): Promise<TakenDown> => {
  const briefed: BriefedCommentary = await replaceByNotice(tx, id, now)
  await withdrawPosts(tx, id)
  const edited = (await enqueueEdits(tx, briefed, now)) + (await enqueueNoteEdits(tx, briefed, now))
  await forgetShown(tx, briefed)
  await forgetEntries(tx, id)
  await forgetAnswers(tx, id)
  return { id, title, messages: edited }
}
