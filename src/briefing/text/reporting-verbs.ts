import { quotationWord, type TaggedWord } from './grammar.ts'
import { companions, findingVerbs, instruments, mindVerbs, speechVerbs } from './speech-words.ts'
import { author, type Source, sourceOf, subjectOf, unsure } from './subjects.ts'
import { wordSet } from './word-set.ts'

export const firmly = new Set(['should', 'must', 'need', 'ought', 'can', 'could', 'shall', 'let', 'cannot'])
const modals = new Set(['to', 'may', 'might', 'will', 'would', 'can', 'could', 'should', 'must', 'shall'])
const clauseWords = new Set(['that', 'how', 'why', 'whether', 'what', 'if'])
export const isFinite = ({ tag }: TaggedWord): boolean => tag === 'VERB' || tag === 'AUX'

export const verbTables = [speechVerbs, mindVerbs, findingVerbs]
/** Forms that are nouns just as often: the tagger confuses them, so the neighbouring words decide. */
const byForm = new Map(
  verbTables.flatMap((table) => [...table].flatMap((verb) => [[verb, verb] as const, [`${verb}s`, verb] as const])),
)

const before = (words: readonly TaggedWord[], at: number): TaggedWord | undefined => {
  let index = at - 1
  while (words[index]?.tag === 'ADV') index -= 1
  return words[index]
}

/** After these verbs, an infinitive is reported speech as well: “claims to have won”. */
const pretending = new Set(['claim', 'profess', 'purport', 'pretend'])
/** With these verbs, “as” gives the subject's view: only people have one, things do not. */
const casting = wordSet(
  'see view regard portray paint frame cast describe characterize brand label perceive hail denounce dismiss',
)

const isParticiple = (word: TaggedWord | undefined): boolean =>
  /(?:ed|en|id|old|eld|ght|wn|een)$/u.test(word?.lower ?? '')

