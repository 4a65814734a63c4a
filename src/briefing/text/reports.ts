import type { TaggedWord } from './grammar.ts'
import { firmly, isFinite, verbAt, verbReport, verbTables } from './reporting-verbs.ts'
import {
  feelingNouns,
  framingNouns,
  groups,
  hearsayAdverbs,
  opinionGroups,
  ownedNouns,
  papers,
  viewNouns,
} from './speech-words.ts'
import { author, type Source, sourceOf, unsure } from './subjects.ts'

const isSubjectNoun = (word: TaggedWord | undefined): boolean => /^(?:NOUN|PROPN)$/u.test(word?.tag ?? '')

/** “if Senator Halabi is to be believed”, “if one is to believe the Senator”; “…, he went on, …”. */
const asideReport = (words: readonly TaggedWord[], at: number): Source | undefined => {
  const [word, before] = [words[at], words[at - 1]]
  if (word?.lemma === 'believe' && words.slice(0, at).some(({ lower }) => lower === 'if')) {
    if (before?.lower === 'be') return unsure
    if (before?.lower === 'to') return sourceOf(words.slice(at + 1))
  }
  const isSaying =
    verbTables.some((table) => table.has(word?.lemma ?? '')) || (word?.lemma === 'go' && words[at + 1]?.lower === 'on')
  const open = words.findLastIndex(({ raw }, index) => index < at && raw === ',')
  const subject = words.slice(open + 1, at)
  const closes = words.slice(at + 1, at + 3).some(({ raw }) => raw === ',')
  if (!isSaying || open === -1 || !closes || subject.length === 0 || subject.length > 5 || subject.some(isFinite))
    return undefined
  // “…, no doubt, …”
  if (subject[0]?.lower === 'no') return undefined
  if (subject.length > 1 && (!isSubjectNoun(before) || word?.tag !== 'VERB')) return undefined
  return sourceOf(subject)
}

/** Words by which the writer rejects a view. */
const rejected =
  /^(?:wrong|false|mistaken|inaccurate|untrue|unfounded|misleading|misguided|flawed|absurd|baseless|untenable)$/u

/** Whether the words after a view end with such a rejection. */
const rejects = (words: readonly TaggedWord[]): boolean => {
  const end = words.findLastIndex(({ isMark }) => !isMark)
  const at = words[end - 1]?.tag === 'ADV' ? end - 2 : end - 1
  return rejected.test(words[end]?.lower ?? '') && words[at]?.tag === 'AUX'
}

/** “According to X, …”. After other words, X is a measure unless it is a person or a paper: “given according to need”. */
const accordingTo = (words: readonly TaggedWord[], at: number): Source | undefined => {
  const rest = words.slice(at + 2)
  const end = rest.findIndex(({ isMark }) => isMark)
  const phrase = rest.slice(0, Math.min(6, end === -1 ? 6 : end))
  const isSomebodys = phrase.some(
    ({ isCapital, lemma, tag }) =>
      isCapital || tag === 'PRON' || groups.has(lemma) || papers.has(lemma) || viewNouns.has(lemma),
  )
  return at === 0 || isSomebodys ? sourceOf(rest) : undefined
}

