import { align, type Alignment } from './align.ts'
import { type Cue, findCues } from './cues.ts'
import { readTokens, type Token } from './tokens.ts'

/** A text as the checks read it. */
export type Side = { readonly text: string; readonly tokens: readonly Token[]; readonly cues: readonly Cue[] }

/** A claim beside the sentence, or sentences, that it rests on. */
export type Pair = {
  readonly claim: Side
  readonly source: Side
  readonly alignment: Alignment
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

export const readSide = (text: string): Side => {
  const tokens = readTokens(text)
  return { text, tokens, cues: findCues(tokens) }
}

export const pairOf = (claim: Side, source: Side, rest: Pick<Pair, 'label' | 'context' | 'whole'>): Pair => ({
  claim,
  source,
  alignment: align(claim.tokens, source.tokens),
  ...rest,
})

/** The words of a side from one token to another, as they are written. */
export const wordsAt = ({ text, tokens }: Side, from: number, to: number): string =>
  text.slice(tokens[from]?.start ?? 0, tokens[to]?.end ?? 0)
