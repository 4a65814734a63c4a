import type { Commentary, CommentaryText } from '../../commentary/commentary.ts'
import type { Quote } from '../port.ts'
import { type BodySentence, bodySentences } from '../text/body.ts'
import { type Speaker, speakersOf } from '../text/speakers.ts'
import { countWords } from '../text/words.ts'
import { isQuotable, isShowable, type Part, partsOf } from './eligible.ts'
import { leansBack } from './lean.ts'
import { scoreOf, type Weights } from './rank.ts'
import { signalsOf } from './signals.ts'

/** A sentence that may be shown, with whose view it gives and how good a claim it makes. */
export type Candidate = {
  readonly sentence: BodySentence
  /** The sentence without its leading connective. */
  readonly quote: Quote
  /** The sentence before, where this one cannot be read without it. */
  readonly context: Quote | undefined
  /** Whether it can be read alone as it stands, or with its context. */
  readonly isClear: boolean
  /** Words of quote and context, as the budget counts them. */
  readonly length: number
  readonly speaker: Exclude<Speaker, { type: 'unsure' }>
  readonly score: number
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
/** What leans on a sentence that cannot be shown is taken only where fewer than three others fit; in grades. */
const lostPenalty = 2

/** Whether a part needs the sentence before: its connective or its words point back. */
const leansOn = (text: string, { from, to, lead }: Part): boolean =>
  /(?<![\p{L}])(?:this|that|these|those)(?![\p{L}])/iu.test(lead) || leansBack(text.slice(from, to))

const wholeOf = (text: string): Part => ({ from: 0, to: text.length, lead: '' })

const quoteOf = ({ text, start }: BodySentence, { from, to }: Part = wholeOf(text)): Quote => ({
  text: text.slice(from, to),
  start: start + from,
  end: start + to,
})

/**
 * The sentences of the body that may be quoted, each once, scored. What leans on the sentence before comes with it; where
 * that one may not be shown or is not the author’s, the sentence comes last of all. `weights` other than the engine’s own are for fitting.
 */
export const candidatesOf = (commentary: Commentary, text: CommentaryText, weights?: Weights): Candidates => {
  const body = bodySentences(commentary, text)
  const sentences = body.slice(0, mostSentences)
  const speakers = speakersOf(sentences, text.text)
  const { all: read, likeness } = signalsOf(sentences, commentary)
  const seen = new Set<string>()

  const contextOf = (index: number): BodySentence | undefined => {
    const [before, own] = [sentences[index - 1], sentences[index]]
    if (before === undefined || before.section !== own?.section || speakers[index - 1]?.type === 'unsure')
      return undefined
    return isShowable(before.text) ? before : undefined
  }

  const all = sentences.flatMap((sentence, index): Candidate[] => {
    const [speaker, own] = [speakers[index], read[index]]
    if (speaker === undefined || own === undefined || speaker.type === 'unsure') return []
    const key = sentence.text.toLowerCase()
    if (seen.has(key)) return []
    seen.add(key)
    const parts = partsOf(sentence.text).filter((one) => isQuotable(sentence.text, one))
    const part = parts.find((one) => !leansOn(sentence.text, one)) ?? parts[0]
    if (part === undefined) return []
    const leans = leansOn(sentence.text, part)
    const before = leans && part.from === part.lead.length ? contextOf(index) : undefined
    const isLost = leans && before === undefined
    const quote = quoteOf(sentence, part)
    return [
      {
        sentence,
        quote,
        context: before && quoteOf(before),
        isClear: before === undefined ? part.from === 0 && !isLost : !leansOn(before.text, wholeOf(before.text)),
        length: countWords(quote.text) + (before?.length ?? 0),
        speaker,
        score: scoreOf(own, speaker, weights) - (isLost ? lostPenalty : 0),
        stems: own.stems,
      },
    ]
  })
  return {
    all,
    bodyWords: body.reduce((sum, sentence) => sum + sentence.length, 0),
    likeness: (a, b) => likeness(a.stems, b.stems),
  }
}