/** “according to X”, “in X’s view”, “the fear that …”, “X’s argument is that …”. */
const phraseReport = (words: readonly TaggedWord[], at: number): Source | undefined => {
  const word = words[at]
  const rest = words.slice(at + 1)
  if (word?.lower === 'according' && rest[0]?.lower === 'to') return accordingTo(words, at)
  const isNoun = word?.tag === 'NOUN' || word?.lower === 'telling'
  const lemma =
    word !== undefined && isNoun ? (/^(?:words|eyes|telling)$/u.test(word.lower) ? word.lower : word.lemma) : ''
  if (word === undefined || !(viewNouns.has(lemma) || ownedNouns.has(lemma))) return undefined
  const lead = words.findLastIndex(
    ({ tag, isPossessive }, index) =>
      index < at && ((tag !== 'ADJ' && tag !== 'ADV' && tag !== 'NOUN') || isPossessive),
  )
  const owner = words[lead]
  const isOwned = owner?.isPossessive === true || /^(?:his|her|their|its)$/u.test(owner?.lower ?? '')
  if (ownedNouns.has(lemma) && !isOwned) return undefined
  // “There is no doubt that …”, “in other words, …”. “Against complaints that …, …”: the writer denies them.
  if (owner?.lower === 'no' || (lemma === 'words' && words[at - 1]?.lower === 'other')) return undefined
  if (/^(?:against|despite|contrary)$/u.test(words[0]?.lower ?? '') && at < 4) return author
  const isFramed = framingNouns.has(lemma) && ['in', 'by', 'on', 'from', 'under'].includes(words[lead - 1]?.lower ?? '')
  const link = rest.findIndex(({ lower }) => /^(?:is|was|are|remains)$/u.test(lower))
  const isStated =
    (rest[0]?.lower === 'that' &&
      (owner?.isPossessive === true || rest[0].tag !== 'DET' || isFinite(rest[2] ?? word)) &&
      !isFinite(rest[1] ?? word)) ||
    (link !== -1 && link <= 24 && rest[link + 1]?.lower === 'that') ||
    (/^(?:in|among)$/u.test(rest[0]?.lower ?? '') &&
      rest.slice(2, 5).some(({ lower, tag }) => lower === 'that' && tag !== 'DET'))
  if (owner !== undefined && ['our', 'my'].includes(owner.lower)) return isFramed ? author : undefined
  // “The view that the port is lost is wrong.”
  if (isStated && rejects(rest)) return author
  if (owner?.isPossessive === true) {
    const opening = words.findLastIndex(
      ({ tag, isMark }, index) => index < lead && (tag === 'ADP' || isMark || isFinite(words[index] ?? word)),
    )
    // “A debate from an islander’s perspective”: only the debate is the islander’s.
    const isOfAll = opening < 1 || words[opening - 1]?.isMark === true
    const frames =
      isOfAll && framingNouns.has(lemma) && ['in', 'by', 'on', 'from'].includes(words[opening]?.lower ?? '')
    if (isStated || frames) return sourceOf(words.slice(opening + 1, at))
  } else if (isOwned) {
    if (isStated || isFramed) return { type: 'pronoun' }
  } else if (isFramed && rest[0]?.lower === 'of') return sourceOf(rest.slice(1))
  if (isStated || (isFramed && /^(?:this|that)$/u.test(owner?.lower ?? ''))) return unsure
  const isSubject = lead <= 2 && at <= 5 && !words.slice(0, at).some(isFinite)
  const isDirected = words.some(({ lower }) => firmly.has(lower))
  const isExistential = words.slice(0, at).some(({ lower }) => lower === 'there')
  return feelingNouns.has(lemma) && (isSubject || isExistential) && !isDirected ? unsure : undefined
}

export const looksLikePeople = /^others$|(?:ers|ors|ists|ians|crats|ants|men)$/u

/** “For some Muslims, …”, “To critics, …”: people whose view the rest of the sentence gives. */
const openingReport = (words: readonly TaggedWord[]): Source | undefined => {
  if (!['for', 'to', 'among'].includes(words[0]?.lower ?? '')) return undefined
  const end = words.findIndex(
    ({ isMark, tag }, at) => at > 0 && (isMark || tag === 'ADP' || tag === 'VERB' || tag === 'AUX'),
  )
  const head = words[end - 1]
  if (head === undefined || end > 6 || words[end]?.raw !== ',') return undefined
  const isMany = words
    .slice(1, end)
    .some(({ lower }) => /^(?:some|many|most|other|others|certain|several)$/u.test(lower))
  return opinionGroups.has(head.lemma) ||
    (words[0]?.lower === 'to' && groups.has(head.lemma)) ||
    (isMany && (groups.has(head.lemma) || head.isCapital || looksLikePeople.test(head.lower)))
    ? unsure
    : undefined
}

/**
 * “A survey of 212 ports could not name one”, “In a survey of 212 ports, …”, “Economists of the stricter school would …”:
 * only the subject or the opening shows that it is a report.
 */
const subjectReport = (words: readonly TaggedWord[]): Source | undefined => {
  const verb = words.findIndex(isFinite)
  if (verb < 1) return undefined
  const subject = words.slice(0, verb)
  const opening = words[0]?.lower === 'in' ? words[1] : words[0]
  const paper = subject.findIndex(({ lemma }) => papers.has(lemma))
  if (
    paper !== -1 &&
    paper < 5 &&
    /^(?:a|an|one|another|its|their|his|her|recent|two|three|several)$/u.test(opening?.lower ?? '') &&
    !/^(?:memorandum|communique|article|book|essay|index|paper|model)$/u.test(subject[paper]?.lemma ?? '')
  )
    return unsure
  const head = subject.findIndex(
    ({ lemma }, at) => opinionGroups.has(lemma) || (lemma === 'school' && words[at + 2]?.lower === 'thought'),
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

/** A sign that words or thoughts are reported; `verb` is the lemma if it is a verb. */
export type Report = { readonly source: Source; readonly verb: string | undefined }

/**
 * All signs in a sentence that somebody’s words or thoughts are reported, including the author’s own. Long quotations
 * must be replaced by `quotationWord` before. Empty if the sentence is plainly the writer's.
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
  const source = openingReport(words) ?? subjectReport(words)
  return source === undefined ? [] : [{ source, verb: undefined }]
}
