import {
  actors,
  assessmentCues,
  backgroundOpenings,
  forecastCues,
  irregularPasts,
  negations,
  recommendationCues,
} from './cue-words.ts'

/** One expression for many phrases, each between word ends; `*` stands for the rest of a word. Plain alternatives: linear. */
const compile = (phrases: readonly string[]): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\d'])(?:${phrases.map((phrase) => phrase.replace('*', "[\\p{L}']*")).join('|')})(?![\\p{L}\\d])`,
    'gu',
  )

const forecast = compile(forecastCues)
const recommendation = compile(recommendationCues)
const assessment = compile(assessmentCues)
const negation = compile(negations)
const actor = compile(actors)
const background = compile(backgroundOpenings)

/** “… , but …”, “… ; …”, “… , not …”: one thing set against another. */
const contrast = /, but |; |, and not |, not /u
const condition = /^(?:if|should|unless|until|without) /u
/** The writer or a person as a figure in a scene. */
const scene = /(?<![\p{L}'])(?:i|me|my|he|she|him|his|her)(?![\p{L}'])/u
const would = /(?<![\p{L}'])would(?![\p{L}'])/u
const present =
  /^(?:is|are|has|have|does|do|can|cannot|will|would|should|must|may|might|could|remains?|needs?|means?|lies|ought|depends?)$/u
const datedOpening = /^(?:in|on|by|at|from) (?:the )?(?:early |late |mid-)?\d/u

const countOf = (text: string, pattern: RegExp, most: number): number =>
  Math.min(most, text.match(pattern)?.length ?? 0)
const isPastForm = (word: string): boolean => irregularPasts.has(word) || (word.length > 4 && word.endsWith('ed'))

/** Signs in the words of a sentence that it claims something, or that it only reports; counts, or 1 and 0 for yes and no. */
export const cuesOf = (sentence: string) => {
  const text = sentence.toLowerCase().replaceAll('’', "'")
  const words = text.match(/[\p{L}\p{M}\d][\p{L}\p{M}\d'.,-]*/gu) ?? []
  return {
    forecast: countOf(text, forecast, 2),
    recommendation: countOf(text, recommendation, 2),
    assessment: countOf(text, assessment, 4),
    negation: countOf(text, negation, 2),
    contrast: Number(contrast.test(text)),
    condition: Number(condition.test(text)),
    actor: Number(text.search(actor) !== -1),
    figures: Math.min(4, words.filter((word) => /\d/u.test(word)).length),
    names: Math.min(5, sentence.match(/(?<=[\p{Ll},;:] )\p{Lu}/gu)?.length ?? 0),
    past: Number(words.some(isPastForm) && !words.some((word) => present.test(word))),
    present: Number(words.some((word) => present.test(word))),
    quotation: Number(sentence.includes('“')),
    scene: Number(scene.test(text)),
    background: Number(text.search(background) === 0 || datedOpening.test(text)),
  }
}
