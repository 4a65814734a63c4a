import { quotationWord, type TaggedWord } from './grammar.ts'
import { bodyNouns, groups, instruments, nameLinks, papers, titles } from './speech-words.ts'
import { wordSet } from './word-set.ts'

/**
 * Whose words a report gives. `unsure`: somebody’s, but the text is not clear enough to print a name; `thing`: no
 * speaker, because the verb is used figuratively (“a permit tells a partner …”).
 */
export type Source =
  | { readonly type: 'author' | 'pronoun' | 'unsure' | 'thing' }
  | { readonly type: 'named'; readonly name: string; readonly isPaper: boolean }

export const author: Source = { type: 'author' }
export const unsure: Source = { type: 'unsure' }
const pronoun: Source = { type: 'pronoun' }
const thing: Source = { type: 'thing' }

const relatives = new Set(['who', 'which', 'that', 'whom', 'whose'])
/** Before “who”: people in general, so that the words are the writer’s. */
const anybody = new Set(['those', 'anyone', 'anybody', 'whoever', 'everyone', 'everybody', 'one', 'you'])
const vague = wordSet(
  'some many most other others several few all people person man woman friend colleague nobody none somebody someone',
)
const own = new Set(['our', 'my'])

/** The person in “Henriette Aalbers of the Labour Institute”; “Ministry of Foreign Affairs” is not split. */
export const personOf = (words: readonly string[]): readonly string[] => {
  const link = words.findIndex((word) => ['of', 'for', 'and'].includes(word))
  const head = words.slice(0, link)
  return link >= 2 && !head.some((word) => bodyNouns.has(word.toLowerCase())) ? head : words
}

/** The words of a name as printed, with the full stops of initials and with hyphens. */
const rawOf = (words: readonly TaggedWord[]): string[] => {
  const parts: string[] = []
  for (const [at, { raw, isMark, end, isTied }] of words.entries()) {
    if (isMark) continue
    const next = words[at + 1]
    const part = next?.raw === '.' && next.start === end ? `${raw}.` : raw
    const before = isTied ? parts.pop() : undefined
    parts.push(before === undefined ? part : `${before}-${part}`)
  }
  return parts
}

/** “Centre for Agrarian Policy” is an institution, “Harbour Act” is not. */
const isBody = (run: readonly TaggedWord[]): boolean =>
  run.some(({ lower }, at) => bodyNouns.has(lower) && nameLinks.has(run[at + 1]?.lower ?? ''))

/** The speaker named by a run of capitalised words, without titles. */
const named = (run: readonly TaggedWord[], isPaper = false): Source => {
  const last = run.findLast(({ isMark }) => !isMark)
  if (last !== undefined && instruments.has(last.lower) && !isBody(run)) return thing
  const from = run.findIndex(({ lower, isMark }) => !isMark && !titles.has(lower))
  const name = personOf(rawOf(run.slice(Math.max(0, from)))).join(' ')
  return name === '' ? unsure : { type: 'named', name, isPaper }
}

const inName = (word: TaggedWord | undefined): boolean =>
  word !== undefined &&
  word.raw !== quotationWord &&
  (word.isCapital || word.isTied || nameLinks.has(word.lower) || word.raw === '.' || '()'.includes(word.raw))

/** The start of the run of capitalised words that ends with the word at `end`. */
const nameStart = (words: readonly TaggedWord[], end: number): number => {
  let start = end
  for (let at = end - 1; at >= 0 && inName(words[at]) && words[at]?.isPossessive !== true; at -= 1) {
    if (words[at]?.isCapital === true) start = at
  }
  return start
}

/** The index after the run of capitalised words that begins at `from`. */
const nameEnd = (words: readonly TaggedWord[], from: number): number => {
  let end = from
  for (let at = from; at < words.length && inName(words[at]); at += 1) {
    if (words[at]?.isCapital === true || words[at]?.isTied === true) end = at + 1
    if (words[at]?.isPossessive === true) break
  }
  return end
}

