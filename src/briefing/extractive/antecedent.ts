import { type TaggedWord, tagWords } from '../text/grammar.ts'
import { bodyNouns, groups, instruments } from '../text/speech-words.ts'
import type { Pointer } from './lean.ts'
import { wordSet } from '../text/word-set.ts'

/** What may tell the meaning of a pointing word, tagged: a sentence before it, the subhead or the title. */
export type Source = { readonly text: string; readonly words: readonly TaggedWord[] }

export const sourceOf = (text: string): Source => ({ text, words: tagWords(text) })

/** Before a name these call a person, and nothing else. Lower case. */
const personTitles =
  wordSet(`mr mrs ms dr prof professor president premier pm minister chancellor senator king queen prince sultan emir sheikh ayatollah pope
  general gen admiral colonel col major captain capt sir datuk dato tan`)
const titlePattern = new RegExp(`(?<![\\p{L}])(?:${[...personTitles].join('|')})(?![\\p{L}])`, 'iu')

/** Whether a sentence holds a title by which people are called; without one nobody’s name is learnt from it. */
export const mayCall = (sentence: string): boolean => titlePattern.test(sentence)

/** Before a noun these tell nothing of it. */
const bare =
  /^(?:first|second|third|same|such|other|new|many|several|current|latest|recent|next|previous|last|more|most|key|main|own)$/u

/**
 * The fullest name of a thing that a noun alone calls: “coastal radar network” for “this network”. `false` where the source
 * speaks of one that it does not name: nothing before that can be meant.
 */
const namedThing = ({ text, words }: Source, noun: string): string | undefined | false => {
  const end = words.findLastIndex(
    ({ lower, tag, isTied }, at) => lower === noun && tag === 'NOUN' && !isTied && words[at + 1]?.tag !== 'NOUN',
  )
  if (end === -1) return undefined
  let start = end
  const isModifier = (word: TaggedWord | undefined): boolean =>
    word !== undefined && (/^(?:NOUN|PROPN|ADJ|NUM)$/u.test(word.tag) || word.isTied)
  while (isModifier(words[start - 1]) || words[start]?.isTied === true) start -= 1
  const isCount = (at: number): boolean => words[at]?.tag === 'NUM' && words[at + 1]?.isTied !== true
  while (start < end && (bare.test(words[start]?.lower ?? '') || isCount(start))) start += 1
  const [before, first, last] = [words[start - 1], words[start], words[end]]
  if (first === undefined || last === undefined) return undefined
  if (start === end) return /^(?:this|that|these|those|such|the)$/u.test(before?.lower ?? '') ? undefined : false
  // Of “economic and security interests” a part alone would be wrong; “broader context” tells nothing.
  const isPart = before?.tag === 'CCONJ' || (before?.isMark === true && first.tag === 'ADJ')
  const tells = words.slice(start, end).some(({ tag, isCapital }) => tag === 'NOUN' || tag === 'PROPN' || isCapital)
  return isPart || !tells ? false : text.slice(first.start, last.end)
}

/** “The fleet is …”: the name at the head of the sentence before, where nothing new comes up behind it that “it” could mean. */
const subjectBefore = (source: Source | undefined, isPlural: boolean): string | undefined => {
  const { words, text } = source ?? { words: [], text: '' }
  const start = /^(?:the|an?)$/u.test(words[0]?.lower ?? '') ? 1 : 0
  let end = start
  while (/^(?:NOUN|PROPN|ADJ|NUM)$/u.test(words[end]?.tag ?? '')) end += 1
  const [first, head, verb] = [words[start], words[end - 1], words[end]]
  if (first === undefined || head === undefined || end === start || verb?.tag !== 'AUX') return undefined
  const fits = isPlural
    ? head.tag === 'NOUN' && head.lower.endsWith('s') && head.lower !== head.lemma
    : (head.tag === 'PROPN' || head.isCapital) && !/\p{Ll}s$/u.test(head.raw)
  return fits ? text.slice(first.start, head.end) : undefined
}

type Name = { readonly text: string; readonly surname: string; readonly isTitled: boolean }

/** The runs of capitals in a sentence that could be people, as printed. */
const namesIn = ({ text, words }: Source): Name[] => {
  const runs: TaggedWord[][] = []
  for (const [at, word] of words.entries()) {
    if (!word.isCapital || (at === 0 && word.tag !== 'PROPN' && !personTitles.has(word.lower))) continue
    const [run, before] = [runs.at(-1), words[at - 1]]
    if (run !== undefined && before !== undefined && before === run.at(-1) && !before.isPossessive) run.push(word)
    else runs.push([word])
  }
  return runs.flatMap((run): Name[] => {
    const [first] = run
    // “Economic Impact President Halabi …”: a subhead that ran in.
    const called = run[run.findIndex(({ lower }) => personTitles.has(lower))] ?? first
    const name = text.slice(called?.start ?? 0, run.at(-1)?.end ?? 0).replace(/[’'](?:s)?$/u, '')
    const isBody = run.some(({ lower }) => bodyNouns.has(lower) || instruments.has(lower))
    const title = run.findLastIndex(({ lower }) => personTitles.has(lower))
    const before = words[words.findIndex((word) => word === first) - 1]
    if (isBody || run.length > 6 || title === run.length - 1) return []
    const isTitled = title !== -1 || (before !== undefined && personTitles.has(before.lower))
    return [{ text: name, surname: name.split(' ').at(-1) ?? name, isTitled }]
  })
}

/** The last names of everybody whom a text calls by a title, “President Ruzena Halabi”; words of everyday use are none. */
export const surnamesIn = (text: string, sources: readonly Source[]): ReadonlySet<string> => {
  const everyday = new Set(text.match(/(?<![\p{L}])\p{Ll}+/gu))
  const surnames = sources.flatMap((source) =>
    namesIn(source).flatMap(({ surname, isTitled }) => (isTitled ? surname : [])),
  )
  return new Set(surnames.filter((surname) => !everyday.has(surname.toLowerCase())))
}

/** “the minister”, “a cleric”: somebody whom the text does not name there. */
const hasUnnamed = ({ words }: Source): boolean =>
  words.some(({ lower, tag, isCapital }) => tag === 'NOUN' && !isCapital && groups.has(lower))

/**
 * The one person that “he” can mean: nobody else is spoken of between the last sentence that names somebody and the pronoun.
 * Undefined where there may be two.
 */
const namedPerson = (before: readonly Source[], surnames: ReadonlySet<string>): string | undefined => {
  for (const source of before) {
    const names = namesIn(source).filter(({ surname }) => surnames.has(surname))
    const [name, ...others] = names
    if (hasUnnamed(source) || others.some(({ surname }) => surname !== name?.surname)) return undefined
    if (name !== undefined) return names.reduce((best, one) => (one.text.length > best.text.length ? one : best)).text
  }
  return undefined
}

/**
 * The words that tell what a pointer means, as they stand in a source; undefined where that is not sure. `before` are the
 * sentences before it, the nearest first; `heads` the subhead and the title.
 */
export const antecedentOf = (
  pointer: Pointer,
  before: readonly Source[],
  heads: readonly Source[],
  surnames: ReadonlySet<string>,
): string | undefined => {
  if (!('end' in pointer)) return undefined
  if (pointer.kind === 'person') return namedPerson(before, surnames)
  if (pointer.kind !== 'named') return subjectBefore(before[0], pointer.kind === 'things')
  for (const source of [...before, ...heads]) {
    const thing = namedThing(source, pointer.noun)
    if (thing !== undefined) return thing === false ? undefined : thing
  }
  return undefined
}
