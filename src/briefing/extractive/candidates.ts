import type { Commentary, CommentaryText } from '../../commentary/commentary.ts'
import { type BodySentence, bodySentences } from '../text/body.ts'
import { isQuotable } from './eligible.ts'
import { scoreOf, type Weights } from './rank.ts'
import { signalsOf } from './signals.ts'
import { type Speaker, speakersOf } from '../text/speakers.ts'

/** A sentence that may be shown, with whose view it gives and how good a claim it makes. */
export type Candidate = {
  readonly sentence: BodySentence
  readonly voice: Exclude<Speaker, { type: 'unsure' }>
  readonly score: number
  /** Its meaningful words, to tell candidates that say the same. */
  readonly stems: readonly string[]
}

export type Candidates = {
  /** In the order of the text. */
  readonly all: readonly Candidate[]
  readonly bodyWords: number
  /** Likeness of two candidates, 0-1. */
  readonly likeness: (a: Candidate, b: Candidate) => number
}

/** Comparing every sentence with every other is quadratic; what stands beyond this many has to do without. */
const mostSentences = 500

/** The sentences of the body that may be quoted, each once, scored; `weights` other than the engine's own are for fitting. */
export const candidatesOf = (commentary: Commentary, text: CommentaryText, weights?: Weights): Candidates => {
  const body = bodySentences(commentary, text)
  const sentences = body.slice(0, mostSentences)
  const voices = speakersOf(sentences, text.text)
  const { stems, signals, likeness } = signalsOf(sentences, commentary)
  const seen = new Set<string>()
  const all = sentences.flatMap((sentence, index): Candidate[] => {
    const voice = voices[index]
    const own = signals[index]
    if (voice === undefined || own === undefined || voice.type === 'unsure' || !isQuotable(sentence)) return []
    const key = sentence.text.toLowerCase()
    if (seen.has(key)) return []
    seen.add(key)
    return [{ sentence, voice, score: scoreOf(own, voice, weights), stems: stems[index] ?? [] }]
  })
  return {
    all,
    bodyWords: body.reduce((sum, sentence) => sum + sentence.length, 0),
    likeness: (a, b) => likeness(a.stems, b.stems),
  }
}
