import { countWords } from '../text/words.ts'
import { splitSentences } from '../text/sentences.ts'
import { fault } from './check.ts'
import type { Finding } from './check.ts'

const fewestWords = 3
const mostWords = 35
const mostCharacters = 260
const longestHolder = 100

/** A claim is one sentence of 3-35 words and at most 260 characters. */
export const checkShape = (claim: string): Finding[] => {
  const text = claim.trim()
  if (text.length > mostCharacters || countWords(text) > mostWords)
    return [fault('SHAPE', 'is too long; write at most 30 words')]
  if (countWords(text) < fewestWords || !/\p{L}/u.test(text))
    return [fault('SHAPE', 'is no sentence; write one statement')]
  if (text.includes('\n') || splitSentences(text).length > 1)
    return [fault('SHAPE', 'is more than one sentence; write one statement')]
  return []
}

/** A holder is a name or the words for a kind of people: 100 characters at most, no sentence. */
export const checkHolderShape = (holder: string): Finding[] =>
  holder.length > longestHolder
    ? [fault('SHAPE', 'names a holder of more than 100 characters; give the name alone')]
    : []
