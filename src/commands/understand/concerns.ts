import { readFileSync } from 'node:fs'
import { stemOf } from '../../archive/query/words.ts'
import { once } from '../../once.ts'
import { conceptsOf, isFunctionWord } from './lexicon.ts'
import { withoutManners } from './manners.ts'
import type { Sentence } from './sentence.ts'
import { standsFor, type Token } from './tokens.ts'

/** What a line may be about: an answer in one or two sentences, and the commands for it. */
export type Concern = {
  readonly name: string
  readonly title: string
  readonly answer: string
  /** Lines of commands; `{subject}` and other slots stand for words of the line, and `form NAME` opens a form. */
  readonly commands: readonly string[]
  /** A command that only reads, and answers the line itself. */
  readonly runs: string | undefined
}

/** A concern, and how similar the line is to the nearest of its examples: 1 if it has the same words. */
export type Recognised = {
  readonly concern: Concern
  readonly likeness: number
  /** The words of the line, in order, that the example does not contain: they may fill a slot, or remain unexplained. */
  readonly left: readonly Token[]
  /** Whether the example names something, as the line may do in its place. */
  readonly hasSubject: boolean
}

/** Whether a word says when. */
export const isWhen = (token: Token): boolean => standsFor(token, 'cadence', 'until', 'date', 'period')

/** Whether the line has words that its nearest example has no place for. */
export const leavesWords = ({ left, hasSubject }: Recognised): boolean =>
  left.some((token) => !token.isSilent && !(hasSubject && token.concepts.size === 0))

/** From this likeness on, a line is taken to be about the concern of the nearest example. */
export const sure = 0.6

/** Commands that show something of the archive; one is near enough to another. */
export const reading: ReadonlySet<string> = new Set(
  'search latest show cite related claims timeline export quote names'.split(' '),
)

/** The verbs of a concern's commands and forms. */
const verbsIn = ({ commands, runs = '' }: Concern): readonly string[] =>
  [...commands, `/rsis ${runs}`].map((line) => line.split(' ')[1] ?? '')

