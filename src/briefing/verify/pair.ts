import { align } from '../text/align.ts'
import { tagWords, type TaggedWord } from '../text/grammar.ts'
import { type Cue, findCues } from './cues.ts'
import { isSame, readTokens, type Token } from './tokens.ts'

/** Which word of the claim is paired with which word of the source, by index; each is in at most one pair. */
type Alignment = {
  readonly toSource: ReadonlyMap<number, number>
  readonly toClaim: ReadonlyMap<number, number>
  /** Words of the claim that are in the same order as in the source. */
  readonly inOrder: ReadonlySet<number>
}

/** A text, prepared for the checks. */
export type Side = {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly cues: readonly Cue[]
  /** The part of speech of each token. The tagger is right in about 19 words of 20. */
  readonly tags: readonly (TaggedWord['tag'] | undefined)[]
  /** Which tokens are verbs, by index. */
  readonly verbs: ReadonlySet<number>
}

/** A claim and the sentence, or sentences, that support it. */
export type Pair = {
  readonly claim: Side
  readonly source: Side
  readonly alignment: Alignment
  /** The name of the source in messages: `sentence 33`. */
  readonly label: string
  /** Title, subhead, synopsis and paragraph: where the antecedents of the source's pronouns are. */
  readonly context: readonly Token[]
  /** The full commentary, for names and figures. */
  readonly whole: readonly Token[]
}

/**
 * The finding of a check. `sure` rejects the claim; `hint` goes to the judge. `likely` and `guess` count only in a suspect claim
 * (difference.ts), as hints; in a clearly suspect one `likely` is `sure`.
 */
export type Finding = {
  readonly code: string
  readonly message: string
  readonly weight: 'sure' | 'hint' | 'likely' | 'guess'
}

const finding =
  (weight: Finding['weight']) =>
  (code: string, message: string): Finding => ({ code, message, weight })

export const sure = finding('sure')
export const hint = finding('hint')
export const likely = finding('likely')
export const guess = finding('guess')

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
  return { claim, source, alignment, ...rest }
}

/** The words of a side from one token to another, as written. */
export const wordsAt = ({ text, tokens }: Side, from: number, to: number): string =>
  text.slice(tokens[from]?.start ?? 0, tokens[to]?.end ?? 0)
