import type { TaggedWord } from './grammar.ts'
import { looksLikePeople, type Report } from './reports.ts'
import {
  announcingVerbs,
  attitudes,
  contrasts,
  findingVerbs,
  givingVerbs,
  groups,
  moods,
  papers,
  pointNouns,
  speechNouns,
  viewNouns,
} from './speech-words.ts'
import { sourceOf, subjectOf } from './subjects.ts'
import { wordSet } from './word-set.ts'

/**
 * What the sentences before reported, and how many of them, including the report itself: an announcement, findings of a
 * study or a body, another view, or points that are still to come (`left`).
 */
export type Speech =
  | { readonly kind: 'announced' | 'found' | 'held'; readonly sentences: number }
  | { readonly kind: 'points'; readonly left: number }

const additive = wordSet(
  'also moreover furthermore additionally besides second secondly third thirdly fourth finally lastly further another likewise',
)
const outlook = wordSet('should must ought will would shall')
const contrast = new RegExp(
  `^(?:${contrasts}|clearly|in short|in other words|we|this commentary|despite|although|while)(?![\\p{L}])`,
  'u',
)
const consequence = /^(?:thus|therefore|hence|consequently|as such|so)(?![\p{L}])/u
const plans =
  /^(?:plan|proposal|speech|address|statement|programme|program|pledge|remark|measure|minister|president|premier|leader|official|report)$/u
const present = /^(?:is|are|has|have|does|do|can|cannot|will|should|must|may|needs?|remains?|ought)$/u
/** Somebody who announces something does not call it likely. */
const weighs = /^(?:likely|unlikely|probably|perhaps)$/u
const counts: ReadonlyMap<string, number> = new Map([
  ['one', 1],
  ['two', 2],
  ['three', 3],
  ['four', 4],
  ['five', 5],
])
/** For “as follows” and “several points”, which give no number. */
const uncounted = 3

const isOf = (words: readonly TaggedWord[], pattern: RegExp): boolean => words.some(({ lower }) => pattern.test(lower))

/**
 * Whether a sentence continues the speech before it: it is one of the announced points; its subject is a pronoun for
 * the speaker; it demands or predicts what was announced; it gives more figures of the findings, or more of them in the
 * past tense; it uses “would” for what somebody said, or draws a conclusion from views of others.
 */
