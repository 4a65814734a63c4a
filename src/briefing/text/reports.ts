import { quotationWord, type TaggedWord } from './grammar.ts'
import {
  companions,
  feelingNouns,
  findingVerbs,
  framingNouns,
  groups,
  hearsayAdverbs,
  instruments,
  mindVerbs,
  opinionGroups,
  papers,
  speechVerbs,
  viewNouns,
} from './speech-words.ts'
import { author, type Source, sourceOf, subjectOf, unsure } from './subjects.ts'

const firmly = new Set(['should', 'must', 'need', 'ought', 'can', 'could', 'shall', 'let', 'cannot'])
const modals = new Set(['to', 'may', 'might', 'will', 'would', 'can', 'could', 'should', 'must', 'shall'])
const clauseWords = new Set(['that', 'how', 'why', 'whether', 'what', 'if'])
const isFinite = ({ tag }: TaggedWord): boolean => tag === 'VERB' || tag === 'AUX'

const verbTables = [speechVerbs, mindVerbs, findingVerbs]
/** Forms that are nouns as often: the tagger errs on them, so their neighbours decide. */
const byForm = new Map(
  verbTables.flatMap((table) => [...table].flatMap((verb) => [[verb, verb] as const, [`${verb}s`, verb] as const])),
)

const before = (words: readonly TaggedWord[], at: number): TaggedWord | undefined => {
  let index = at - 1
  while (words[index]?.tag === 'ADV') index -= 1
  return words[index]
}

/** Behind these even an infinitive is said: “claims to have won”. */
const pretending = new Set(['claim', 'profess', 'purport', 'pretend'])
/** Who is this of something holds it. */
const sureOf = new Set(
  'adamant certain confident sure hopeful afraid fearful worried wary sceptical skeptical'.split(' '),
)
/** What these see “as” something they see so: no thing has such a view. */
const casting = new Set(
  'see view regard portray paint frame cast describe characterize brand label perceive hail denounce dismiss'.split(
    ' ',
  ),
)

const isParticiple = (word: TaggedWord | undefined): boolean =>
  /(?:ed|en|id|old|eld|ght|wn|een)$/u.test(word?.lower ?? '')

/** The dictionary form of the reporting verb at `at`; undefined where the word is no verb. */
const verbAt = (words: readonly TaggedWord[], at: number): string | undefined => {
  const word = words[at]
  if (word === undefined || word.isMark || word.isTied || (word.isCapital && at > 0)) return undefined
  const previous = before(words, at)
  // “real and perceived costs”: a participle that only qualifies.
  const isQualifier = isParticiple(word) && /^(?:NOUN|ADJ)$/u.test(words[at + 1]?.tag ?? '')
  if (isQualifier && /^(?:ADJ|CCONJ|DET|ADP)$/u.test(previous?.tag ?? '')) return undefined
  if (word.tag === 'VERB') {
    if (previous?.isPossessive === true || previous?.tag === 'DET') return undefined
    return verbTables.some((table) => table.has(word.lemma)) ? word.lemma : undefined
  }
  const verb = byForm.get(word.lower)
  if (verb === undefined || word.tag === 'AUX' || previous === undefined || previous.isPossessive) return undefined
  const follows = words[at + 1]
  const isParenthesis = follows?.raw === ',' && words.slice(0, at).some(({ raw }) => raw === ',')
  const hasSubject =
    (/^(?:PRON|PROPN|NOUN)$/u.test(previous.tag) && !/^(?:its|their|his|her|our|my)$/u.test(previous.lower)) ||
    (previous.tag === 'DET' && /^(?:some|many|most|others|few)$/u.test(previous.lower)) ||
    (previous.raw === ',' && follows?.lower === 'that')
  const hasObject =
    follows !== undefined &&
    (isParenthesis ||
      (previous.tag === 'PRON' && follows.tag === 'AUX') ||
      /^(?:DET|SCONJ|PRON)$/u.test(follows.tag) ||
      (companions.get(verb) ?? []).includes(follows.lower) ||
      (pretending.has(verb) && follows.lower === 'to') ||
      clauseWords.has(follows.lower))
  return hasSubject && hasObject ? verb : undefined
}

/** What stands behind these is said, even where it is no clause: “proclaimed the end of the levy”. */
const pronouncing = new Set(['declare', 'proclaim', 'predict'])

