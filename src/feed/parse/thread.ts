import { answerCalls } from '../../limits.ts'
import { parseListing } from './listing.ts'
import { parseFeed } from './parse.ts'
import type { Asked } from './apart.ts'

// The thread of `parse-apart.ts`: gets an answer, gives its entries.
answerCalls((asked) => {
  const { kind, ...answer } = asked as Asked
  return kind === 'feed' ? parseFeed(answer) : parseListing(answer)
})