export const runsOn = (words: readonly TaggedWord[], text: string, speech: Speech): boolean => {
  const [first, second] = words
  const lower = text.toLowerCase()
  if (first === undefined || contrast.test(lower)) return false
  if (isOf(words, /^(?:he|she)$/u) || isOf(words.slice(0, 3), /^(?:his|her)$/u)) return true
  if (speech.kind === 'points') return (speech.left > 0 || isOf(words, /^(?:would|had)$/)) && !consequence.test(lower)
  const { kind, sentences } = speech
  if (kind === 'found') return sentences <= 3 && !isOf(words, present)
  // “It had chosen to look away.”
  if (sentences === 1 && isOf(words.slice(0, 8), /^had$/) && !isOf(words, present)) return true
  if (kind === 'held') return sentences > 1 && consequence.test(lower)
  if (consequence.test(lower)) return false
  if (additive.has(first.lower)) return true
  if (/^(?:the|this|these|such)$/u.test(first.lower) && plans.test(second?.lemma ?? '')) return true
  return sentences <= 2 && words.slice(0, 14).some((word) => outlook.has(word.lower)) && !isOf(words, weighs)
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

const own = /^(?:his|her|their)$/u
const introducing = /^(?:simple|clear|blunt|plain|straightforward|this|stark|different)$/u

/** “The argument runs as follows”, “the general’s thesis is simple”, “the committee’s verdict was blunt: …”. */
const isIntroduced = (words: readonly TaggedWord[], noun: number): boolean => {
  const rest = words.slice(noun + 1, noun + 9)
  const at = rest.findIndex(({ lemma }) => /^(?:run|go|be)$/u.test(lemma))
  const [verb, how] = [rest[at], rest[at + 1]]
  if (verb === undefined || how === undefined) return false
  if (verb.lemma !== 'be') return /^(?:as|like|thus|roughly)$/u.test(how.lower)
  const owner = words.slice(Math.max(0, noun - 2), noun)
  const hasColon = rest.slice(at + 2).some(({ raw }) => raw === ':')
  return (
    (hasColon ? at < 4 : at === 0 && introducing.test(how.lower)) &&
    owner.some((word) => word.isPossessive || own.test(word.lower))
  )
}

/**
 * How many points of somebody’s follow: “officials raise two objections”, “the argument against the levy runs as
 * follows”.
 */
const pointsIn = (words: readonly TaggedWord[]): number | undefined => {
  const noun = words.findIndex(({ lemma, tag }) => tag !== 'VERB' && (pointNouns.has(lemma) || viewNouns.has(lemma)))
  const lemma = words[noun]?.lemma ?? ''
  if (noun === -1) return undefined
  // “Last comes the argument from trust.”
  if (noun < 5 && /^(?:first|next|then|last|finally)$/u.test(words[0]?.lower ?? '') && words[1]?.lemma === 'come')
    return 1
  if (isIntroduced(words, noun)) return uncounted
  // “The unions have set out their case.”
  const isSetOut = /^(?:set|lay|spell)$/u.test(words[noun - 3]?.lemma ?? '') && words[noun - 2]?.lower === 'out'
  if (isSetOut && own.test(words[noun - 1]?.lower ?? '')) return uncounted
  const verb = words.findIndex(({ lemma: form, tag }) => (tag === 'VERB' || tag === 'AUX') && givingVerbs.has(form))
  if (verb < 1 || verb > noun || (words[verb]?.lemma === 'have' && !had.test(lemma)) || !pointNouns.has(lemma))
    return undefined
  const number = words
    .slice(verb + 1, noun)
    .map(
      ({ lower }) =>
        counts.get(lower) ?? (lower === 'several' ? uncounted : /^an?$/u.test(lower) && single.test(lemma) ? 1 : 0),
    )
    .find((count) => count > 0)
  return number !== undefined && hasSpeaker(words, verb) ? number : undefined
}

/** The most words after the attitude; a longer sentence itself says what somebody thinks. */
const attitudeEnd = 6

/** “Admiral Brandt was unmoved.”, “The captain shrugged.”, “He has no patience with this.”: what he thinks comes next. */
const isAttitude = (words: readonly TaggedWord[]): boolean => {
  const at = words.findIndex(
    ({ lemma, lower }, index) =>
      attitudes.has(lemma) || attitudes.has(lower) || (moods.has(lower) && words[index + 1]?.raw === '.'),
  )
  if (at === -1 || words.length - at > attitudeEnd) return false
  return sourceOf(words).type === 'named' || words.slice(0, at).some(isPeople)
}

/** “In his address the president laid out five priorities”, “the white paper sets out the ministry’s thinking”. */
const isOccasion = (words: readonly TaggedWord[]): boolean =>
  words.some(({ lemma, lower }, at) => {
    const isSpeech = speechNouns.has(lemma) || speechNouns.has(lower)
    if (isSpeech)
      return words.slice(Math.max(0, at - 4), at).some((word) => word.isPossessive || /^(?:his|her)$/u.test(word.lower))
    const setsOut = /^(?:set|lay|spell)$/u.test(lemma) && words[at + 1]?.lower === 'out'
    return (setsOut || /^(?:outline|unveil)$/u.test(lemma)) && hasSpeaker(words, at)
  })

/**
 * The speech that a sentence begins which reports nothing itself, and whether the sentence is about others’ views
 * nevertheless.
 */
export const speechOpenedBy = (
  words: readonly TaggedWord[],
): { readonly speech: Speech; readonly isOthers: boolean } | undefined => {
  const left = pointsIn(words)
  if (left !== undefined) return { speech: { kind: 'points', left }, isOthers: true }
  if (isAttitude(words)) return { speech: { kind: 'points', left: 1 }, isOthers: true }
  return isOccasion(words) ? { speech: { kind: 'announced', sentences: 1 }, isOthers: false } : undefined
}

/** The speech that begins with reports of others. */
export const speechOf = (words: readonly TaggedWord[], reports: readonly Report[]): Speech => {
  const left = pointsIn(words)
  if (left !== undefined) return { kind: 'points', left }
  if (isAttitude(words)) return { kind: 'points', left: 1 }
  // “In her new book, Ada Moen revisits the blockade.”
  const isIn = words[0]?.lower === 'in' && words.slice(1, 6).some(({ lemma }) => papers.has(lemma))
  const isPaper = isIn || reports.some(({ source }) => source.type === 'named' && source.isPaper)
  if (isPaper || reports.some(({ verb = '' }) => findingVerbs.has(verb))) return { kind: 'found', sentences: 1 }
  const isAnnounced = reports.some(({ verb = '' }) => announcingVerbs.has(verb))
  return { kind: isAnnounced ? 'announced' : 'held', sentences: 1 }
}
