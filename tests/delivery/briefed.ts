import { saveBriefing } from '../../src/archive/store/briefings.ts'
import { findCommentary } from '../../src/archive/store/commentaries.ts'
import { saveCommentary } from '../../src/archive/store/save-commentary.ts'
import type { Briefing, Claim, Commentary } from '../../src/archive/port.ts'
import { textOf } from '../../src/commentary/commentary.ts'
import { enqueuePosts } from '../../src/delivery/enqueue.ts'
import type { Schema } from '../../src/store/schema.ts'
import type { Db } from '../../src/store/connection.ts'
import { matchingSubscriptions } from '../../src/subscriptions/match.ts'
import type { Kysely } from 'kysely'
import { makeCommentary } from '../archive/make-archive.ts'

/** A briefing whose claims are the sentences of the commentary’s first paragraph. */
export const briefingOf = (commentary: Commentary): Briefing => {
  const { text } = textOf(commentary)
  const sentences = commentary.sections[0]?.paragraphs[0]?.match(/[^.]+\./gu)?.map((one) => one.trim()) ?? []
  const claims = sentences.map((sentence): Claim => {
    const start = text.indexOf(sentence)
    return {
      text: sentence,
      origin: 'extract',
      kind: 'assessment',
      holder: { type: 'author' },
      quote: { text: sentence, start, end: start + sentence.length },
      section: undefined,
    }
  })
  const synopsis = { source: 'extract', text: sentences[0] ?? 'Nothing.', quotes: [] } as const
  return { engine: 'extractive', version: '1', synopsis, claims }
}

/** A commentary after it was read and briefed. */
export const archive = async (db: Db, fields: Partial<Commentary> & { id: string }, now: Date) => {
  const commentary = makeCommentary({ title: `About ${fields.id}`, published: '2026-11-24', ...fields })
  const { kept } = await saveCommentary(db, { commentary, keys: [`id:${fields.id}`], now })
  const { revision } = kept
  const { id } = kept.commentary
  await saveBriefing(db, { id, revision, briefing: briefingOf(commentary) }, now)
  const archived = await findCommentary(db, id)
  if (archived?.briefing === undefined) throw new Error(`${id} was not briefed`)
  return { ...archived, briefing: archived.briefing }
}

/** Adds a new commentary and enqueues it for every subscription. @returns for how many places. */
export const appear = async (
  db: Kysely<Schema>,
  fields: Partial<Commentary> & { id: string },
  now: Date,
  isCatchUp = false,
): Promise<number> =>
  db.transaction().execute(async (tx) => {
    const briefed = await archive(tx, fields, now)
    return enqueuePosts(tx, briefed, await matchingSubscriptions(tx, briefed.commentary), { isCatchUp, now })
  })
