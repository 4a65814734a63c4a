import { citation, contextLine } from '../card/credit.ts'
import { commentaryOption } from './options.ts'
import type { CommandDefinition } from './command.ts'
import { wantedCommentary } from './find-commentary.ts'

/** A citation to paste. */
export const cite: CommandDefinition = {
  verb: 'cite',
  synonyms: ['citation'],
  summary: 'A citation line to paste',
  options: [commentaryOption],
  examples: ['/rsis cite CO20210'],
  async run(text, context) {
    const { commentary } = await wantedCommentary(text, context)
    return {
      context: contextLine(commentary),
      blocks: [{ type: 'copy', text: citation(commentary) }],
      commentaries: [commentary.id],
    }
  },
}
