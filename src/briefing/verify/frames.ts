import { doubt, fault, wordsAt } from './check.ts'
import type { Check } from './check.ts'
import { wordList } from './lexicon/list.ts'
import { denialWords } from './lexicon/reporting.ts'
import type { Reading } from './reading.ts'

/** Words that turn or question a statement from outside. */
const turning = wordList(
  'not no never nobody hardly scarcely far doubt doubted doubtful disputed denied refuted unlikely improbable impossible',
)
const affirming = wordList(
  'certain sure proved proven known established undisputed undeniable undoubted unquestionable indisputable agreed accepted admitted settled',
)

/** The share of the words after the frame that are the evidence's own, in their places. */
const leastRepeated = 0.9

/** How long a frame may be, in words: “It has by now been proved beyond doubt that”. */
const longestFrame = 12

/** Whether the evidence says no where the claim has no such word any more: “It is not true that fees fell”, “fees did not fall”. */
const turnsBack = ({ operators, terms }: Reading, kept: ReadonlySet<number>): boolean =>
  operators.some(({ kind, at }) => kind === 'negator' && !kept.has(at)) ||
  terms.some(({ lower }, index) => denialWords.has(lower) && !kept.has(index))

/** “It is certain that”, “It may be doubted that”: a frame put before the evidence's words says of them what it does not. */
export const checkFrames: Check = ({ claim, evidence, alignment }) => {
  const that = claim.terms.findIndex(({ lower }) => lower === 'that')
  if (claim.terms[0]?.lower !== 'it' || that < 2 || that > longestFrame) return []
  const isInPlace = (index: number): boolean => alignment.wording.inPlace.has(index)
  const rest = [...claim.terms.keys()].slice(that + 1)
  const frame = claim.terms.slice(1, that)
  const isOwn = frame.some(({ isContent }, index) => isContent && isInPlace(index + 1))
  if (isOwn || rest.filter(isInPlace).length < leastRepeated * rest.length) return []
  if (turnsBack(evidence.host, new Set(alignment.wording.inPlace.values()))) return []
  const message = `puts “${wordsAt(claim, 0, that)}” before the words of ${evidence.label}`
  const holds = (words: ReadonlySet<string>): boolean => frame.some(({ lower }) => words.has(lower))
  if (holds(turning) || holds(denialWords)) return [fault('DENIAL_ADDED', message)]
  return [holds(affirming) ? fault('MODALITY', message) : doubt('FRAME_ADDED', message)]
}
