import type { Commentary } from '../../commentary/commentary.ts'
import type { BodySentence } from '../text/body.ts'
import { splitSentences } from '../text/sentences.ts'
import { stemsOf } from '../text/words.ts'
import { centrality, createLikeness } from './centrality.ts'
import { cuesOf } from './cues.ts'

/** What speaks for and against a sentence as a key claim; every signal lies between 0 and 1, `assessment` between 0 and 3. */
export type Signals = ReturnType<typeof cuesOf> & {
  readonly centrality: number
  /** Likeness to the title and, where there is one, the author's synopsis: both say what the text is about. */
  readonly likeTitle: number
  /** Likeness to the last sentences, where authors conclude. */
  readonly likeEnd: number
  readonly isNearEnd: number
  readonly length: number
}

export type SentenceSignals = {
  readonly signals: Signals
  /** Its meaningful words, by which it was compared. */
  readonly stems: readonly string[]
  /** Whether it says again what a sentence of the synopsis says. */
  readonly repeatsSynopsis: boolean
}

/** Words from which a longer sentence says no more. */
const fullLength = 30
const nearEnd = 5
const ending = 6
/** The likeness to a sentence of the synopsis from which on a sentence repeats it. */
const repetition = 0.6

/** Figures moved to 0-1 within one text; all 0 where they are all alike. */
const scale = (figures: readonly number[]): number[] => {
  const low = Math.min(...figures)
  const span = Math.max(...figures) - low
  return figures.map((figure) => (span === 0 ? 0 : (figure - low) / span))
}

const meanOf = (figures: readonly number[]): number =>
  figures.reduce((sum, figure) => sum + figure, 0) / Math.max(1, figures.length)

/** The signals of every sentence of a body, in the order given, and the likeness (0-1) of two lists of its stems. */
export const signalsOf = (
  sentences: readonly BodySentence[],
  { title, synopsis = '' }: Pick<Commentary, 'title' | 'synopsis'>,
): { readonly all: readonly SentenceSignals[]; readonly likeness: ReturnType<typeof createLikeness> } => {
  const stems = sentences.map(({ text }) => stemsOf(text))
  const likeness = createLikeness(stems)
  const like = (text: string): number[] => {
    const query = stemsOf(text)
    return stems.map((own) => likeness(own, query))
  }
  const count = sentences.length
  const central = scale(centrality(stems))
  const likeTitle = scale(like(`${title} ${synopsis}`))
  const likeSynopsis = splitSentences(synopsis).map(({ text }) => like(text))
  const cues = sentences.map(({ text }) => cuesOf(text))
  const last = [...stems.keys()].slice(-ending)
  const likeEnd = scale(
    stems.map((own, index) => meanOf(last.flatMap((at) => (at === index ? [] : likeness(own, stems[at] ?? []))))),
  )
  const all = sentences.flatMap((sentence, index) => {
    const own = cues[index]
    return own === undefined
      ? []
      : {
          signals: {
            ...own,
            centrality: central[index] ?? 0,
            likeTitle: likeTitle[index] ?? 0,
            likeEnd: likeEnd[index] ?? 0,
            isNearEnd: Number(index >= count - nearEnd),
            length: Math.min(1, sentence.length / fullLength),
          },
          stems: stems[index] ?? [],
          repeatsSynopsis: likeSynopsis.some((figures) => (figures[index] ?? 0) >= repetition),
        }
  })
  return { all, likeness }
}
