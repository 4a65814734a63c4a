import { type Commentary, textOf } from '../../commentary/commentary.ts'
import type { Briefing, Gap } from '../port.ts'
import { quotedWords } from '../brackets.ts'
import { bodySentences } from '../text/body.ts'
import { speakersOf } from '../text/speakers.ts'
import { countWords } from '../text/words.ts'
import { type Candidate, candidatesOf } from './candidates.ts'
import { alike, mostQuoted } from './choose.ts'
import { shortestArgument } from '../shortest-argument.ts'
import { verbatimShare } from './index.ts'

/** The number of best sentences that are listed. */
const named = 10

/** Why no sentences were compared; undefined if they were. */
const notCompared = (gap: Gap | undefined, bodyWords: number): string | undefined => {
  if (gap === 'too-short')
    return `No claims: the text has ${bodyWords} words, and one of fewer than ${shortestArgument} is more often an announcement than an argument.`
  if (gap === 'not-english') return 'No claims: the text is not in English, and sentences are compared in English only.'
  if (gap === 'excerpt') return 'No claims: only an excerpt or abstract of the text is known.'
  return undefined
}

/**
 * Which of the best sentences are shown as claims and why the others are not, one line each, and how many sentences
 * could not be shown at all; or why no sentences were compared.
 */
export const explainChoice = (commentary: Commentary, { claims, gap }: Briefing): string[] => {
  const text = textOf(commentary)
  const { all, bodyWords, likeness } = candidatesOf(commentary, text)
  const reason = notCompared(gap, bodyWords)
  if (reason !== undefined) return [reason]
  const shown = claims.map(({ quote }) => all.find((one) => one.quote.start === quote.start))
  const words = Math.floor(bodyWords * verbatimShare)
  const left = claims.reduce((rest, claim) => rest - quotedWords(claim), words)

  const reasonOf = (candidate: Candidate): string => {
    const place = shown.indexOf(candidate)
    if (place !== -1) return `claim ${place + 1}`
    const same = shown.findIndex((one) => one !== undefined && likeness(one, candidate) >= alike)
    if (same !== -1) return `left out: repeats much of claim ${same + 1}`
    const isOthers = candidate.speaker.type === 'quoted'
    if (isOthers && shown.filter((one) => one?.speaker.type === 'quoted').length >= mostQuoted)
      return 'left out: one view of others is enough'
    if (candidate.reading === 'lost') return 'left out: cannot be understood, even with what may be shown beside it'
    if (candidate.length > left) {
      const own = countWords(candidate.quote.text)
      const needed = candidate.length > own ? 'with the sentence before it, which it needs, ' : ''
      const rest = Math.max(0, left)
      return `left out: ${needed}it has ${candidate.length} words, and the claims leave ${rest} of the ${words} that may be quoted (a tenth of the text)`
    }
    return 'left out: says less of the author’s argument than the claims'
  }

  const sentences = bodySentences(commentary, text)
  const others = speakersOf(sentences, text.text).filter(({ type }) => type === 'unsure').length
  return [
    `Of ${sentences.length} sentences ${all.length} can be shown. Of the others, ${others} may be somebody else’s view, and the text does not say clearly whose; the rest are too long, too short, not statements, or not safe to post, such as instructions to readers or programs. The best:`,
    ...all
      .toSorted((a, b) => b.score - a.score)
      .slice(0, named)
      .map(
        (candidate) =>
          `  ${shown.includes(candidate) ? '✓' : '–'} “${candidate.quote.text}”\n     ${reasonOf(candidate)}`,
      ),
  ]
}
