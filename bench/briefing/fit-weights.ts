import { candidatesOf } from '../../src/briefing/extractive/candidates.ts'
import type { Weights } from '../../src/briefing/extractive/rank.ts'
import { signalsOf } from '../../src/briefing/extractive/signals.ts'
import type { MarkedText } from './texts.ts'

/** How strongly weights are pulled towards 0, in sentences; signals are scaled to a standard deviation of 1. */
const ridge = 500

type Row = { readonly values: readonly number[]; readonly grade: number }

type Fitted = { readonly names: readonly string[]; readonly rows: readonly Row[] }

const rowsOfText = new Map<MarkedText, Fitted>()

/** The sentences from which the engine must choose well: the author’s own quotable sentences, with their grades. */
const rowsOf = (text: MarkedText): Fitted => {
  const known = rowsOfText.get(text)
  if (known !== undefined) return known
  const { all } = signalsOf(text.sentences, text.commentary)
  const eligible = new Set(
    candidatesOf(text.commentary, text.text).all.flatMap(({ speaker, sentence }) =>
      speaker.type === 'author' ? [sentence.start] : [],
    ),
  )
  const names = Object.keys(all[0]?.signals ?? {})
  const rows = text.sentences.flatMap((sentence, index) => {
    const { grade } = text.markAt(sentence.start)
    const signals = all[index]?.signals
    if (grade === undefined || signals === undefined || !eligible.has(sentence.start)) return []
    return [{ values: Object.values(signals), grade }]
  })
  const fitted = { names, rows }
  rowsOfText.set(text, fitted)
  return fitted
}

const meanOf = (figures: readonly number[]): number =>
  figures.reduce((sum, figure) => sum + figure, 0) / Math.max(1, figures.length)

/** Solves the normal equations of the scaled rows with a ridge on each weight, by elimination. */
const solve = (rows: readonly Row[]): number[] => {
  const size = rows[0]?.values.length ?? 0
  const matrix = Array.from({ length: size }, (_, a) => [
    ...Array.from({ length: size }, (_, b) =>
      rows.reduce((sum, { values }) => sum + (values[a] ?? 0) * (values[b] ?? 0), a === b ? ridge : 0),
    ),
    rows.reduce((sum, { values, grade }) => sum + (values[a] ?? 0) * grade, 0),
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

/** Ridge regression of the grades on the signals over these texts. */
export const fitWeights = (texts: readonly MarkedText[]): Weights => {
  const parts = texts.map(rowsOf)
  const rows = parts.flatMap((part) => part.rows)
  const names = parts[0]?.names ?? []
  const means = names.map((_, column) => meanOf(rows.map(({ values }) => values[column] ?? 0)))
  const deviations = names.map(
    (_, column) =>
      Math.sqrt(meanOf(rows.map(({ values }) => ((values[column] ?? 0) - (means[column] ?? 0)) ** 2))) || 1,
  )
  const grade = meanOf(rows.map((row) => row.grade))
  const scaled = rows.map((row) => ({
    values: row.values.map((value, column) => (value - (means[column] ?? 0)) / (deviations[column] ?? 1)),
    grade: row.grade - grade,
  }))
  const weights = solve(scaled).map((weight, column) => weight / (deviations[column] ?? 1))
  const constant = grade - weights.reduce((sum, weight, column) => sum + weight * (means[column] ?? 0), 0)
  return { constant, ...Object.fromEntries(names.map((name, column) => [name, weights[column] ?? 0])) } as Weights
}
