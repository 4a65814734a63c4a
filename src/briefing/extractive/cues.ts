import {
  assessmentCues,
  backgroundOpenings,
  concessionOpenings,
  forecastCues,
  irregularPasts,
  liftingWords,
  months,
  recommendationCues,
} from './cue-words.ts'

/** One expression for many phrases, each between word ends; `*` stands for the rest of a word. Plain alternatives: linear. */
const compile = (phrases: readonly string[]): RegExp =>
  new RegExp(`(?<![\\p{L}\\d'])(?:${phrases.map((phrase) => phrase.replace('*', "[\\p{L}']*")).join('|')})(?![\\p{L}\\d])`, 'gu')

const forecast = compile(forecastCues)
const recommendation = compile(recommendationCues)
const assessment = compile(assessmentCues)
const lifting = compile(liftingWords)
const background = compile(backgroundOpenings)
const concession = compile(concessionOpenings)
const date = compile([...months, '(?:19|20)\\d\\d'])

/** “What turns a fault into a crisis is time”: a question answered in one breath. */
const cleft = /(?<![\p{L}'])what [^.;:]{3,90} (?:is|was|are)(?![\p{L}'])/u
/** “… is less the five points than …”, “… is not made for …”: a thing weighed or denied. */
const weighing = /(?<![\p{L}'])(?:is|are) (?:not|less|more|the|no|only|neither|better|worth|rather|in|therefore|thus|too|nearer|far)(?![\p{L}'])/u
const present = /^(?:is|are|has|have|does|do|can|cannot|will|would|should|must|may|might|could|remains?|needs?|means?|lies|ought|depends?)$/u
/** The writer as a person in a scene; “I argue” is no scene. */
const scene = /(?<![\p{L}'])(?:i|me|my|he|she|him|his|her)(?![\p{L}'])/u

const countOf = (text: string, pattern: RegExp, most: number): number => Math.min(most, text.match(pattern)?.length ?? 0)
const startsWith = (text: string, pattern: RegExp): boolean => text.search(pattern) === 0
const isPastForm = (word: string): boolean => irregularPasts.has(word) || (word.length > 4 && word.endsWith('ed'))

/** Signs in the words of a sentence that it claims something, or that it only reports; counts, or 1 and 0 for yes and no. */
export const cuesOf = (sentence: string) => {
  const text = sentence.toLowerCase().replaceAll('’', "'")
  const words = text.match(/[\p{L}\p{M}\d][\p{L}\p{M}\d'.,-]*/gu) ?? []
  return {
    forecast: countOf(text, forecast, 2),
    recommendation: countOf(text, recommendation, 2),
    assessment: countOf(text, assessment, 3),
    lifting: countOf(text, lifting, 2),
    cleft: Number(cleft.test(text)),
    weighing: Number(weighing.test(text)),
    backgroundOpening: Number(startsWith(text, background) || /^(?:in|on|by|at|from|between) (?:the )?(?:early |late |mid-)?\d/u.test(text)),
    concessionOpening: Number(startsWith(text, concession)),
    past: Number(words.some(isPastForm) && !words.some((word) => present.test(word))),
    date: Number(text.search(date) !== -1),
    figures: Math.min(3, words.filter((word) => /\d/u.test(word)).length),
    names: Math.min(5, sentence.match(/(?<=[\p{L},;:] )\p{Lu}/gu)?.length ?? 0),
    scene: Number(scene.test(text)),
    question: Number(sentence.includes('?')),
  }
}