/** Whether a clause of what was said follows, or a quotation, or the verb stands between commas within it. */
const hasContent = (words: readonly TaggedWord[], verb: number): boolean => {
  const rest = words.slice(verb + 1, verb + 14)
  const stop = rest.findIndex(({ isMark, raw }, at) => isMark && (raw !== ',' || at > 2))
  const after = stop === -1 ? rest : rest.slice(0, stop)
  if (rest[0] === undefined || (rest[0].isMark && rest[0].raw !== ':'))
    return verb > 1 && words.slice(0, verb).some(({ raw }) => raw === ',' || raw === quotationWord)
  if (rest[stop]?.raw === ':' || words.some(({ raw }) => raw === quotationWord)) return true
  // “which he claims is legal”; “that” right behind the verb, whatever the tagger takes it for.
  if (isFinite(rest[0]) || rest[0].lower === 'that' || rest[0].lower === 'so') return true
  if (after.slice(0, 7).some(({ lower, tag }) => clauseWords.has(lower) && tag !== 'DET')) return true
  // “He believes the port is lost”: a subject, then its verb.
  const subject = after.findIndex(({ tag }) => /^(?:NOUN|PROPN|PRON)$/u.test(tag))
  const finite = after.findIndex((word, at) => at > subject && isFinite(word) && !word.lower.endsWith('ing'))
  return subject !== -1 && subject < 5 && finite !== -1 && !after.slice(0, finite).some(({ lower }) => lower === 'to')
}

const auxiliaries = (words: readonly TaggedWord[], verb: number): readonly string[] => {
  const found: string[] = []
  for (let at = verb - 1; at >= 0 && /^(?:AUX|ADV|PART)$/u.test(words[at]?.tag ?? ''); at -= 1)
    found.push(words[at]?.lemma ?? '')
  return found
}

/** “It is fair to say that …”, “it is worth noting that …”: nobody’s but the writer’s. */
const isImpersonal = (words: readonly TaggedWord[], verb: number): boolean => {
  const start = words.findLastIndex(({ isMark }, at) => at < verb && isMark) + 1
  const clause = words.slice(start, verb).map(({ lower }) => lower)
  return (
    clause.includes('it') &&
    clause.some((word) => /^(?:is|was|would|will|becomes|seems|remains|may|might)$/u.test(word)) &&
    clause.length <= 8
  )
}

/** A passive report names its speaker after “by” or not at all: “is seen as”, “are believed to”, “was criticised by X”. */
const passiveReport = (words: readonly TaggedWord[], verb: number, aux: readonly string[]): Source | undefined => {
  // “can be seen as”, “would be seen as”: what the writer takes to be possible.
  const form = words.slice(0, verb).findLast(({ lemma }) => lemma === 'be' || lemma === 'get')?.lower
  if (aux.includes('to') || form === 'be' || words[verb]?.lemma === 'expect') return undefined
  const next = words.slice(verb + 1, verb + 7)
  const lemma = words[verb]?.lemma ?? ''
  const isHeld = next[0] !== undefined && ['as', 'to', 'that', 'by'].includes(next[0].lower)
  return isHeld || mindVerbs.has(lemma) || next.some(({ lower }) => lower === 'by') ? unsure : undefined
}

const isInverted = (words: readonly TaggedWord[], verb: number): boolean => {
  const [previous, next, noun] = [words[verb - 1], words[verb + 1], words[verb + 2]]
  if (previous?.raw === quotationWord) return true
  return (
    previous?.raw === ',' &&
    (next?.isCapital === true ||
      /^(?:he|she|they)$/u.test(next?.lower ?? '') ||
      (next?.lower === 'the' && groups.has(noun?.lemma ?? ''))) &&
    words[verb]?.lower.endsWith('ing') !== true
  )
}

const subordinators = new Set(
  'because since if when whether although though while whereas unless until which what where why how whose than who'.split(
    ' ',
  ),
)

/** A report within another clause names its speaker too loosely to print. */
const placed = (words: readonly TaggedWord[], verb: number, source: Source): Source => {
  if (source.type !== 'named') return source
  const start = words.findLastIndex(({ isMark, raw }, at) => at < verb && isMark && raw !== ')') + 1
  return words.slice(start, verb).some(({ lower }) => subordinators.has(lower)) ? unsure : source
}

