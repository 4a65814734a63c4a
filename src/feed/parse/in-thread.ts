import { describeError } from '../../errors.ts'
import { createThreadTask } from '../../limits.ts'
import type { FeedAnswer, ParsedFeed } from './answer.ts'
import type { Step } from '../source.ts'

/** A response, and what it is expected to be. */
export type Asked = FeedAnswer & { readonly kind: Step['kind'] }

const parse = createThreadTask<ParsedFeed>(new URL('thread.ts', import.meta.url), {
  what: 'reading the feed',
  timeMs: 10_000,
  memoryMb: 256,
})

/**
 * The entries of a feed or listing, parsed in a thread of its own with limits of 10 s and 256 MB, so that no response
 * can block the program or change how the next one is read. Never throws.
 */
export const parseInThread = async (asked: Asked): Promise<ParsedFeed> => {
  try {
    return await parse(asked)
  } catch (error) {
    return { state: 'not a feed', detail: describeError(error) }
  }
}
