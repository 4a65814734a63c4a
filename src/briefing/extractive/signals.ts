import type { Commentary } from '../../commentary/commentary.ts'
import { splitSentences } from '../text/sentences.ts'
import type { BodySentence } from '../text/body.ts'
import { centrality, createLikeness } from './centrality.ts'
import { cuesOf } from './cues.ts'
import { stemsOf } from '../text/words.ts'

/** What speaks for and against a sentence as a key claim; every signal lies between 0 and a few units. */
export type Signals = ReturnType<typeof cuesOf> & {
  readonly centrality: number
  readonly likeTitle: number
  /** The author's synopsis says what matters, so what is like it matters; what repeats it is another thing. */
  readonly likeSynopsis: number
  /** 1 where the sentence says again what a sentence of the synopsis says. */
  readonly repeatsSynopsis: number
  readonly progress: number
  readonly endsIntroduction: number
  readonly endsParagraph: number
  /** What an author sets apart in a paragraph of its own. */
  readonly standsApart: number
  readonly length: number
}

/** Authors lay out facts first: behind this share of the sentences one place is as good as another. */
const turn = 0.65
/** Words from which a longer sentence says no more. */
const fullLength = 30
/** The likeness to the synopsis beyond which more of it tells nothing new, and that to one of its sentences which repeats it. */
const fullLikeness = 0.5
const repetition = 0.6

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
  const likeSentences = splitSentences(synopsis ?? '').map(({ text }) => like(text))
  const signals = sentences.map((sentence, index) => ({
    ...cuesOf(sentence.text),
    centrality: central[index] ?? 0,
    likeTitle: likeTitle[index] ?? 0,
    likeSynopsis: Math.min(1, (likeSynopsis[index] ?? 0) / fullLikeness),
    repeatsSynopsis: Number(likeSentences.some((figures) => (figures[index] ?? 0) >= repetition)),
    progress: Math.min(1, index / Math.max(1, sentences.length - 1) / turn),
    endsIntroduction: Number(sentence.section === 0 && sentence.isLastOfSection),
    endsParagraph: Number(sentence.isLastOfParagraph),
    standsApart: Number(sentence.isFirstOfParagraph && sentence.isLastOfParagraph),
    length: Math.min(1, sentence.length / fullLength),
  }))
  return { stems, signals, likeness }
}