/** The lemma of the reporting verb at `at`; undefined if the word is not a verb. */
export const verbAt = (words: readonly TaggedWord[], at: number): string | undefined => {
  const word = words[at]
  if (word === undefined || word.isMark || word.isTied || (word.isCapital && at > 0)) return undefined
  const previous = before(words, at)
  // “A school of thought”, “a culture of blame”: nouns, which the tagger reads as verbs.
  if (previous?.tag === 'ADP' && previous.lower !== 'to' && !word.lower.endsWith('ing')) return undefined
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

/** The object of these verbs is reported, even if it is not a clause: “proclaimed the end of the levy”. */
const pronouncing = new Set(['declare', 'proclaim', 'predict'])

/** Whether the content of the report is in the sentence: as a clause or a quotation after the verb, or around it. */
const hasContent = (words: readonly TaggedWord[], verb: number): boolean => {
  const rest = words.slice(verb + 1, verb + 14)
  const stop = rest.findIndex(({ isMark, raw }, at) => isMark && (raw !== ',' || at > 2))
  const after = stop === -1 ? rest : rest.slice(0, stop)
  if (rest[0] === undefined || (rest[0].isMark && rest[0].raw !== ':'))
    return verb > 1 && words.slice(0, verb).some(({ raw }) => raw === ',' || raw === quotationWord)
  if (rest[stop]?.raw === ':' || words.some(({ raw }) => raw === quotationWord)) return true
  // “which he claims is legal”; “that” directly after the verb, whatever its tag.
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

/** “It is fair to say that …”, “it is worth noting that …”: the writer’s own view. */
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
  // “can be seen as”, “would be seen as”: the writer considers it possible.
  const form = words.slice(0, verb).findLast(({ lemma }) => lemma === 'be')?.lower
  if (aux.includes('to') || form === 'be' || words[verb]?.lemma === 'expect') return undefined
  const next = words.slice(verb + 1, verb + 7)
  const lemma = words[verb]?.lemma ?? ''
  const isHeld = next[0] !== undefined && ['as', 'to', 'that', 'by'].includes(next[0].lower)
  return isHeld || mindVerbs.has(lemma) || next.some(({ lower }) => lower === 'by') ? unsure : undefined
}

/** “…”, says Ruzena Halabi. */
const isInverted = (words: readonly TaggedWord[], verb: number): boolean => {
  const [previous, word, next] = [words[verb - 1], words[verb], words[verb + 1]]
  if (previous?.raw === quotationWord) return true
  return previous?.raw === ',' && next?.isCapital === true && word?.lower.endsWith('ing') !== true
}

const subordinators = wordSet(
  'because since if when whether although though while whereas unless until which what where why how whose than who',
)

/** A report inside another clause is not clear enough about its speaker to print a name. */
const placed = (words: readonly TaggedWord[], verb: number, source: Source): Source => {
  if (source.type !== 'named') return source
  const start = words.findLastIndex(({ isMark, raw }, at) => at < verb && isMark && raw !== ')') + 1
  return words.slice(start, verb).some(({ lower }) => subordinators.has(lower)) ? unsure : source
}

/** A verb that may report, with the auxiliaries before it; `verb` and `aux` are lemmas. */
type Reporting = {
  readonly words: readonly TaggedWord[]
  readonly at: number
  readonly verb: string
  readonly aux: readonly string[]
}

const hasModal = ({ aux }: Reporting): boolean => aux.some((lemma) => modals.has(lemma))

/**
 * Naming: “Its champions call it a triumph”, “which Osk calls a gift”, “called the levy a tax”, “finds the levy to be
 * unlawful”.
 */
const namesSo = ({ words, at, verb }: Reporting): boolean => {
  const isCalled =
    /^(?:it|this|that|them|him|her)$/u.test(words[at + 1]?.lower ?? '') ||
    words.slice(Math.max(0, at - 4), at).some(({ lower }) => lower === 'which') ||
    (words[at + 1]?.tag === 'DET' && words[at + 2]?.tag === 'NOUN' && /^an?$/u.test(words[at + 3]?.lower ?? ''))
  const isFound = words
    .slice(at + 1, at + 9)
    .some(({ lower }, index, rest) => lower === 'to' && rest[index + 1]?.lower === 'be')
  return (verb === 'call' && isCalled) || (verb === 'find' && isFound)
}

/** Whether the word follows without which an everyday verb reports nothing: sees X *as*, points *out*. */
const hasCompanion = ({ words, at, verb }: Reporting): boolean => {
  const needs = companions.get(verb)
  // “Puts the cost of a line for 50 million doses at …”
  const span = verb === 'put' ? 30 : 8
  return needs === undefined || words.slice(at + 1, at + 1 + span).some(({ lower }) => needs.includes(lower))
}

/**
 * Whether the verb reports nothing after all: “it is fair to say”, “more than they say”, “they must say”, “what they say
 * matters less”.
 */
const isNoReport = ({ words, at, verb, aux }: Reporting): boolean => {
  const clause = words.slice(words.findLastIndex(({ isMark }, index) => index < at && isMark) + 1, at)
  const isMeasure = clause.slice(-4).some(({ lower }) => lower === 'than')
  const demand = words[words.findLastIndex(({ lower }, index) => index < at && lower === 'to') - 1]?.lemma ?? ''
  const isDemanded = aux.some((lemma) => firmly.has(lemma)) || (aux.includes('to') && firmly.has(demand))
  const isAside = words[at - 1]?.raw === ',' && words[at + 1]?.raw === ','
  const isTopic =
    words.slice(Math.max(0, at - 6), at).some(({ lower }) => /^what(?:ever)?$/u.test(lower)) &&
    words[at + 1]?.lower !== 'that'
  // “The task is to convince voters that …”, “would help envision a peace”: nobody has done it yet.
  const isTask =
    (/^(?:convince|persuade)$/u.test(verb) && words[at - 1]?.lower === 'to' && words[at - 2]?.lemma === 'be') ||
    words[at - 1]?.lemma === 'help'
  return isImpersonal(words, at) || isMeasure || isDemanded || isAside || isTopic || isTask
}

/** “…, warning that the port is lost”. */
const gerundReport = ({ words, at, verb }: Reporting): Source | undefined => {
  if (!speechVerbs.has(verb) || !hasContent(words, at)) return undefined
  if (at === 0 || /^(?:without|worth|in|of)$/u.test(words[at - 1]?.lower ?? '')) return undefined
  return unsure
}

const isInstrument = (words: readonly TaggedWord[], verb: number): boolean =>
  words.slice(Math.max(0, verb - 6), verb).some(({ lemma }) => instruments.has(lemma))

/** “Portrays the levy as a fine”. */
const casts = ({ words, at, verb }: Reporting): boolean =>
  casting.has(verb) && words.slice(at + 1, at + 9).some(({ lower }) => lower === 'as')

/** Whether a body or a paper found something; with another subject, it is the writer’s own interpretation. */
const isFinding = (reporting: Reporting, subject: Source): boolean => {
  const { words, at, verb } = reporting
  const isSure =
    (subject.type === 'named' && subject.isPaper) ||
    words[at + 1]?.lower === 'that' ||
    /^(?:estimate|calculate|count|project|forecast)$/u.test(verb)
  return (
    isSure &&
    !hasModal(reporting) &&
    words.slice(at + 1, at + 9).some(({ lower, tag }) => lower === 'that' || tag === 'NUM')
  )
}

/** The report of a verb in the active voice: its subject is somebody else, or a thing. */
const activeReport = (reporting: Reporting, subject: Source): Source | undefined => {
  const { words, at, verb, aux } = reporting
  const next = words[at + 1]?.lower
  const isThing = subject.type === 'thing'
  if (casts(reporting)) return hasModal(reporting) ? undefined : unsure
  if (mindVerbs.has(verb)) {
    return next === 'to' || hasModal(reporting) || (isThing && next !== 'that') ? undefined : unsure
  }
  if (pretending.has(verb) && next === 'to') return unsure
  const isContent = hasContent(words, at)
  if (isThing) {
    const hasClause = words.slice(at + 1, at + 5).some(({ lower }) => lower === 'that')
    return isContent && hasClause && speechVerbs.has(verb) && !isInstrument(words, at) ? unsure : undefined
  }
  if (findingVerbs.has(verb) && !isFinding(reporting, subject)) return undefined
  if (!findingVerbs.has(verb) && !isContent) return companions.has(verb) || pronouncing.has(verb) ? unsure : undefined
  return aux.includes('to') ? unsure : placed(words, at, subject)
}

/** Whose words the verb at `at` reports; undefined if it reports none. */
export const verbReport = (words: readonly TaggedWord[], at: number, verb: string): Source | undefined => {
  const reporting = { words, at, verb, aux: auxiliaries(words, at) }
  const subject = subjectOf(words, at)
  // “China could reduce actions seen as hostile”: only the actions are seen so.
  if (words[at]?.lower === 'seen' && reporting.aux.length === 0 && words[at - 1]?.tag === 'NOUN') return undefined
  if (namesSo(reporting)) return subject.type === 'author' ? author : unsure
  const isBe = reporting.aux.includes('be')
  const isGerund = words[at]?.lower.endsWith('ing') === true
  const isPassive = isBe && !isGerund && isParticiple(words[at])
  // “It was seen to be harmless”: a belief, whatever follows.
  const isBelieved = isPassive && mindVerbs.has(verb) && words[at + 1]?.lower === 'to'
  if (!hasCompanion(reporting) && !isBelieved) return undefined
  if (isPassive) return passiveReport(words, at, reporting.aux)
  if (isNoReport(reporting)) return undefined
  if (isInverted(words, at)) return sourceOf(words.slice(at + 1))
  if (isGerund && !isBe) return gerundReport(reporting)
  // “Of these posts, one argues that …”
  if (words[at - 1]?.lower === 'one') return unsure
  if (subject.type === 'author') return hasContent(words, at) ? author : undefined
  return activeReport(reporting, subject)
}