const verbReport = (words: readonly TaggedWord[], at: number, verb: string): Source | undefined => {
  const word = words[at]
  const aux = auxiliaries(words, at)
  // “Its champions call it a triumph”, “finds the levy to be unlawful”.
  const isNamedSo =
    (verb === 'call' && /^(?:it|this|that|them|him|her)$/u.test(words[at + 1]?.lower ?? '')) ||
    (verb === 'call' && words.slice(Math.max(0, at - 4), at).some(({ lower }) => lower === 'which')) ||
    (verb === 'find' &&
      words.slice(at + 1, at + 9).some(({ lower }, index, rest) => lower === 'to' && rest[index + 1]?.lower === 'be'))
  if (isNamedSo && !aux.some((lemma) => firmly.has(lemma) || modals.has(lemma) || lemma === 'be'))
    return subjectOf(words, at).type === 'author' ? author : unsure
  const isBe = aux.includes('be') || aux.includes('get')
  const isGerund = word?.lower.endsWith('ing') === true
  const isPassive = isBe && !isGerund && isParticiple(word)
  // “It was seen to be harmless”: a belief, whatever follows.
  const isBelieved = isPassive && mindVerbs.has(verb) && words[at + 1]?.lower === 'to'
  const needs = companions.get(verb)
  const span = verb === 'put' ? 30 : 8
  const isKept = needs === undefined || words.slice(at + 1, at + 1 + span).some(({ lower }) => needs.includes(lower))
  if (!isKept && !isBelieved) return undefined
  if (isPassive) return passiveReport(words, at, aux)
  if (isImpersonal(words, at)) return undefined
  // “More than they say”, “bolder than critics allowed”: a measure, no report.
  if (
    words
      .slice(words.findLastIndex(({ isMark }, index) => index < at && isMark) + 1, at)
      .slice(-4)
      .some(({ lower }) => lower === 'than')
  )
    return undefined
  const isInfinitive = aux.includes('to')
  const demand = words[words.findLastIndex(({ lower }, index) => index < at && lower === 'to') - 1]?.lemma ?? ''
  if (aux.some((lemma) => firmly.has(lemma)) || (isInfinitive && firmly.has(demand))) return undefined
  if (words[at - 1]?.raw === ',' && words[at + 1]?.raw === ',') return undefined
  // “What the ministry says matters less”: not what it says.
  if (
    words.slice(0, at).some(({ lower }, index) => /^what(?:ever)?$/u.test(lower) && at - index <= 6) &&
    words[at + 1]?.lower !== 'that'
  )
    return undefined
  const isContent = hasContent(words, at)
  if (isInverted(words, at)) return sourceOf(words.slice(at + 1))
  if (isGerund && !isBe) {
    if (!speechVerbs.has(verb)) return undefined
    if (!isContent || at === 0 || /^(?:without|worth|in|of)$/u.test(words[at - 1]?.lower ?? '')) return undefined
    return subjectOf(words, words.findIndex(isFinite)).type === 'author' ? author : unsure
  }
  const subject = subjectOf(words, at)
  if (subject.type === 'author') return isContent ? author : undefined
  const isCast = words
    .slice(at + 1, at + 9)
    .some(
      ({ lower }, index, rest) =>
        lower === 'as' || (lower === 'with' && feelingNouns.has(rest[index + 1]?.lemma ?? '')),
    )
  if (casting.has(verb) && isCast && !isInstrument(words, at))
    return aux.some((lemma) => modals.has(lemma)) ? undefined : unsure
  if (mindVerbs.has(verb)) {
    if (words[at + 1]?.lower === 'to' || aux.some((lemma) => modals.has(lemma))) return undefined
    return subject.type === 'thing' && (words[at + 1]?.lower !== 'that' || isInstrument(words, at)) ? undefined : unsure
  }
  if (pretending.has(verb) && words[at + 1]?.lower === 'to') return unsure
  if (subject.type === 'thing')
    return isContent &&
      words.slice(at + 1, at + 5).some(({ lower }) => lower === 'that') &&
      speechVerbs.has(verb) &&
      !isInstrument(words, at)
      ? unsure
      : undefined
  if (findingVerbs.has(verb) && aux.some((lemma) => modals.has(lemma))) return undefined
  if (
    findingVerbs.has(verb) &&
    !words.slice(at + 1, at + 9).some(({ lower, tag }) => lower === 'that' || tag === 'NUM')
  )
    return undefined
  if (
    findingVerbs.has(verb) &&
    !(subject.type === 'named' && subject.isPaper) &&
    words[at + 1]?.lower !== 'that' &&
    !/^(?:estimate|calculate|count|project|forecast)$/u.test(verb)
  )
    return undefined
  if (!isContent && !findingVerbs.has(verb)) return needs === undefined && !pronouncing.has(verb) ? undefined : unsure
  return isInfinitive ? unsure : placed(words, at, subject)
}

const isInstrument = (words: readonly TaggedWord[], verb: number): boolean =>
  words.slice(Math.max(0, verb - 6), verb).some(({ lemma }) => instruments.has(lemma))

const isSubjectNoun = (word: TaggedWord | undefined): boolean => /^(?:NOUN|PROPN)$/u.test(word?.tag ?? '')

