// Fits the weights of src/briefing/extractive/rank.ts to the annotated commentaries, and tells how such weights fare on
// authors that they were not fitted to. Run: node bench/briefing/fit.ts
import { chooseClaims } from '../../src/briefing/extractive/choose.ts'
import { candidatesOf } from '../../src/briefing/extractive/candidates.ts'
import { isQuotable } from '../../src/briefing/extractive/eligible.ts'
import type { Weights } from '../../src/briefing/extractive/rank.ts'
import { signalsOf } from '../../src/briefing/extractive/signals.ts'
import { speakersOf } from '../../src/briefing/text/speakers.ts'
import { readSamples } from '../../src/demo/samples.ts'
import { gradeOf, share } from './choice.ts'
import { type AnnotatedText, annotatedText } from './texts.ts'

/** Keeps weights small where few sentences speak for them. */
const ridge = 10
/** The samples come from three writers, eight each: one writer at a time is left out. */
const perWriter = 8
const verbatimShare = 0.1

type Row = { readonly values: readonly number[]; readonly grade: number }

/** The sentences among which the engine has to choose well: the author's own that may be quoted. */
const rowsOf = (text: AnnotatedText): { names: (keyof Weights)[]; rows: Row[] } => {
  const { signals } = signalsOf(text.sentences, text.commentary)
  const voices = speakersOf(text.sentences, text.text.text)
  const { repeatsSynopsis: _, ...fitted } = signals[0] ?? {}
  const names = Object.keys(fitted) as (keyof Weights)[]
  const rows = text.sentences.flatMap((sentence, index) => {
    if (voices[index]?.type !== 'author' || !isQuotable(sentence)) return []
    const values = [1, ...names.map((name) => signals[index]?.[name] ?? 0)]
    return [{ values, grade: text.annotationAt(sentence.start).grade }]
  })
  return { names, rows }
}

/** Solves the normal equations with a ridge on all but the constant, by elimination. */
const solve = (rows: readonly Row[]): number[] => {
  const size = rows[0]?.values.length ?? 0
  const matrix = Array.from({ length: size }, (_, a) => [
    ...Array.from({ length: size }, (_, b) =>
      rows.reduce((sum, row) => sum + (row.values[a] ?? 0) * (row.values[b] ?? 0), a === b && a > 0 ? ridge : 0),
    ),
    rows.reduce((sum, row) => sum + (row.values[a] ?? 0) * row.grade, 0),
  ])
  const at = (row: number, column: number): number => matrix[row]?.[column] ?? 0
  for (let pivot = 0; pivot < size; pivot += 1) {
    for (let row = 0; row < size; row += 1) {
      const factor = row === pivot || at(pivot, pivot) === 0 ? 0 : at(row, pivot) / at(pivot, pivot)
      if (factor !== 0) matrix[row] = (matrix[row] ?? []).map((value, column) => value - factor * at(pivot, column))
    }
  }
  return matrix.map((_, row) => (at(row, row) === 0 ? 0 : at(row, size) / at(row, row)))
}

const fit = (texts: readonly AnnotatedText[]): Weights => {
  const parts = texts.map(rowsOf)
  const [, ...weights] = solve(parts.flatMap(({ rows }) => rows))
  const names = parts[0]?.names ?? []
  return Object.fromEntries(names.map((name, index) => [name, weights[index] ?? 0])) as Weights
}

const gradesWith = (texts: readonly AnnotatedText[], weights: Weights): number[][] =>
  texts.map((text) => {
    const candidates = candidatesOf(text.commentary, text.text, weights)
    const chosen = chooseClaims(candidates, Math.floor(text.bodyWords * verbatimShare))
    return chosen.map(({ sentence }) => text.annotationAt(sentence.start).grade)
  })

const describe = (choices: readonly (readonly number[])[]): string => {
  const chosen = choices.filter((choice) => choice.length > 0)
  const grade = chosen.reduce((sum, choice) => sum + gradeOf(choice), 0) / chosen.length
  return `grade ${grade.toFixed(1)}, background ${share(chosen, 0).toFixed(1)} %`
}

const texts = (await readSamples()).map(annotatedText)
const all: number[][] = []
for (let first = 0; first < texts.length; first += perWriter) {
  const left = texts.slice(first, first + perWriter)
  const rest = texts.filter((text) => !left.includes(text))
  const choices = gradesWith(left, fit(rest))
  all.push(...choices)
  process.stdout.write(`left out ${left[0]?.commentary.id}-${left.at(-1)?.commentary.id}: ${describe(choices)}\n`)
}
process.stdout.write(`left out, all: ${describe(all)}\n\n`)
for (const [name, weight] of Object.entries(fit(texts))) process.stdout.write(`  ${name}: ${weight.toFixed(2)},\n`)
