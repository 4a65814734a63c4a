import { showCard } from '../card/briefing-card.ts'
import { commentaryOption } from './options.ts'
import type { CommandDefinition } from './command.ts'
import { isNamed, wantedCommentary } from './find-commentary.ts'

/** The whole briefing of one commentary. */
export const show: CommandDefinition = {
  verb: 'show',
  synonyms: ['brief', 'open', 'read'],
  isOfArchive: true,
  summary: 'The synopsis and every key claim with its quote',
  options: [commentaryOption],
  examples: ['/rsis show latest', '/rsis show CO20210'],
  reads: (text) => text === '' || isNamed(text),
  async run(text, context) {
    const { commentary, briefing } = await wantedCommentary(text, context)
    return showCard(commentary, briefing)
  },
}
