import { align } from '../text/align.ts'
import { tagWords, type TaggedWord } from '../text/grammar.ts'
import { isClose, type Measures, measuresOf } from './closeness.ts'
import { type Cue, findCues } from './cues.ts'
import { isSame, readTokens, type Token } from './tokens.ts'

/** Which word of the claim stands for which of the source, by index; each is paired once at most. */
type Alignment = {
  readonly toSource: ReadonlyMap<number, number>
  readonly toClaim: ReadonlyMap<number, number>
  /** Words of the claim that keep their order. */
  readonly inOrder: ReadonlySet<number>
}

/** A text as the checks read it. */
export type Side = {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly cues: readonly Cue[]
  /** The part of speech of each token. The tagger is right in about 19 words of 20. */
  readonly tags: readonly (TaggedWord['tag'] | undefined)[]
  /** Which tokens are verbs, by index. */
  readonly verbs: ReadonlySet<number>
}

/** A claim beside the sentence, or sentences, that it rests on. */
export type Pair = {
  readonly claim: Side
  readonly source: Side
  readonly alignment: Alignment
  readonly measures: Measures
  /** Whether the claim keeps close to the wording of the source. */
  readonly isClose: boolean
  /** How messages call the source: `sentence 33`. */
  readonly label: string
  /** Title, subhead, synopsis and paragraph: where the source's pronouns find their names. */
  readonly context: readonly Token[]
  /** The whole commentary, for names and figures. */
  readonly whole: readonly Token[]
}

/** Something that a check saw: sure, and then it refuses the claim, or a hint at what a judge should look at. */
export type Finding = { readonly code: string; readonly message: string; readonly isSure: boolean }

export const sure = (code: string, message: string): Finding => ({ code, message, isSure: true })

export const hint = (code: string, message: string): Finding => ({ code, message, isSure: false })

/** Sure where the claim keeps close to the wording of its sentence; a hint where it retells freely, and words are paired by guess. */
export const sureIfClose = ({ isClose }: Pair, code: string, message: string): Finding =>
  isClose ? sure(code, message) : hint(code, message)

/** A hint where the claim keeps close to the wording of its sentence; nothing elsewhere. */
export const guess = ({ isClose }: Pair, code: string, message: string): Finding[] =>
  isClose ? [hint(code, message)] : []

export const readSide = (text: string): Side => {
  const tokens = readTokens(text)
  const tagAt = new Map(tagWords(text).map(({ tag, start }) => [start, tag]))
  const tags = tokens.map(({ start }) => tagAt.get(start))
  const verbs = new Set([...tags.keys()].filter((at) => tags[at] === 'VERB' || tags[at] === 'AUX'))
  return { text, tokens, cues: findCues(tokens), tags, verbs }
}

export const pairOf = (claim: Side, source: Side, rest: Pick<Pair, 'label' | 'context' | 'whole'>): Pair => {
  const { toRight, toLeft, inOrder } = align(claim.tokens, source.tokens, isSame, ({ isContent }) => isContent)
  const alignment = { toSource: toRight, toClaim: toLeft, inOrder }
  const measures = measuresOf(claim, source, alignment.toSource, rest.context)
  return { claim, source, alignment, measures, isClose: isClose(measures), ...rest }
}

/** The words of a side from one token to another, as they are written. */
export const wordsAt = ({ text, tokens }: Side, from: number, to: number): string =>
  text.slice(tokens[from]?.start ?? 0, tokens[to]?.end ?? 0)