/** Whether a concern is a search, and nothing else. */
export const isSearch = ({ commands: [first = ''] }: Concern): boolean => /^\/rsis (?:search|latest) \{/u.test(first)

/** From this likeness on, an example counts more than a complete reading by forms. */
const overruling = 0.75

/**
 * Whether a line that was read as commands with these verbs is surely about something else. If the commands explain every word of it
 * (`isWhole`), only a very similar example (`overruling`) that leaves no word over shows that.
 */
export const isContradicted = (verbs: readonly string[], [best]: readonly Recognised[], isWhole: boolean): boolean => {
  if (best === undefined || verbs.length === 0 || best.likeness < (isWhole ? overruling : sure)) return false
  if (isWhole && (leavesWords(best) || isSearch(best.concern))) return false
  const own = verbsIn(best.concern)
  const isReading =
    reading.has(own[0] ?? '') && best.concern.commands.some((line) => /\{(?:subject|author)\}/u.test(line))
  return !verbs.some((verb) => own.includes(verb) || (isReading && reading.has(verb)))
}

/** The concepts of words that say when, how long or how much later. */
export const timeConcepts = ['cadence', 'until', 'date', 'period', 'shift'] as const

/** What the words of a slot are replaced by, so that a line is compared by what it says of them. */
const slots: readonly (readonly [name: string, concepts: readonly string[]])[] = [
  ['{site}', ['site']],
  ['{id}', ['ref']],
  ['{channel}', ['place']],
  ['{quote}', ['quote']],
  ['{time}', timeConcepts],
]

const slotOf = (token: Token): string | undefined => slots.find(([, concepts]) => standsFor(token, ...concepts))?.[0]

const word = /\{\p{L}+\}|[\p{L}\p{M}]+(?:'\p{L}+)?|\p{N}+/gu
const wordsIn = (text: string): readonly string[] => text.toLowerCase().match(word) ?? []
const stemmed = (one: string): string => (one.startsWith('{') ? one : /^\p{N}/u.test(one) ? '{number}' : stemOf(one))

/** A word as it is compared: its stem, or the name of the slot that it fills. */
type Compared = { readonly word: string; readonly stem: string }

/** Words that name something, and are in no example. */
const named: Compared = { word: '{s}', stem: '{s}' }

const exampleWords = (line: string): readonly Compared[] =>
  wordsIn(line).map((one) => ({ word: one, stem: stemmed(one) }))

/** The words of a sentence as examples have them. A word of no example is compared by its concepts, or it names something. */
const comparedWords = ({ tokens, text }: Sentence, vocabulary: ReadonlySet<string>): readonly Compared[] =>
  tokens
    .flatMap((token): readonly Compared[] => {
      const slot = slotOf(token)
      const typed = text.slice(token.start, token.end)
      // `US`, `WHO`: names. The bot's own name is none.
      if (/^\p{Lu}{2,}$/u.test(typed) && /\p{Ll}/u.test(text) && token.word !== 'rsis' && isFunctionWord(token.word))
        return [named]
      const words = exampleWords(typed)
      const known = words.filter(({ stem }) => vocabulary.has(stem))
      if (slot !== undefined) return [{ word: slot, stem: slot }, ...known]
      if (known.length > 0) return known
      if (token.concepts.size > 0) return [{ word: token.word, stem: '' }]
      return token.isSilent ? [] : [named]
    })
    .filter(({ stem }, at, all) => stem !== named.stem || all[at - 1]?.stem !== named.stem)

type Features = ReadonlyMap<string, number>

const gramLength = 4

const isSlotName = (stem: string): boolean => stem.startsWith('{')

/** The stems of words, pairs of them, their concepts and their groups of letters. */
const featuresOf = (words: readonly Compared[]): Features => {
  const found = new Map<string, number>()
  const add = (feature: string, weight: number): void => {
    found.set(feature, (found.get(feature) ?? 0) + weight)
  }
  for (const [at, { word: one, stem }] of words.entries()) {
    const before = words[at - 1]?.stem ?? '^'
    if (stem !== '') add(stem, 1)
    if (stem !== '' && before !== '') add(`${before} ${stem}`, isSlotName(before) || isSlotName(stem) ? 0.3 : 0.6)
    if (isSlotName(stem)) continue
    for (const concept of conceptsOf(one)) add(`=${concept}`, 0.5)
    const padded = `_${one}_`
    for (let from = 0; from + gramLength <= padded.length; from += 1)
      add(`~${padded.slice(from, from + gramLength)}`, 0.2)
  }
  return found
}

/** Whether a feature says what a line is about, and not only how it is said. */
const isTelling = (feature: string): boolean =>
  feature.startsWith('=') || (/^[^~^ {]+$/u.test(feature) && !isFunctionWord(feature))

/** How much it counts that a line has a slot, or names something: as much as a rare word, because it decides what is meant. */
const slotWeight = 3

type Example = { readonly concern: Concern; readonly line: string }

/** The concerns with their examples, from the lines of `concerns.txt`. */
const readConcerns = (text: string): readonly Example[] =>
  text
    .split(/^# /mu)
    .slice(1)
    .flatMap((part) => {
      const [head = '', ...lines] = part.trim().split('\n')
      const [name = '', title = ''] = head.split(/: (.*)/u)
      const after = (sign: string): readonly string[] =>
        lines.flatMap((line) => (line.startsWith(sign) ? line.slice(sign.length) : []))
      const concern: Concern = {
        name,
        title,
        answer: lines.filter((line) => !/^(?:[-=] |\/rsis |form )/u.test(line)).join(' '),
        commands: lines.filter((line) => /^(?:\/rsis|form) /u.test(line)),
        runs: after('= ')[0],
      }
      return after('- ').map((line) => ({ concern, line: line.replaceAll(/\{(?:when|until|date)\}/gu, '{time}') }))
    })

/** The words of a sentence that an example with these features does not contain, nor any of the same meaning. Each slot takes one word. */
const leftIn = ({ tokens }: Sentence, own: Features): readonly Token[] => {
  const free = new Map(slots.map(([name]) => [name, own.get(name) ?? 0]))
  return tokens.filter((token) => {
    const slot = slotOf(token)
    const places = slot === undefined ? 0 : (free.get(slot) ?? 0)
    if (slot !== undefined && places > 0) {
      free.set(slot, places - 1)
      return false
    }
    const isMeant = [...token.concepts].some((one) => own.has(`=${one}`))
    return !isMeant && !wordsIn(token.word).some((one) => own.has(stemmed(one)))
  })
}

const mostRecognised = 6

/** Compares lines with all examples; made once, with the first line that somebody types. */
const createRecogniser = (examples: readonly Example[]) => {
  const rows = examples.map(({ concern, line }) => ({
    concern,
    features: featuresOf(exampleWords(withoutManners(line))),
  }))
  const counts = new Map<string, number>()
  for (const { features } of rows)
    for (const feature of features.keys()) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  const vocabulary = new Set([...counts.keys()].filter((feature) => /^[^ ~=^{]+$/u.test(feature)))
  const weighed = (features: Features) => {
    const weights = [...features].map(([feature, weight]) => {
      const count = counts.get(feature)
      const rarity =
        isSlotName(feature) && !feature.includes(' ')
          ? slotWeight
          : count === undefined
            ? 0
            : Math.log((rows.length + 1) / count)
      return [feature, weight * rarity] as const
    })
    const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1
    return weights.map(([feature, weight]) => [feature, weight / length] as const)
  }
  const index = new Map<string, { row: number; weight: number }[]>()
  for (const [row, { features }] of rows.entries())
    for (const [feature, weight] of weighed(features)) {
      const known = index.get(feature)
      if (known === undefined) index.set(feature, [{ row, weight }])
      else known.push({ row, weight })
    }
  return (sentence: Sentence): readonly Recognised[] => {
    const words = comparedWords(sentence, vocabulary)
    // Names and times alone are like every example that has them.
    if (words.every(({ stem }) => isSlotName(stem))) return []
    const features = featuresOf(words)
    const isNaming = features.has(named.stem)
    const likenesses = new Float64Array(rows.length)
    const isAlike = new Uint8Array(rows.length)
    for (const [feature, weight] of weighed(features)) {
      const isShared = !isNaming || isTelling(feature) ? 1 : 0
      for (const one of index.get(feature) ?? []) {
        likenesses[one.row] = (likenesses[one.row] ?? 0) + one.weight * weight
        isAlike[one.row] = (isAlike[one.row] ?? 0) | isShared
      }
    }
    const best = new Map<Concern, { likeness: number; features: Features }>()
    for (const [row, { concern, features: own }] of rows.entries()) {
      const likeness = isAlike[row] === 1 ? (likenesses[row] ?? 0) : 0
      if (likeness > (best.get(concern)?.likeness ?? 0)) best.set(concern, { likeness, features: own })
    }
    return [...best]
      .toSorted(([, one], [, other]) => other.likeness - one.likeness)
      .slice(0, mostRecognised)
      .map(([concern, { likeness, features: own }]) => ({
        concern,
        likeness,
        hasSubject: own.has(named.stem),
        left: leftIn(sentence, own),
      }))
  }
}

const examples = once(() => readConcerns(readFileSync(new URL('concerns.txt', import.meta.url), 'utf8')))

/** All concerns, in the order of their file. */
export const concerns = (): readonly Concern[] => [...new Set(examples().map(({ concern }) => concern))]

const recogniser = once(() => createRecogniser(examples()))

/** All concerns, those of which the line is most likely first. */
export const recognise = (sentence: Sentence): readonly Recognised[] => recogniser()(sentence)
