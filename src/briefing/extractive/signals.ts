import type { Commentary } from '../../commentary/commentary.ts'
import type { BodySentence } from '../text/body.ts'
import { type TaggedWord, tagWords } from '../text/grammar.ts'
import { splitSentences } from '../text/sentences.ts'
import { stemsOf } from '../text/words.ts'
import { centrality, createLikeness } from './centrality.ts'
import { cuesOf } from './cues.ts'
import { longestSentence, turning } from './eligible.ts'

/** Signals for and against a sentence as a key claim; each between 0 and 1, `assessment` between 0 and 3. */
export type Signals = ReturnType<typeof cuesOf> & {
  readonly centrality: number
  /** Similarity to the title and, if there is one, the author's synopsis: both say what the text is about. */
  readonly likeTitle: number
  /** Similarity to the last sentences, in which authors conclude. */
  readonly likeEnd: number
  /** Close to 1 only near the end. */
  readonly position: number
  readonly length: number
}

export type SentenceSignals = {
  readonly signals: Signals
  readonly words: readonly TaggedWord[]
  /** Its content words, by which it was compared. */
  readonly stems: readonly string[]
  /** Whether it repeats a sentence of the synopsis. */
  readonly repeatsSynopsis: boolean
  /** Whether it asks or announces, gives the expectation of others, or is limited or denied by the next sentence. */
  readonly isUnsettled: boolean
}

/** Sentences longer than this count as equally long. */
const fullLength = 30
const ending = 6
/** From this similarity on, a sentence repeats one of the synopsis. */
const repetition = 0.6

/** “It remains to be seen whether …”, “there is interest in who …”, “two issues need to …”, “is expected to …”. */
const unsettled =
  /(?<![\p{L}])(?:(?:remains?|yet) to be seen|too early to|(?:not (?:yet )?(?:clear|obvious|certain)|unclear|question|interest|debate|decide) (?:is |as to |of |on |in )?(?:how|if|what|whether|who|why)|(?:two|three|four|five|six) (?:\p{L}+ ){0,2}(?:areas|categories|challenges|factors|issues|lessons|matters|points|questions|reasons|types|ways)|(?:is|are) (?:also )?expected to|it is understood|(?:by|in|:|,) first(?:ly)?(?=,)(?!.*second))(?![\p{L}])/iu

/** Values scaled to 0-1 within one text; all 0 if they are equal. */
const scale = (figures: readonly number[]): number[] => {
  const low = Math.min(...figures)
  const span = Math.max(...figures) - low
  return figures.map((figure) => (span === 0 ? 0 : (figure - low) / span))
}

const meanOf = (figures: readonly number[]): number =>
  figures.reduce((sum, figure) => sum + figure, 0) / Math.max(1, figures.length)

/** The signals of all sentences of a body, in the given order, and the similarity (0-1) of two lists of stems. */
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
  const central = scale(centrality(stems))
  const likeTitle = scale(like(`${title} ${synopsis}`))
  const likeSynopsis = splitSentences(synopsis).map(({ text }) => like(text))
  const tagged = sentences.map(({ text }) => tagWords(text.slice(0, longestSentence)))
  const cues = sentences.map(({ text }, index) => cuesOf(text.slice(0, longestSentence), tagged[index]))
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
            position: (index / sentences.length) ** 3,
            length: Math.min(1, sentence.length / fullLength),
          },
          words: tagged[index] ?? [],
          stems: stems[index] ?? [],
          isUnsettled: unsettled.test(sentence.text) || turning.test(sentences[index + 1]?.text ?? ''),
          repeatsSynopsis: likeSynopsis.some((figures) => (figures[index] ?? 0) >= repetition),
        }
  })
  return { all, likeness }
}
