import { splitSentences } from '../sentences.ts'
import { fault } from './check.ts'
import type { Finding } from './check.ts'
import { countWords } from './locate.ts'

const fewestWords = 3
const mostWords = 35
const mostCharacters = 260

/** A claim is one sentence of 3-35 words and at most 260 characters. */
export const checkShape = (claim: string): Finding[] => {
  const text = claim.trim()
  const words = countWords(text)
  if (words < fewestWords) return [fault('SHAPE', 'is no sentence; write one statement')]
  if (words > mostWords || text.length > mostCharacters) return [fault('SHAPE', 'is too long; write at most 30 words')]
  if (text.includes('\n') || splitSentences(text).length > 1)
    return [fault('SHAPE', 'is more than one sentence; write one statement')]
  return []
}
