import type { TaggedWord } from './grammar.ts'
import { looksLikePeople, type Report } from './reports.ts'
import {
  announcingVerbs,
  attitudes,
  contrasts,
  findingVerbs,
  givingVerbs,
  groups,
  papers,
  pointNouns,
} from './speech-words.ts'
import { sourceOf, subjectOf } from './subjects.ts'

/**
 * What the sentences before reported, and how many of them, including the report itself: an announcement, findings of a
 * study or a body, another view, or points that are still to come (`left`).
 */
export type Speech =
  | { readonly kind: 'announced' | 'found' | 'held'; readonly sentences: number }
  | { readonly kind: 'points'; readonly left: number }

const outlook = /^(?:should|must|ought|will|would|shall)$/u
/** Somebody who announces something does not call it likely. */
const weighs = /^(?:likely|unlikely|probably|perhaps)$/u
const contrast = new RegExp(
  `^(?:${contrasts}|clearly|in short|in other words|we|this commentary|despite|although|while)(?![\\p{L}])`,
  'u',
)
const consequence = /^(?:thus|therefore|hence|consequently|as such|so)(?![\p{L}])/u
const present = /^(?:is|are|has|have|does|do|can|cannot|will|should|must|may|needs?|remains?|ought)$/u
const counts: ReadonlyMap<string, number> = new Map([
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
])

const isOf = (words: readonly TaggedWord[], pattern: RegExp): boolean => words.some(({ lower }) => pattern.test(lower))

/**
 * Whether a sentence continues the speech before it: it is one of the announced points; its subject is a pronoun for
 * the speaker; it demands or predicts what was announced; it gives more of the findings in the past tense, or draws a
 * conclusion from views of others.
 */
export const runsOn = (words: readonly TaggedWord[], text: string, speech: Speech): boolean => {
  const lower = text.toLowerCase()
  if (contrast.test(lower)) return false
  if (isOf(words, /^(?:he|she)$/u) || isOf(words.slice(0, 3), /^(?:his|her)$/u)) return true
  if (speech.kind === 'points') return (speech.left > 0 || isOf(words, /^(?:would|had)$/)) && !consequence.test(lower)
  const { kind, sentences } = speech
  if (kind === 'found') return sentences <= 3 && !isOf(words, present)
  // “It had chosen to look away.”
  if (sentences === 1 && isOf(words.slice(0, 8), /^had$/) && !isOf(words, present)) return true
  if (kind === 'held') {
    // “He believes the treaty must go. It should be replaced.”
    const isHeldOn = sentences === 1 && /^(?:it|they|this|that|these|those)$/u.test(words[0]?.lower ?? '')
    return isHeldOn ? isOf(words.slice(0, 5), outlook) : sentences > 1 && consequence.test(lower)
  }
  return sentences <= 2 && isOf(words.slice(0, 14), outlook) && !isOf(words, weighs) && !consequence.test(lower)
}

/** The speech after one more sentence, which began it or continued it. */
export const goesOn = (
  before: Speech | undefined,
  opened: Speech | undefined,
  isAuthor: boolean,
): Speech | undefined => {
  if (opened === undefined && isAuthor) return undefined
  if (before?.kind === 'points') return opened ?? { kind: 'points', left: before.left - 1 }
  if (opened?.kind === 'points' || before === undefined) return opened
  return isAuthor || (opened !== undefined && opened.kind !== before.kind)
    ? opened
    : { kind: before.kind, sentences: before.sentences + 1 }
}

const isPeople = ({ lemma, lower, tag }: TaggedWord): boolean =>
  groups.has(lemma) || papers.has(lemma) || (tag === 'NOUN' && looksLikePeople.test(lower))

const hasSpeaker = (words: readonly TaggedWord[], verb: number): boolean => {
  const subject = subjectOf(words, verb)
  return subject.type === 'named' || (subject.type !== 'author' && words.slice(0, verb).some(isPeople))
}

/** One of these may follow alone: “Beijing takes a different view”. */
const single = /^(?:objection|answer|reply|explanation|picture|view|complaint)$/u
/** With “have”, only these are views; “Hallam has three reasons to fear a ban” is the writer’s view. */
const had = /^(?:answer|reply|explanation|view|complaint|objection|grievance|demand|criticism)$/u

/** How many points of somebody’s follow: “officials raise two objections”. */
const pointsIn = (words: readonly TaggedWord[]): number | undefined => {
  const noun = words.findIndex(({ lemma, tag }) => tag !== 'VERB' && pointNouns.has(lemma))
  const lemma = words[noun]?.lemma ?? ''
  const verb = words.findIndex(({ lemma: form, tag }) => (tag === 'VERB' || tag === 'AUX') && givingVerbs.has(form))
  if (verb < 1 || verb > noun || (words[verb]?.lemma === 'have' && !had.test(lemma))) return undefined
  const number = words
    .slice(verb + 1, noun)
    .map(({ lower }) => counts.get(lower) ?? (/^an?$/u.test(lower) && single.test(lemma) ? 1 : 0))
    .find((count) => count > 0)
  return number !== undefined && hasSpeaker(words, verb) ? number : undefined
}

/** The most words after the attitude; a longer sentence itself says what somebody thinks. */
const attitudeEnd = 6

/** “Admiral Brandt was unmoved.”, “The ministry is confident.”: what he thinks comes next. */
const isAttitude = (words: readonly TaggedWord[]): boolean => {
  const at = words.findIndex(({ lemma, lower }) => attitudes.has(lemma) || attitudes.has(lower))
  if (at === -1 || words.length - at > attitudeEnd) return false
  return sourceOf(words).type === 'named' || words.slice(0, at).some(isPeople)
}

/** The speech that a sentence begins: its points, or what its reports of others say. */
export const speechOf = (words: readonly TaggedWord[], reports: readonly Report[]): Speech | undefined => {
  const left = pointsIn(words) ?? (isAttitude(words) ? 1 : undefined)
  if (left !== undefined) return { kind: 'points', left }
  if (reports.length === 0) return undefined
  // “In her new book, Ada Moen revisits the blockade.”
  const isIn = words[0]?.lower === 'in' && words.slice(1, 6).some(({ lemma }) => papers.has(lemma))
  const isPaper = isIn || reports.some(({ source }) => source.type === 'named' && source.isPaper)
  if (isPaper || reports.some(({ verb = '' }) => findingVerbs.has(verb))) return { kind: 'found', sentences: 1 }
  const isAnnounced = reports.some(({ verb = '' }) => announcingVerbs.has(verb))
  return { kind: isAnnounced ? 'announced' : 'held', sentences: 1 }
}
