import { assessmentCues, backgroundOpenings, isPastForm, modalCues } from './cue-words.ts'

/**
 * One regular expression for many phrases, each matching complete words; `*` is the rest of a word. Plain alternatives,
 * so linear.
 */
const compile = (phrases: readonly string[]): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\d'])(?:${phrases.map((phrase) => phrase.replace('*', "[\\p{L}']*")).join('|')})(?![\\p{L}\\d])`,
    'gu',
  )

const modal = compile(modalCues)
const assessment = compile(assessmentCues)
const background = compile(backgroundOpenings)

const concluding =
  /^(?:thus|therefore|hence|ultimately|in sum|in short|overall|in conclusion|clearly|accordingly|consequently|as such|as a result|all in all|to conclude|in the end|finally|above all|in essence|going forward|moving forward|in the final analysis)(?![\p{L}])/u
const present =
  /^(?:is|are|has|have|does|do|can|cannot|will|would|should|must|may|might|could|remains?|needs?|means?|lies|ought|depends?)$/u
const datedOpening = /^(?:in|on|by|at|from|between) (?:the )?(?:early |late |mid-)?\d/u

const has = (text: string, pattern: RegExp): number => Number(text.search(pattern) !== -1)

/** Signs that a sentence claims something, or that it only reports; 1 for yes, 0 for no. */
export const cuesOf = (sentence: string) => {
  const text = sentence.toLowerCase().replaceAll('’', "'")
  const words = text.match(/[\p{L}\p{M}\d][\p{L}\p{M}\d'.,-]*/gu) ?? []
  return {
    modal: has(text, modal),
    /** The number of phrases that weigh or conclude, at most 3. */
    assessment: Math.min(3, text.match(assessment)?.length ?? 0),
    past: Number(words.some(isPastForm) && !words.some((word) => present.test(word))),
    figures: Number(/\d/u.test(text)),
    background: Number(text.search(background) === 0 || datedOpening.test(text)),
    concluding: has(text, concluding),
  }
}
