import {
  betweenSubjectAndVerb,
  genericSpeakers,
  looseReportVerbs,
  reportVerbs,
  viewNouns,
} from './lexicon/reporting.ts'
import { smallWords } from './lexicon/small-words.ts'
import { readWords } from './words.ts'
import type { Word } from './words.ts'

/** Somebody's words or view, reported in a text. */
export type Report = {
  /** The subject as written: `J.R. Santoso`, `officials in several capitals`, `she`. */
  readonly subject: string
  readonly type: 'named' | 'generic' | 'pronoun' | 'author'
  /** The reporting word, in lower case. */
  readonly verb: string
  /** Whether the word says that somebody spoke or found, and not only that he wants, sees or fears. */
  readonly isPlain: boolean
  /** What is reported: offsets into the text. */
  readonly from: number
  readonly to: number
  /** Where subject and verb stand. */
  readonly frameStart: number
  readonly frameEnd: number
}

const stops = new Set(
  'that which who whom whose because although though while whereas but if when as and than so where since'.split(' '),
)
const passives = new Set('is are was were be been being am'.split(' '))
const determiners = new Set(
  'the a an this these those its their his her our my no any such some more other to of by for in'.split(' '),
)
const people = new Set('he she they it'.split(' '))
const attitudes = new Set(
  `see sees saw view views viewed regard regards regarded consider considers considered fear fears feared expect expects expected want wants
  wanted hope hopes hoped believe believes believed think thinks thought doubt doubts doubted call calls called describe describes described
  dismiss dismisses dismissed praise praises praised condemn condemns condemned suspect suspects suspected judge judges judged`.split(
    /\s+/u,
  ),
)
const needsThat = new Set(
  'show shows showed hold holds held point points pointed add adds added state states stated recall recalls recalled note notes answer answers answered'.split(
    ' ',
  ),
)

const itReports = new Set(
  'found finds reckons reckoned says said estimates estimated argues argued concludes concluded warns warned puts put values notes noted'.split(
    ' ',
  ),
)

const isCapital = (word: Word | undefined): boolean => word !== undefined && !word.isMark && /^\p{Lu}/u.test(word.raw)

const subjectType = (words: readonly Word[], isSentenceStart: boolean): Report['type'] | undefined => {
  const last = words.at(-1)
  if (['let', 'what', 'nothing', 'neither', 'none', 'whoever', 'do', 'did'].includes(words[0]?.lower ?? ''))
    return undefined
  if (words.length === 0 || last === undefined) return undefined
  if (
    words.some((word) => ['i', 'we', 'author', 'authors', 'commentary', 'article', 'writer'].includes(word.lower)) ||
    ['our', 'my'].includes(words[0]?.lower ?? '')
  )
    return 'author'
  const isName = words.some(
    (word, index) =>
      isCapital(word) &&
      (index > 0 || !isSentenceStart || isCapital(words[1]) || words.length === 1) &&
      !people.has(word.lower) &&
      !genericSpeakers.has(word.lower),
  )
  if (isName && !(words.length === 1 && (stops.has(last.lower) || people.has(last.lower)))) return 'named'
  if (people.has(last.lower)) return 'pronoun'
  return words.some((word) => genericSpeakers.has(word.lower)) ? 'generic' : undefined
}

/** The noun phrase that ends before `end`: words up to a mark or a word that opens a clause. */
const phraseBefore = (words: readonly Word[], end: number): { from: number; words: Word[] } => {
  let from = end
  while (from > 0 && end - from < 14) {
    const word = words[from - 1]
    if (
      word === undefined ||
      (word.isMark && word.raw !== '-' && !isInitialStop(words, from - 1)) ||
      (stops.has(word.lower) && word.lower !== 'and')
    )
      break
    from -= 1
  }
  return { from, words: words.slice(from, end).filter((word) => !word.isMark) }
}

const isInitialStop = (words: readonly Word[], index: number): boolean =>
  words[index]?.raw === '.' &&
  /^(?:\p{Lu}(?:\.\p{Lu})*|Dr|Mr|Mrs|Ms|Prof|Gen|Capt|Adm|Col|Lt|Maj|Rear|Ret|Sen|Gov)$/u.test(
    words[index - 1]?.raw ?? '',
  )

const phraseAfter = (words: readonly Word[], from: number): { to: number; words: Word[] } => {
  let to = from
  while (to < words.length && to - from < 12) {
    const word = words[to]
    if (
      word === undefined ||
      (word.isMark && word.raw !== '-' && !isInitialStop(words, to) && !'()'.includes(word.raw)) ||
      (stops.has(word.lower) && word.lower !== 'and')
    )
      break
    to += 1
  }
  return { to, words: words.slice(from, to).filter((word) => !word.isMark) }
}

