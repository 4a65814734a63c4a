import { answerCalls } from '../../limits.ts'
import { parseListing } from './listing.ts'
import { parseFeed } from './parse.ts'
import type { Asked } from './in-thread.ts'

// The worker thread of `in-thread.ts`: receives a response, returns its entries.
answerCalls((asked) => {
  const { kind, ...answer } = asked as Asked
  return kind === 'feed' ? parseFeed(answer) : parseListing(answer)
})
