import type { Commentary, CommentaryText } from '../../commentary/commentary.ts'
import { quotedWords } from '../brackets.ts'
import { type BodySentence, bodySentences } from '../text/body.ts'
import { type Speaker, speakersOf } from '../text/speakers.ts'
import { isQuotable, partsOf } from './eligible.ts'
import { scoreOf, type Weights } from './rank.ts'
import { isClearLead, leadWorth, topicOf } from './lead.ts'
import { createReader, type ReadQuote } from './reading.ts'
import { signalsOf } from './signals.ts'

/** A sentence that may be shown, with its speaker and its scores as a claim. */
export type Candidate = ReadQuote & {
  readonly sentence: BodySentence
  /** The number of words in quote, brackets and context, as the budget counts them. */
  readonly length: number
  readonly speaker: Exclude<Speaker, { type: 'unsure' }>
  readonly score: number
  readonly stems: readonly string[]
  /** How good a first claim it would be, in grades: 2 for a core claim, 1 for an acceptable one, 0 for background. */
  readonly lead: number
  /** Whether it can open a post without anything beside it. */
  readonly isClear: boolean
}

export type Candidates = {
  /** In the order of the text. */
  readonly all: readonly Candidate[]
  readonly bodyWords: number
  /** Similarity of two candidates, 0-1. */
  readonly likeness: (a: Candidate, b: Candidate) => number
}

/** Comparing each sentence with every other is quadratic; sentences after this many are not compared. */
const mostSentences = 500
/** For a subhead in the sentence, or words that cannot be understood with what may be shown; in grades. */
const marredPenalty = 1
/** What being understood alone is worth to the first claim, in grades. */
const clarity = 0.5
/** The first claim should be the author’s. */
const quotedPenalty = 1

/**
 * The sentences of the body that may be quoted, each once, with scores. A sentence that depends on the one before comes
 * with it; if that one may not be shown or is not the author’s, the sentence is worth less. `weights` other than the
 * engine’s own are for fitting.
 */
export const candidatesOf = (commentary: Commentary, text: CommentaryText, weights?: Weights): Candidates => {
  const body = bodySentences(commentary, text)
  const sentences = body.slice(0, mostSentences)
  const speakers = speakersOf(sentences, text.text)
  const { all: read, likeness } = signalsOf(sentences, commentary)
  const topic = topicOf(
    commentary.title,
    read.map(({ stems }) => stems),
  )
  const seen = new Set<string>()
  const tagged = read.map(({ words }) => words)
  const readerOf = createReader(sentences, tagged, speakers, commentary, text.text)

  const all = sentences.flatMap((sentence, index): Candidate[] => {
    const [speaker, own] = [speakers[index], read[index]]
    if (speaker === undefined || own === undefined || speaker.type === 'unsure') return []
    const key = sentence.text.toLowerCase()
    if (seen.has(key)) return []
    seen.add(key)
    const parts = partsOf(sentence.text).filter((one) => isQuotable(sentence.text, one))
    const quotes = parts.map((part) => readerOf(index, part))
    const best = quotes.find(({ reading }) => reading === 'alone') ?? quotes[0]
    if (best === undefined) return []
    const isAlone = best.reading === 'alone'
    const score = scoreOf(own, speaker, weights) - (best.reading === 'lost' || sentence.hasRunIn ? marredPenalty : 0)
    const fromEnd = body.length - 1 - index
    const asLead = { sentence: sentence.text, quote: best.quote.text, stems: own.stems, signals: own.signals, fromEnd }
    return [
      {
        ...best,
        sentence,
        length: quotedWords(best),
        speaker,
        score,
        lead:
          score + (isAlone ? clarity : 0) + leadWorth(asLead, topic) - (speaker.type === 'quoted' ? quotedPenalty : 0),
        stems: own.stems,
        isClear: isAlone && !sentence.hasRunIn && isClearLead(asLead, topic),
      },
    ]
  })
  return {
    all,
    bodyWords: body.reduce((sum, sentence) => sum + sentence.length, 0),
    likeness: (a, b) => likeness(a.stems, b.stems),
  }
}