/** “if Senator Halabi is to be believed”, “if one is to believe the Senator”; “…, he went on, …”. */
const asideReport = (words: readonly TaggedWord[], at: number): Source | undefined => {
  const [word, before] = [words[at], words[at - 1]]
  if (word?.lemma === 'believe' && words.slice(0, at).some(({ lower }) => lower === 'if')) {
    if (before?.lower === 'be') return unsure
    if (before?.lower === 'to') return sourceOf(words.slice(at + 1))
  }
  // “The admiral was adamant: …”
  if (sureOf.has(word?.lower ?? '') && /^(?:that|:)$/u.test(words[at + 1]?.raw ?? '') && before?.tag !== 'DET') {
    const source = subjectOf(
      words,
      words.findLastIndex(({ tag }, index) => index < at && tag === 'AUX'),
    )
    return source.type === 'author' || source.type === 'pronoun' ? undefined : unsure
  }
  if (word?.lower === 'known' && words[at + 1]?.lower === 'that' && before?.tag === 'AUX')
    return words.slice(Math.max(0, at - 4), at).some(({ lemma }) => lemma === 'let' || lemma === 'make')
      ? unsure
      : undefined
  const isSaying = verbTables.some((table) => table.has(word?.lemma ?? '')) || word?.lemma === 'go'
  // “As the old saying goes, …”, “as the proverb has it, …”; “as the fleet goes, so goes the port” compares.
  const isSaw = word?.lower === 'goes' || (word?.lower === 'it' && before?.lower === 'has')
  if (words[0]?.lower === 'as' && at < 6 && isSaw && words[at + 1]?.raw === ',' && words[at + 2]?.lower !== 'so')
    return unsure
  const open = words.findLastIndex(({ raw }, index) => index < at && raw === ',')
  const subject = words.slice(open + 1, at)
  const closes = words.slice(at + 1, at + 3).some(({ raw }) => raw === ',')
  if (!isSaying || open === -1 || !closes || subject.length === 0 || subject.length > 5 || subject.some(isFinite))
    return undefined
  if (subject.length > 1 && (!isSubjectNoun(before) || word?.tag !== 'VERB')) return undefined
  return sourceOf(subject)
}

/** “according to X”, “in X’s view”, “the fear that …”, “X’s argument is that …”. */
const phraseReport = (words: readonly TaggedWord[], at: number): Source | undefined => {
  const word = words[at]
  const rest = words.slice(at + 1)
  if (word?.lower === 'according' && rest[0]?.lower === 'to') return sourceOf(rest.slice(1))
  const isNoun = word?.tag === 'NOUN' || word?.lower === 'telling'
  const lemma =
    word !== undefined && isNoun ? (/^(?:words|eyes|telling)$/u.test(word.lower) ? word.lower : word.lemma) : ''
  if (word === undefined || !viewNouns.has(lemma)) return undefined
  const lead = words.findLastIndex(
    ({ tag, isPossessive }, index) =>
      index < at && ((tag !== 'ADJ' && tag !== 'ADV' && tag !== 'NOUN') || isPossessive),
  )
  const owner = words[lead]
  const isFramed = framingNouns.has(lemma) && ['in', 'by', 'on', 'from', 'under'].includes(words[lead - 1]?.lower ?? '')
  const link = rest.findIndex(({ lower }) => /^(?:is|was|are|remains)$/u.test(lower))
  const isStated =
    (rest[0]?.lower === 'that' && (rest[0].tag !== 'DET' || isFinite(rest[2] ?? word)) && !isFinite(rest[1] ?? word)) ||
    (link !== -1 && link <= 24 && rest[link + 1]?.lower === 'that')
  if (owner !== undefined && ['our', 'my'].includes(owner.lower)) return isStated || isFramed ? author : undefined
  if (owner?.isPossessive === true) {
    const opening = words.findLastIndex(
      ({ tag, isMark }, index) => index < lead && (tag === 'ADP' || isMark || isFinite(words[index] ?? word)),
    )
    const frames = framingNouns.has(lemma) && ['in', 'by', 'on', 'from'].includes(words[opening]?.lower ?? '')
    if (isStated || frames) return sourceOf(words.slice(opening + 1, at))
  } else if (owner !== undefined && /^(?:his|her|their|its)$/u.test(owner.lower)) {
    if (isStated || isFramed) return { type: 'pronoun' }
  } else if (isFramed && rest[0]?.lower === 'of') return sourceOf(rest.slice(1))
  if (isStated || (isFramed && /^(?:this|that)$/u.test(owner?.lower ?? ''))) return unsure
  const isSubject = lead <= 2 && at <= 5 && !words.slice(0, at).some(isFinite)
  const isDirected = words.some(({ lower }) => firmly.has(lower))
  const isExistential = words.slice(0, at).some(({ lower }) => lower === 'there')
  return feelingNouns.has(lemma) && (isSubject || isExistential) && !isDirected ? unsure : undefined
}

