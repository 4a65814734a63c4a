import type { PageFacts } from './page/facts.ts'
import type { Unreadable } from './page/read.ts'

/**
 * A commentary has some 8,000 characters, a monograph 400,000. A longer text is a whole site or a log; to brief and
 * show it would block the program for seconds.
 */
const mostCharacters = 1_000_000

/** Why the text is too long to be a commentary; undefined if it is not. */
export const tooLong = ({ sections }: PageFacts): Unreadable | undefined => {
  const characters = sections
    .flatMap(({ paragraphs }) => paragraphs)
    .reduce((sum, paragraph) => sum + paragraph.length, 0)
  return characters <= mostCharacters
    ? undefined
    : { state: 'unreadable', reason: 'too-long', detail: 'its text has more than a million characters: no commentary' }
}