/** The maker of a study or survey: “the Lotus River study”, “a tally published in May by the Kestrel Institute”. */
const paperMaker = (words: readonly TaggedWord[], paper: number): Source => {
  const start = nameStart(words, paper)
  if (start < paper) return named(words.slice(start, paper), true)
  const by = words.findLastIndex(({ lower }, at) => at > paper && ['by', 'from'].includes(lower))
  const from = words[by + 1]?.lower === 'the' ? by + 2 : by + 1
  return by !== -1 && words[from]?.isCapital === true ? named(words.slice(from, nameEnd(words, from)), true) : unsure
}

const longestGroupName = 7

/** The speaker that a noun phrase with its prepositional phrases names. */
const phraseSource = (phrase: readonly TaggedWord[]): Source => {
  const words = phrase.filter(({ isMark }) => !isMark)
  const [first] = words
  if (first === undefined) return unsure
  if (first.lower === 'no') return thing
  const paper = words.findIndex(({ lemma }) => papers.has(lemma))
  const isThis = first.lower === 'this' && /^(?:author|commentary|article|essay|paper)$/u.test(words[1]?.lower ?? '')
  if (isThis || words.some(({ lower }) => own.has(lower))) return author
  if (paper !== -1) return paperMaker(words, paper)
  const head = words.findIndex(
    ({ lemma, lower }) => groups.has(lemma) || groups.has(lower.replace(/s$/u, '')) || bodyNouns.has(lower),
  )
  if (head === -1) return words.some(({ lower, tag }) => vague.has(lower) && tag !== 'ADV') ? unsure : thing
  if (words.slice(0, head + 1).some(({ lower, isPossessive }) => isPossessive || vague.has(lower))) return unsure
  const article = words.slice(0, head).findLastIndex(({ tag }) => tag === 'DET' || tag === 'NUM')
  const name = rawOf(words.slice(article + 1))
  return name.length > longestGroupName ? unsure : { type: 'named', name: name.join(' '), isPaper: false }
}

/** The speaker at the beginning of the given words: after “according to”, after an inverted verb, before “’s view”. */
export const sourceOf = (words: readonly TaggedWord[]): Source => {
  const [first] = words
  if (first === undefined) return unsure
  if (first.tag === 'PRON' && /^(?:he|she|they|it|him|her|them)$/u.test(first.lower)) return pronoun
  const from = first.tag === 'DET' && words[1]?.isCapital === true ? 1 : 0
  if (words[from]?.isCapital === true) {
    const run = words.slice(from, nameEnd(words, from))
    const next = words[from + run.length]
    // “Islamic tradition”, “DOSM estimates”: here the name only specifies the noun.
    if (next?.tag === 'NOUN' && run.at(-1)?.isPossessive === false)
      return papers.has(next.lemma) ? named(run, true) : unsure
    return named(run)
  }
  const end = words.findIndex(({ isMark, tag }) => isMark || tag === 'AUX' || tag === 'VERB')
  const stop = end === -1 ? words.length : end
  // “said a fisherman, Tan Lee,”: the name after the occupation.
  if (words[stop]?.raw === ',' && words[stop + 1]?.isCapital === true && nameEnd(words, stop + 1) - stop > 2)
    return named(words.slice(stop + 1, nameEnd(words, stop + 1)))
  const source = phraseSource(words.slice(0, stop))
  return source.type === 'thing' ? unsure : source
}

/** Words between a subject and its verb: adverbs, auxiliaries, “not”, and the verb before an infinitive. */
const isBetween = (words: readonly TaggedWord[], at: number, isInfinitive: boolean): boolean => {
  const word = words[at]
  if (word === undefined || word.isMark) return false
  if (relatives.has(word.lower)) return false
  if (word.tag === 'ADV' || word.tag === 'AUX' || word.tag === 'PART') return true
  return isInfinitive && (word.tag === 'VERB' || word.tag === 'ADJ')
}

