import { parseQuery } from '../archive/query/parse.ts'
import { search } from '../archive/search/search.ts'
import { commentaryRow } from '../card/commentary-row.ts'
import { commentaryOption } from './options.ts'
import type { CommandDefinition } from './command.ts'
import { wantedCommentary } from './find-commentary.ts'

const mostShown = 5

/** The title as words alone: what a query's grammar would read as operators is taken away. */
const titleWords = (title: string): string => title.replaceAll(/[^\p{L}\p{N}\s]+/gu, ' ').toLowerCase()

/** What the archive holds on the same subject. */
export const related: CommandDefinition = {
  verb: 'related',
  synonyms: ['similar'],
  summary: 'Other commentaries on the same subject',
  options: [commentaryOption],
  examples: ['/rsis related CO20210'],
  async run(text, context) {
    const { commentary } = await wantedCommentary(text, context)
    const { hits } = await search(context.db, parseQuery(titleWords(commentary.title)), {
      limit: mostShown + 1,
      offset: 0,
    })
    const others = hits.filter((hit) => hit.commentary.id !== commentary.id).slice(0, mostShown)
    return {
      title: { text: others.length === 0 ? `Nothing related to ${commentary.id}` : `Related to ${commentary.id}` },
      blocks: others.map(({ commentary: other }, index) =>
        commentaryRow(other, { number: index + 1, text: other.synopsis === undefined ? undefined : [other.synopsis] }),
      ),
      commentaries: others.map((hit) => hit.commentary.id),
    }
  },
}
