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
    const style = /\s(?:in )?(apa|mla|chicago|harvard|bibtex|ris)(?: style)?$/iu.exec(text)
    const { commentary } = await wantedCommentary(text.slice(0, style?.index ?? text.length), context)
    const note = `There is one style of citation; ${style?.[1]?.toUpperCase()} is not available.`
    return {
      context: contextLine(commentary),
      blocks: [
        ...(style === null ? [] : [{ type: 'text', text: [{ text: note, style: 'quiet' }] } as const]),
        { type: 'copy', text: citation(commentary) },
      ],
      commentaries: [commentary.id],
    }
  },
}
