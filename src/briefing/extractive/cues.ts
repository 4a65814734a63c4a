import { adviceCues, assessmentCues, backgroundOpenings, dateWords, irregularPasts, modalCues } from './cue-words.ts'

/** One expression for many phrases, each between word ends; `*` stands for the rest of a word. Plain alternatives: linear. */
const compile = (phrases: readonly string[]): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\d'])(?:${phrases.map((phrase) => phrase.replace('*', "[\\p{L}']*")).join('|')})(?![\\p{L}\\d])`,
    'gu',
  )

const modal = compile(modalCues)
const advice = compile(adviceCues)
const assessment = compile(assessmentCues)
const background = compile(backgroundOpenings)
const date = compile([...dateWords, '(?:19|20)\\d\\d'])

/** “Should he succeed, …” is a condition and no advice. */
const inversion = /^should /u
/** “What turns a fault into a crisis is time”: a question answered in one breath. */
const cleft = /(?<![\p{L}'])what [^.;:]{3,90} (?:is|was|are)(?![\p{L}'])/u
/** “… , but …”, “… ; …”, “… , not …”: one thing set against another. */
const contrast = /, but |; |, and not |, not /u
/** The writer or a person as a figure in a scene. */
const scene = /(?<![\p{L}'])(?:i|me|my|he|she|him|his|her)(?![\p{L}'])/u
const present =
  /^(?:is|are|has|have|does|do|can|cannot|will|would|should|must|may|might|could|remains?|needs?|means?|lies|ought|depends?)$/u
const datedOpening = /^(?:in|on|by|at|from|between) (?:the )?(?:early |late |mid-)?\d/u

const countOf = (text: string, pattern: RegExp, most: number): number =>
  Math.min(most, text.match(pattern)?.length ?? 0)
const isPastForm = (word: string): boolean => irregularPasts.has(word) || (word.length > 4 && word.endsWith('ed'))

/** Signs in the words of a sentence that it claims something, or that it only reports; counts, or 1 and 0 for yes and no. */
export const cuesOf = (sentence: string) => {
  const text = sentence.toLowerCase().replaceAll('’', "'")
  const words = text.match(/[\p{L}\p{M}\d][\p{L}\p{M}\d'.,-]*/gu) ?? []
  return {
    modal: Number(text.search(modal) !== -1),
    advice: Number(text.search(advice) !== -1 && !inversion.test(text)),
    assessment: countOf(text, assessment, 3),
    cleft: Number(cleft.test(text)),
    contrast: Number(contrast.test(text)),
    background: Number(text.search(background) === 0 || datedOpening.test(text)),
    past: Number(words.some(isPastForm) && !words.some((word) => present.test(word))),
    date: Number(text.search(date) !== -1),
    figures: Math.min(3, words.filter((word) => /\d/u.test(word)).length),
    names: Math.min(5, sentence.match(/(?<=[\p{L},;:] )\p{Lu}/gu)?.length ?? 0),
    scene: Number(scene.test(text)),
  }
}