const partEnd = (text: string, from: number): number => {
  const semicolon = text.indexOf(';', from)
  return semicolon === -1 ? text.length : semicolon
}

const partStart = (text: string, at: number): number => text.lastIndexOf(';', at) + 1

/** The subject left of the verb at `verb`, across adverbs and one apposition. */
const subjectBefore = (
  words: readonly Word[],
  verb: number,
): { from: number; words: Word[]; isInline: boolean } | undefined => {
  let at = verb
  while (
    at > 0 &&
    (betweenSubjectAndVerb.has(words[at - 1]?.lower ?? '') || /^\p{Ll}{3,}ly$/u.test(words[at - 1]?.raw ?? ''))
  ) {
    if (passives.has(words[at - 1]?.lower ?? '') && words[verb]?.lower !== 'quoted' && at === verb) return undefined
    at -= 1
  }
  const before = words[at - 1]
  if (before?.lower === 'who' || before?.lower === 'which') at -= words[at - 2]?.raw === ',' ? 2 : 1
  const last = words[at - 1]
  if (last === undefined) return undefined
  if (last.raw === ',' || last.raw === ')') {
    const mark = last.raw === ')' ? '(' : ','
    const open = words.slice(0, at - 1).findLastIndex((word) => word.raw === mark)
    if (open < 1 || at - open > 20) return undefined
    const { from, words: phrase } = phraseBefore(words, open)
    return { from, words: phrase, isInline: false }
  }
  const { from, words: phrase } = phraseBefore(words, at)
  return {
    from,
    words: phrase,
    isInline: words[from - 1]?.isMark === true && !'"”;:'.includes(words[from - 1]?.raw ?? ''),
  }
}

const verbReport = (text: string, words: readonly Word[], at: number): Report | undefined => {
  const verb = words[at]
  const before = words[at - 1]
  if (verb === undefined || !reportVerbs.has(verb.lower) || before?.lower === 'to') return undefined
  const isQuotedAs = verb.lower === 'saying' && before?.lower === 'as'
  if (
    looseReportVerbs.has(verb.lower) &&
    (determiners.has(before?.lower ?? '') || before === undefined) &&
    !attitudes.has(verb.lower)
  )
    return undefined
  if (/s$/u.test(verb.lower) && determiners.has(before?.lower ?? '')) return undefined
  const next = words[at + 1]
  const isFollowed = next === undefined || next.isMark || next.lower === 'that' || next.lower === 'out'
  if (needsThat.has(verb.lower) && !isFollowed) return undefined
  if (
    /^(?:puts?|values?|valued)$/u.test(verb.lower) &&
    !words.slice(at + 1, at + 30).some((word) => word.lower === 'at')
  )
    return undefined
  if (verb.lower.endsWith('ing') && !isQuotedAs && verb.lower !== 'speaking') return undefined
  const plain = !attitudes.has(verb.lower) || (next?.lower === 'that' && /^(?:believe|think|thought)/u.test(verb.lower))
  const make = (
    subject: readonly Word[],
    type: Report['type'],
    from: number,
    to: number,
    frameStart: number,
    frameEnd: number,
  ): Report => ({
    subject: text.slice(subject[0]?.start ?? 0, subject.at(-1)?.end ?? 0),
    type,
    verb: verb.lower,
    isPlain: plain,
    from,
    to,
    frameStart,
    frameEnd,
  })
  if (isQuotedAs) {
    const quoted = words.slice(0, at).findLastIndex((word) => word.lower === 'quoted')
    if (quoted === -1) return undefined
    const passive = passives.has(words[quoted - 1]?.lower ?? '')
    const phrase = passive
      ? phraseBefore(words, quoted - 1).words
      : words.slice(quoted + 1, at - 1).filter((word) => !word.isMark)
    const type = subjectType(phrase, false)
    return type === undefined
      ? undefined
      : make(phrase, type, verb.end, partEnd(text, verb.end), phrase[0]?.start ?? 0, verb.end)
  }
  const marked = words.slice(Math.max(0, at - 2), at).find((word) => word.raw === '"' || word.raw === ',')
  const isInverted =
    before?.raw === '"' ||
    (before?.raw === ',' && words[at - 2]?.raw === '"') ||
    (before?.raw === ',' &&
      (isCapital(next) || next?.lower === 'the') &&
      marked !== undefined &&
      words.slice(0, at - 1).findLastIndex((word) => word.raw === ',') === -1)
  if (isInverted) {
    const { words: own, to } = phraseAfter(words, at + 1)
    const isTitled = words[to]?.raw === ',' && isCapital(words[to + 1])
    const phrase = isTitled ? [...own, ...phraseAfter(words, to + 1).words] : own
    const type = subjectType(phrase, false)
    if (type !== undefined)
      return make(
        phrase,
        type,
        partStart(text, verb.start),
        partEnd(text, verb.end),
        verb.start,
        phrase.at(-1)?.end ?? verb.end,
      )
  }
  const found = subjectBefore(words, at)
  if (found === undefined) return undefined
  const type = subjectType(found.words, found.from === 0)
  if (
    type === undefined ||
    (type === 'pronoun' && (!plain || (found.words.at(-1)?.lower === 'it' && !itReports.has(verb.lower))))
  )
    return undefined
  if (
    type === 'named' &&
    looseReportVerbs.has(verb.lower) &&
    !attitudes.has(verb.lower) &&
    found.words.length > 8 &&
    !found.words.some((word) => genericSpeakers.has(word.lower))
  )
    return undefined
  // “Ships call at …”: a verb of two meanings needs a speaker that may speak.
  if (
    /^(?:call|calls|called|count|put|puts|state|states|attribute|rank|project|add)$/u.test(verb.lower) &&
    type === 'generic' &&
    !isFollowed &&
    !/\bat\b/u.test(text)
  )
    return undefined
  const isParenthesis = found.isInline && (next === undefined || next.isMark) && next?.raw !== '"' && next?.raw !== ':'
  const isTail = next === undefined || (next.raw === '.' && at > 2)
  const start = found.words[0]?.start ?? verb.start
  const isWhole = isParenthesis || isTail || text.slice(0, start).includes('”') || text.slice(0, start).includes('"')
  const from = isWhole ? partStart(text, start) : verb.end
  return make(found.words, type, from, partEnd(text, verb.end), start, next?.lower === 'that' ? next.end : verb.end)
}

