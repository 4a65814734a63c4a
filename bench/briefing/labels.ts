import { speakersOf } from '../../src/briefing/text/speakers.ts'
import type { Briefing } from '../../src/briefing/port.ts'
import type { AnnotatedText } from './texts.ts'

/** Names are the same where one holds the other, articles aside: “the Centre” is “the Kuroshio Cable Centre”. */
const isSameHolder = (a: string, b: string): boolean => {
  const [left, right] = [a, b].map((name) => name.toLowerCase().replace(/^(?:the|an?) /u, ''))
  return left !== undefined && right !== undefined && (left.includes(right) || right.includes(left))
}

export type Labels = {
  readonly claims: number
  readonly labelled: number
  readonly agreeing: number
  /** Claims given to the author that are another's, the reverse, and claims given to the wrong person. */
  readonly wrongHolders: number
  /** The same over every sentence whose voice the engine dares to tell, chosen or not. */
  readonly read: number
  readonly misread: number
}

/** How far the labels of the claims agree with the annotator's, and whether any view was given to the wrong holder. */
export const labelsOf = (texts: readonly AnnotatedText[], briefings: readonly Briefing[]): Labels => {
  const claims = texts.flatMap((text, index) =>
    (briefings[index]?.claims ?? []).map((claim) => ({ claim, annotation: text.annotationAt(claim.quote.start) })),
  )
  const labelled = claims.filter(({ claim }) => claim.kind !== undefined)
  const voices = texts.flatMap((text) =>
    speakersOf(text.sentences, text.text.text).flatMap((voice, index) => {
      const sentence = text.sentences[index]
      if (sentence === undefined || voice.type === 'unsure') return []
      return [
        { name: voice.type === 'author' ? 'author' : voice.name, holder: text.annotationAt(sentence.start).holder },
      ]
    }),
  )
  return {
    claims: claims.length,
    labelled: labelled.length,
    agreeing: labelled.filter(({ claim, annotation }) => claim.kind === annotation.kind).length,
    wrongHolders: claims.filter(
      ({ claim: { holder }, annotation }) =>
        !isSameHolder(holder.type === 'author' ? 'author' : holder.name, annotation.holder),
    ).length,
    read: voices.length,
    misread: voices.filter(({ name, holder }) => !isSameHolder(name, holder)).length,
  }
}