const nounTags = new Set(['NOUN', 'PROPN', 'ADJ', 'DET', 'NUM', 'X', 'SYM'])

/** The start of the noun phrase that ends with the word at `end`. */
const phraseStart = (words: readonly TaggedWord[], end: number): number => {
  let start = end
  while (start > 0) {
    const before = words[start - 1]
    if (
      before === undefined ||
      before.isMark ||
      !(nounTags.has(before.tag) || before.isPossessive || /^(?:its|their|his|her|our|my)$/u.test(before.lower))
    )
      break
    start -= 1
    if (before.tag === 'DET' && words[start - 1]?.tag !== 'DET') break
  }
  return start
}

const openingOf = (words: readonly TaggedWord[], at: number): number => {
  const mark = words[at]?.raw === ')' ? '(' : words[at]?.raw
  return words.findLastIndex(({ raw }, index) => index < at && raw === mark)
}

/** The subject to the left of the verb at `verb`, across adverbs, prepositional phrases and appositions. */
export const subjectOf = (words: readonly TaggedWord[], verb: number): Source => {
  let at = verb - 1
  let isInfinitive = false
  while (isBetween(words, at, isInfinitive)) {
    if (words[at]?.lower === 'to') isInfinitive = true
    at -= 1
  }
  let end = at
  for (let step = 0; step < 6; step += 1) {
    const word = words[at]
    if (word === undefined) return thing
    if (['i', 'we'].includes(word.lower)) return author
    if (/^(?:he|she|they|it)$/u.test(word.lower)) return pronoun
    // “one of the capitals” is somebody.
    if (anybody.has(word.lower) && step === 0) return author
    // “This suggests that …” is the writer’s interpretation.
    if (/^(?:what(?:ever)?|this|these)$/u.test(word.lower)) return thing
    if (relatives.has(word.lower)) return anybody.has(words[at - 1]?.lower ?? '') ? author : unsure
    if (vague.has(word.lower)) return unsure
    if (word.isMark) {
      const open = openingOf(words, at)
      if (open === -1 || !',)-'.includes(word.raw)) return unsure
      const inside = words.slice(open + 1, at)
      const from = inside.findIndex(({ lower }) => !titles.has(lower))
      if (inside[from]?.isCapital === true && nameEnd(inside, from) === inside.length) return named(inside)
      const by = inside.findLastIndex(({ lower }) => lower === 'by')
      if (by !== -1 && words.slice(0, open).some(({ lemma }) => papers.has(lemma)))
        return sourceOf(inside.slice(by + 1))
      at = open - 1
      end = at
      continue
    }
    if (word.tag === 'CCONJ' && step === 0) {
      // “He came and said that …”: the subject of the verb before.
      if (at === 0) return thing
      const before = words.findLastIndex(({ tag }, index) => index < at && (tag === 'VERB' || tag === 'AUX'))
      return before === -1 ? unsure : subjectOf(words, before)
    }
    if (word.isCapital) {
      const start = nameStart(words, at)
      const lead = words[start - 1]?.tag === 'DET' ? start - 2 : start - 1
      if (words[lead]?.tag === 'ADP' && !['by', 'of', 'from'].includes(words[lead]?.lower ?? '') && lead > 0) {
        at = lead - 1
        continue
      }
      if (words[lead]?.tag === 'ADP' && lead > 0) {
        const phrase = words.slice(phraseStart(words, lead - 1), end + 1)
        const source = phraseSource(phrase)
        if (source.type !== 'thing') return source
      }
      return named(words.slice(start, at + 1), papers.has(word.lemma))
    }
    if (!nounTags.has(word.tag) && !word.isPossessive) return unsure
    const start = phraseStart(words, at)
    if (words[start - 1]?.tag === 'ADP' && start > 1) {
      at = start - 2
      continue
    }
    return phraseSource(words.slice(start, end + 1))
  }
  return unsure
}