const isPossessive = (text: string, word: Word | undefined): boolean =>
  word !== undefined && /(?:[’']s|s[’'])$/u.test(text.slice(word.start, word.end + 1).trimEnd())

const viewReport = (text: string, words: readonly Word[], at: number): Report | undefined => {
  const noun = words[at]
  if (noun === undefined) return undefined
  const make = (
    phrase: readonly Word[],
    from: number,
    to: number,
    frameStart: number,
    frameEnd: number,
  ): Report | undefined => {
    const type =
      subjectType(phrase, false) ??
      (phrase.some((word) => ['his', 'her', 'their', 'its'].includes(word.lower)) ? 'pronoun' : undefined)
    const subject = text.slice(phrase[0]?.start ?? 0, phrase.at(-1)?.end ?? 0)
    return type === undefined
      ? undefined
      : { subject, type, verb: noun.lower, isPlain: true, from, to, frameStart, frameEnd }
  }
  const whole = [partStart(text, noun.start), partEnd(text, noun.end)] as const
  if (noun.lower === 'according' && words[at + 1]?.lower === 'to') {
    const { words: phrase } = phraseAfter(words, at + 2)
    const isNearStart = at < 2
    return make(
      phrase,
      isNearStart ? (phrase.at(-1)?.end ?? noun.end) : whole[0],
      whole[1],
      noun.start,
      phrase.at(-1)?.end ?? noun.end,
    )
  }
  if (!viewNouns.has(noun.lower)) return undefined
  const next = words[at + 1]
  const isStated = /^(?:is|was)$/u.test(next?.lower ?? '')
  let owner = at - 1
  while (['own', 'standing', 'main', 'central'].includes(words[owner]?.lower ?? '')) owner -= 1
  const { from: start, words: phrase } = phraseBefore(words, owner + 1)
  const lead = phrase[0]
  const isFramed = ['in', 'by', 'on', 'to'].includes(lead?.lower ?? '')
  const hasOwner = isPossessive(text, words[owner]) || ['his', 'her', 'their'].includes(words[owner]?.lower ?? '')
  if (hasOwner && (isFramed || isStated)) {
    return make(
      isFramed ? phrase.slice(1) : phrase,
      isFramed ? whole[0] : noun.end,
      whole[1],
      words[start]?.start ?? 0,
      noun.end,
    )
  }
  if (next?.lower !== 'of') return undefined
  const { words: holder, to } = phraseAfter(words, at + 2)
  const isThatClause = words
    .slice(to - 6, to + 20)
    .some((word, index, all) => /^(?:is|was)$/u.test(word.lower) && all[index + 1]?.lower === 'that')
  if (isFramed && phrase.length <= 3)
    return make(holder, whole[0], whole[1], words[start]?.start ?? 0, holder.at(-1)?.end ?? noun.end)
  return isThatClause
    ? make(holder, noun.end, whole[1], words[start]?.start ?? 0, holder.at(-1)?.end ?? noun.end)
    : undefined
}

/** Every report in a text, the author's own (`I think`, `the author argues`) among them. */
export const findReports = (text: string): Report[] => {
  const words = readWords(text)
  return words.flatMap((_, at) => viewReport(text, words, at) ?? verbReport(text, words, at) ?? [])
}
