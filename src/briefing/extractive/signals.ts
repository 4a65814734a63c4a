import type { Commentary } from '../../commentary/commentary.ts'
import type { BodySentence } from './body.ts'
import { centrality, createLikeness } from './centrality.ts'
import { cuesOf } from './cues.ts'
import { stemsOf } from './words.ts'

/** What speaks for and against a sentence as a key claim; every signal lies between 0 and a few units. */
export type Signals = ReturnType<typeof cuesOf> & {
  readonly centrality: number
  readonly likeTitle: number
  readonly likeHeading: number
  /** The author's synopsis says what matters, so what is like it matters; what repeats it is another thing: see `rank.ts`. */
  readonly likeSynopsis: number
  readonly progress: number
  readonly isLate: number
  readonly inFirstSection: number
  readonly inLastSection: number
  readonly endsIntroduction: number
  readonly endsSection: number
  readonly endsParagraph: number
  readonly beginsParagraph: number
  readonly length: number
  readonly isShort: number
}

/** The share of the sentences behind which the last fifth begins. */
const lateFrom = 0.8
/** Words from which a longer sentence says no more, and below which one says little. */
const fullLength = 30
const shortLength = 12

/** Figures moved to 0-1 within one text; all 0 where they are all alike. */
const scale = (figures: readonly number[]): number[] => {
  const low = Math.min(...figures)
  const span = Math.max(...figures) - low
  return figures.map((figure) => (span === 0 ? 0 : (figure - low) / span))
}

/** The signals of every sentence of a body, and the stems by which they were compared, in the order given. */
export const signalsOf = (
  sentences: readonly BodySentence[],
  { title, synopsis }: Pick<Commentary, 'title' | 'synopsis'>,
): {
  readonly stems: readonly (readonly string[])[]
  readonly signals: readonly Signals[]
  readonly likeness: ReturnType<typeof createLikeness>
} => {
  const stems = sentences.map((sentence) => stemsOf(sentence.text))
  const likeness = createLikeness(stems)
  const like = (text: string): number[] => {
    const query = stemsOf(text)
    return stems.map((own) => likeness(own, query))
  }
  const central = scale(centrality(stems))
  const likeTitle = scale(like(title))
  const likeSynopsis = like(synopsis ?? '')
  const lastSection = sentences.at(-1)?.section
  const signals = sentences.map((sentence, index) => ({
    ...cuesOf(sentence.text),
    centrality: central[index] ?? 0,
    likeTitle: likeTitle[index] ?? 0,
    likeHeading: likeness(stems[index] ?? [], stemsOf(sentence.heading ?? '')),
    likeSynopsis: likeSynopsis[index] ?? 0,
    progress: index / Math.max(1, sentences.length - 1),
    isLate: Number(index / Math.max(1, sentences.length - 1) > lateFrom),
    inFirstSection: Number(sentence.section === 0),
    inLastSection: Number(sentence.section === lastSection && sentence.section > 0),
    endsIntroduction: Number(sentence.section === 0 && sentence.isLastOfSection),
    endsSection: Number(sentence.isLastOfSection),
    endsParagraph: Number(sentence.isLastOfParagraph),
    beginsParagraph: Number(sentence.isFirstOfParagraph),
    length: Math.min(1, sentence.length / fullLength),
    isShort: Number(sentence.length < shortLength),
  }))
  return { stems, signals, likeness }
}
