import { relatedTo } from '../archive/search/related.ts'
import { synopsisRow } from '../card/commentary-row.ts'
import { shortName } from '../card/credit.ts'
import { commentaryOption } from './options.ts'
import type { CommandDefinition } from './command.ts'
import { isNamed, wantedCommentary } from './find-commentary.ts'

const mostShown = 5

/** Commentaries of the archive about the same subject. */
export const related: CommandDefinition = {
  verb: 'related',
  synonyms: ['similar'],
  isOfArchive: true,
  summary: 'Other commentaries on the same subject',
  options: [commentaryOption],
  examples: ['/rsis related latest', '/rsis related CO20210'],
  reads: (text) => text === '' || isNamed(text),
  async run(text, context) {
    const { commentary } = await wantedCommentary(text, context)
    const others = await relatedTo(context.db, commentary.id, mostShown)
    return {
      title: { text: `${others.length === 0 ? 'Nothing related' : 'Related'} to ${shortName(commentary)}` },
      blocks: others.map((other, index) => synopsisRow(other, index + 1)),
      commentaries: others.map(({ commentary: other }) => other.id),
    }
  },
}