export const looksLikePeople = /^others$|(?:ers|ors|ists|ians|crats|ants|men)$/u

/** “In a survey of 40 ports, …”, “in its latest review, …”: what was found there; what ought to be, the writer says. */
const paperOpening = (words: readonly TaggedWord[]): Source | undefined => {
  const paper = words.slice(0, 6).findIndex(({ lemma }) => papers.has(lemma))
  const isOpening = words[0]?.lower === 'in' && /^(?:an?|its|his|her|their|one|another)$/u.test(words[1]?.lower ?? '')
  return isOpening && paper > 1 && !words.some(({ lower }) => /^(?:should|must|ought|needs?)$/u.test(lower))
    ? unsure
    : undefined
}

/** “For some Muslims, …”, “To critics, …”, “Seen from Jakarta, …”: people in whose eyes the rest is so. */
const openingReport = (words: readonly TaggedWord[]): Source | undefined => {
  if (/^(?:seen|viewed)$/u.test(words[0]?.lower ?? '') && words[1]?.lower === 'from') return unsure
  if (!['for', 'to', 'among'].includes(words[0]?.lower ?? '')) return undefined
  const end = words.findIndex(
    ({ isMark, tag }, at) => at > 0 && (isMark || tag === 'ADP' || tag === 'VERB' || tag === 'AUX'),
  )
  const head = words[end - 1]
  // “For many in the fleet, …”
  if (
    end === 2 &&
    /^(?:many|some|others|most)$/u.test(head?.lower ?? '') &&
    words.slice(2, 9).some(({ raw }) => raw === ',')
  )
    return unsure
  if (head === undefined || end > 6 || words[end]?.raw !== ',') return undefined
  const isMany = words
    .slice(1, end)
    .some(({ lower }) => /^(?:some|many|most|other|others|certain|several)$/u.test(lower))
  return opinionGroups.has(head.lemma) ||
    (isMany && (groups.has(head.lemma) || head.isCapital || looksLikePeople.test(head.lower)))
    ? unsure
    : undefined
}

/** “A survey of 212 ports could not name one”, “Economists of the stricter school would …”: the subject alone tells. */
const subjectReport = (words: readonly TaggedWord[]): Source | undefined => {
  const verb = words.findIndex(isFinite)
  if (verb < 1) return undefined
  const subject = words.slice(0, verb)
  const paper = subject.findIndex(({ lemma }) => papers.has(lemma))
  if (
    paper !== -1 &&
    paper < 5 &&
    /^(?:a|an|one|another|its|their|his|her|recent|two|three|several)$/u.test(words[0]?.lower ?? '') &&
    !/^(?:memorandum|communique|article|book|essay|index|paper|model)$/u.test(subject[paper]?.lemma ?? '')
  )
    return unsure
  const head = subject.findIndex(
    ({ lemma, lower }) => opinionGroups.has(lemma) || opinionGroups.has(lower.replace(/s$/u, '')),
  )
  if (
    head === -1 ||
    head > 4 ||
    subject.slice(0, head).some(({ tag, isMark }) => tag === 'ADP' || tag === 'SCONJ' || isMark)
  )
    return undefined
  return words.slice(head, head + 9).some(({ lower }) => firmly.has(lower) || lower === 'will' || lower === 'needs')
    ? undefined
    : unsure
}

/** One sign that words or thoughts are reported; `verb` is its dictionary form where a verb reports. */
export type Report = { readonly source: Source; readonly verb: string | undefined }

/**
 * Every sign in a sentence that somebody’s words or thoughts are reported, the author’s own among them. Long quotations are to
 * be replaced by `quotationWord` first. Empty where the writer simply writes.
 */
export const reportsIn = (words: readonly TaggedWord[]): Report[] => {
  const found = words.flatMap((word, at): Report[] => {
    if (hearsayAdverbs.has(word.lower)) return [{ source: unsure, verb: undefined }]
    const verb = verbAt(words, at)
    const source =
      asideReport(words, at) ??
      (verb === undefined ? undefined : verbReport(words, at, verb)) ??
      phraseReport(words, at)
    return source === undefined || source.type === 'thing' ? [] : [{ source, verb }]
  })
  if (found.length > 0) return found
  const source = openingReport(words) ?? paperOpening(words) ?? subjectReport(words)
  return source === undefined ? [] : [{ source, verb: undefined }]
}
