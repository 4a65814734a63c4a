import type { PageFacts } from './page/facts.ts'
import type { Unreadable } from './page/read.ts'

/**
 * A commentary has some 8,000 characters, a monograph 400,000. Longer than this is a whole site or a log; to brief and show it
 * would keep the program busy for seconds, in which it answers nobody.
 */
const mostCharacters = 1_000_000

/** Why what was read is no commentary, where it is too long for one. */
export const tooLong = ({ sections }: PageFacts): Unreadable | undefined => {
  const characters = sections
    .flatMap(({ paragraphs }) => paragraphs)
    .reduce((sum, paragraph) => sum + paragraph.length, 0)
  return characters <= mostCharacters
    ? undefined
    : { state: 'unreadable', reason: 'too-long', detail: 'its text has more than a million characters: no commentary' }
}
