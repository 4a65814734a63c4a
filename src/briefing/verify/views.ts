import { objectionNouns, puttingVerbs, viewNouns } from './lexicon/reporting.ts'
import { holderTypeOf, phraseAfter, phraseBefore } from './phrases.ts'
import type { HolderType } from './phrases.ts'
import { partRound, statementRound, viewHeldBy } from './report.ts'
import type { Report } from './report.ts'
import type { Word } from './words.ts'

const possessives = new Set(['his', 'her', 'their', 'its'])
const framing = new Set(['in', 'by', 'on', 'to'])
const innerAdjectives = new Set(['own', 'standing', 'main', 'central', 'first', 'latest'])

const isPossessive = (text: string, word: Word | undefined): boolean =>
  word !== undefined && /(?:[’']s|s[’'])$/u.test(text.slice(word.start, word.end + 1).trimEnd())

const typeOf = (words: readonly Word[]): HolderType | undefined =>
  holderTypeOf(words, false) ?? (words.some((word) => possessives.has(word.lower)) ? 'pronoun' : undefined)

/** How far before an aside its relative clause may begin, in words and marks. */
const relativeReach = 7

const sources = new Map([
  ['according', 'to'],
  ['judging', 'by'],
  ['going', 'by'],
])

/** “According to X, …”, “…, according to X”, “judging by X, …”. */
const accordingTo = (text: string, words: readonly Word[], at: number): Report | undefined => {
  const noun = words[at]
  if (noun === undefined || sources.get(noun.lower) !== words[at + 1]?.lower) return undefined
  const { words: holder } = phraseAfter(words, at + 2)
  const end = holder.at(-1)?.end ?? noun.end
  const part = partRound(text, noun.start)
  const opens = !/[\p{L}\p{N}]/u.test(text.slice(part.from, noun.start))
  // Within a relative clause it is that clause which is according to somebody.
  const relative = words
    .slice(Math.max(0, at - relativeReach), at)
    .findLast(({ lower }) => /^(?:which|who)$/u.test(lower))
  const round = statementRound(text, { from: noun.start, to: end })
  const reach = opens ? { from: end, to: part.to } : { from: relative?.end ?? round.from, to: round.to }
  // Whoever something is according to holds it, be it a person or a paper.
  return viewHeldBy(text, 'according', holder, holder.length === 0 ? undefined : (typeOf(holder) ?? 'generic'), reach, {
    from: noun.start,
    to: end,
  })
}

/** “In X’s view, …”, “by her estimate …”, “X’s fear is that …”. */
const ownedView = (text: string, words: readonly Word[], at: number): Report | undefined => {
  const noun = words[at]
  let owner = at - 1
  // The apostrophe of “advisers’” stands by itself.
  while (innerAdjectives.has(words[owner]?.lower ?? '') || words[owner]?.raw === "'") owner -= 1
  const possessor = words[owner]
  if (noun === undefined || possessor === undefined) return undefined
  if (!isPossessive(text, possessor) && !(possessives.has(possessor.lower) && possessor.lower !== 'its'))
    return undefined
  const { from, words: phrase } = phraseBefore(words, owner + 1)
  const isFramed = framing.has(phrase[0]?.lower ?? '')
  const isStated = /^(?:is|was|that)$/u.test(words[at + 1]?.lower ?? '')
  if (!isFramed && !isStated) return undefined
  const holder = isFramed ? phrase.slice(1) : phrase
  const frame = { from: words[from]?.start ?? noun.start, to: noun.end }
  const reach = isFramed ? statementRound(text, frame) : { from: noun.end, to: partRound(text, noun.end).to }
  // Whose count or view it is, holds it: “by the same advisers’ count”.
  return viewHeldBy(text, noun.lower, holder, typeOf(holder) ?? 'generic', reach, frame)
}

/** Whether `is that` stands within a few words. */
const isThatAhead = (words: readonly Word[], from: number): boolean =>
  words
    .slice(from, from + 20)
    .some((word, index, all) => /^(?:is|was)$/u.test(word.lower) && all[index + 1]?.lower === 'that')

/** What only somebody who thinks can have, and no thing: “the count of ships”. */
const judgements = /^(?:estimates?|estimation|reckoning|opinion|judge?ment|assessment|calculations?)$/u

/** “On this view, …”: told before as somebody’s, though not by this sentence. */
const thisView = (text: string, words: readonly Word[], at: number): Report | undefined => {
  const [frame, owner, noun] = [words[at - 2], words[at - 1], words[at]]
  if (frame?.lower !== 'on' || owner === undefined || noun === undefined) return undefined
  if (!/^(?:this|that)$/u.test(owner.lower) || !/^(?:view|account|argument|telling)$/u.test(noun.lower))
    return undefined
  const stretch = { from: frame.start, to: noun.end }
  return viewHeldBy(text, noun.lower, [owner, noun], 'pronoun', statementRound(text, stretch), stretch)
}

/** “By the count of X, …”, “the view of X is that …”, “an objection, put by X, is that …”. */
const viewOf = (text: string, words: readonly Word[], at: number): Report | undefined => {
  const noun = words[at]
  if (noun === undefined) return undefined
  const { from, words: phrase } = phraseBefore(words, at + 1)
  const part = partRound(text, noun.end)
  const isPut =
    words[at + 1]?.raw === ',' && puttingVerbs.has(words[at + 2]?.lower ?? '') && words[at + 3]?.lower === 'by'
  const start = isPut ? at + 4 : at + 2
  const { words: holder, to } = phraseAfter(words, start)
  const frame = { from: words[from]?.start ?? noun.start, to: holder.at(-1)?.end ?? noun.end }
  const stated = words[to]?.lower === 'that' || isThatAhead(words, to - 6 > at ? to - 6 : at)
  if (isPut)
    return stated
      ? viewHeldBy(text, noun.lower, holder, typeOf(holder) ?? 'generic', { from: noun.end, to: part.to }, frame)
      : undefined
  if (/^(?:of|in|from|among)$/u.test(words[at + 1]?.lower ?? '')) {
    if (framing.has(phrase[0]?.lower ?? '') && phrase.length <= 3) {
      const type = typeOf(holder) ?? (judgements.test(noun.lower) ? 'generic' : undefined)
      return viewHeldBy(text, noun.lower, holder, type, statementRound(text, frame), frame)
    }
    return stated
      ? viewHeldBy(text, noun.lower, holder, typeOf(holder), { from: noun.end, to: part.to }, frame)
      : undefined
  }
  // “The usual objection is that …”: somebody's, and not the author's.
  const isAnonymous = objectionNouns.has(noun.lower) && /^(?:is|was)$/u.test(words[at + 1]?.lower ?? '')
  if (!isAnonymous || words[at + 2]?.lower !== 'that' || /^(?:my|our)$/u.test(phrase[0]?.lower ?? '')) return undefined
  return viewHeldBy(
    text,
    noun.lower,
    phrase,
    'generic',
    { from: noun.end, to: part.to },
    { from: frame.from, to: noun.end },
  )
}

/** The report that a preposition or a noun for a view makes at `at`. */
export const viewReport = (text: string, words: readonly Word[], at: number): Report | undefined => {
  const given = accordingTo(text, words, at)
  if (given !== undefined || !viewNouns.has(words[at]?.lower ?? '')) return given
  return thisView(text, words, at) ?? ownedView(text, words, at) ?? viewOf(text, words, at)
}
