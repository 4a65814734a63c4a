import { sql } from 'kysely'
import { textOf } from '../../commentary/commentary.ts'
import type { Db } from '../../store/connection.ts'
import { runBreak, topicMark } from '../search/match-expression.ts'
import { briefingSchema, commentarySchema } from './schemas.ts'
import { tokensOf } from '../query/words.ts'

/** The words of several runs of text, kept apart so that no phrase is found across their border. */
const column = (runs: readonly string[], mark = ''): string =>
  runs
    .map((run) =>
      tokensOf(run)
        .map((token) => `${mark}${token}`)
        .join(' '),
    )
    .join(` ${runBreak} `)

/**
 * Writes the commentary's row of the full-text index anew: title, authors (with the topics, under a mark of their own),
 * synopsis, claims, body. Does nothing for an id that is not known.
 */
export const indexCommentary = async (db: Db, id: string): Promise<void> => {
  const row = await db
    .selectFrom('commentaries')
    .leftJoin('briefings', (join) =>
      join
        .onRef('briefings.commentary_id', '=', 'commentaries.id')
        .onRef('briefings.revision', '=', 'commentaries.revision'),
    )
    .select(['number', 'commentary_json', 'briefing_json'])
    .where('commentaries.id', '=', id)
    .executeTakeFirst()
  if (row === undefined) return
  const commentary = commentarySchema.parse(JSON.parse(row.commentary_json))
  const claims = row.briefing_json === null ? [] : briefingSchema.parse(JSON.parse(row.briefing_json)).claims
  const { text, blocks } = textOf(commentary)
  const body = blocks.filter(({ kind }) => kind !== 'synopsis').map(({ start, end }) => text.slice(start, end))
  const authors = `${column(commentary.authors)} ${runBreak} ${column(commentary.categories, topicMark)}`
  await sql`delete from commentary_index where rowid = ${row.number}`.execute(db)
  await sql`insert into commentary_index (rowid, title, authors, synopsis, claims, body) values (${row.number},
    ${column([commentary.title])}, ${authors}, ${column([commentary.synopsis ?? ''])},
    ${column(claims.map((claim) => claim.text))}, ${column(body)})`.execute(db)
}
