import { describeError } from '../../errors.ts'
import { createThreadTask } from '../../limits.ts'
import type { FeedAnswer, ParsedFeed } from './answer.ts'
import type { Step } from '../source.ts'

/** An answer, and what it should be. */
export type Asked = FeedAnswer & { readonly kind: Step['kind'] }

const parse = createThreadTask<ParsedFeed>(new URL('thread.ts', import.meta.url), {
  what: 'reading the feed',
  timeMs: 10_000,
  memoryMb: 256,
})

/**
 * The entries of a feed or listing, parsed in a thread of its own with 10 s and 256 MB, so that no answer, however it is
 * built, holds up the program or changes how the next one is read. Never throws.
 */
export const parseApart = async (asked: Asked): Promise<ParsedFeed> => {
  try {
    return await parse(asked)
  } catch (error) {
    return { state: 'not a feed', detail: describeError(error) }
  }
}
