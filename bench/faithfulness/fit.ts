// Fits the weights of src/briefing/verify/closeness.ts on claims by several writers, and prints what each reaches on the claims of a
// writer who was left out. Run: node bench/faithfulness/fit.ts
import { type Measures, weights } from '../../src/briefing/verify/closeness.ts'
import { attribute } from '../../src/briefing/verify/holder.ts'
import { findingsOf, layOut } from '../../src/briefing/verify/index.ts'
import { printTable } from '../figures.ts'
import { readTexts, type Trial } from './corpus.ts'
import { openedTrials } from './held-out.ts'
import { realTrials } from './real.ts'

type Outcome = 'refused' | 'hinted' | 'passed'

type Row = {
  readonly writer: string
  readonly isWrong: boolean
  readonly measures: Measures
  readonly ifClose: Outcome
  readonly ifFree: Outcome
}

const rowOf = (writer: string, { draft, numbered }: Trial, isWrong: boolean): Row => {
  const host = numbered.sentences[draft.sentence - 1]
  const read = layOut(draft.text, host === undefined ? [] : [host], numbered)
  const outcome = (isClose: boolean): Outcome => {
    const pair = { ...read, isClose }
    const findings = [...findingsOf(pair), ...attribute(pair, numbered, draft.sentence, draft.holder).findings]
    return findings.some(({ isSure }) => isSure) ? 'refused' : findings.length > 0 ? 'hinted' : 'passed'
  }
  return { writer, isWrong, measures: read.measures, ifClose: outcome(true), ifFree: outcome(false) }
}

const names = Object.keys(weights) as (keyof Measures)[]

type Model = { readonly weights: readonly number[]; readonly bias: number }

const scoreOf = ({ weights: model, bias }: Model, { measures }: Row): number =>
  names.reduce((sum, name, at) => sum + (model[at] ?? 0) * measures[name], bias)

/** Keeps the weights small. */
const ridge = 0.0003
const rounds = 10_000
const step = 0.2

/**
 * Logistic regression by gradient descent. Every writer counts the same, and so do fair and wrong claims; those whose result
 * does not depend on how they are worded do not count.
 */
const slopes = (rows: readonly Row[]): Model => {
  const groups = Object.values(
    Object.groupBy(
      rows.filter(({ ifClose, ifFree }) => ifFree === 'passed' && ifClose !== 'passed'),
      ({ writer, isWrong }) => `${writer} ${isWrong}`,
    ),
  )
  let model: Model = { weights: names.map(() => 0), bias: 0 }
  for (let round = 0; round < rounds; round += 1) {
    const slope = names.map((_, at) => ridge * (model.weights[at] ?? 0))
    let bias = 0
    for (const group of groups)
      for (const row of group ?? []) {
        const error =
          (1 / (1 + Math.exp(-scoreOf(model, row))) - Number(row.isWrong)) / (group?.length ?? 1) / groups.length
        for (const [at, name] of names.entries()) slope[at] = (slope[at] ?? 0) + error * row.measures[name]
        bias += error
      }
    model = {
      weights: model.weights.map((weight, at) => weight - step * (slope[at] ?? 0)),
      bias: model.bias - step * bias,
    }
  }
  return model
}

const outcomeOf = (model: Model, row: Row): Outcome => (scoreOf(model, row) > 0 ? row.ifClose : row.ifFree)

const share = (rows: readonly Row[], model: Model, ...outcomes: Outcome[]): number =>
  rows.filter((row) => outcomes.includes(outcomeOf(model, row))).length / Math.max(1, rows.length)

const percent = (part: number): string => `${(100 * part).toFixed(1)} %`

const results = (title: string, rows: readonly Row[], model: Model): string[] => {
  const [fair, wrong] = [rows.filter(({ isWrong }) => !isWrong), rows.filter(({ isWrong }) => isWrong)]
  return [
    title,
    `${fair.length} + ${wrong.length}`,
    percent(share(fair, model, 'refused')),
    percent(share(fair, model, 'hinted')),
    percent(share(wrong, model, 'refused', 'hinted')),
  ]
}

/** Claims on texts of our own. */
const samples = 'samples'

const rows = [
  ...realTrials().flatMap(({ name, trials }) => trials.map(({ trial, isFair }) => rowOf(name, trial, !isFair))),
  ...openedTrials(await readTexts()).map(({ trial, expected }) => rowOf(samples, trial, expected !== 'pass')),
]
const writers = [...new Set(rows.map(({ writer }) => writer))]
const of = (writer: string): Row[] => rows.filter((row) => row.writer === writer)
const { weights: fitted } = slopes(rows)
const leftOut = new Map(
  writers.map((writer) => [writer, slopes(rows.filter((row) => row.writer !== writer)).weights] as const),
)

/**
 * The share of fair claims on real texts that may get a hint, with each writer measured by weights fitted on the others. The goal is
 * 30 %; a new writer's claims come out a few points worse.
 */
const wantedHints = 0.28

const isTooHigh = (bias: number): boolean => {
  const fair = rows.filter(({ isWrong, writer }) => !isWrong && writer !== samples)
  const isHinted = (row: Row): boolean => outcomeOf({ weights: leftOut.get(row.writer) ?? [], bias }, row) === 'hinted'
  return fair.filter(isHinted).length > wantedHints * fair.length
}

let bias = 5
while (isTooHigh(bias)) bias -= 0.05

const head = ['claims of', 'fair + wrong', 'fair refused', 'fair hinted', 'wrong refused or hinted']
process.stdout.write('Fitted on all writers but the one measured\n')
printTable([
  head,
  ...writers.map((writer) => results(writer, of(writer), { weights: leftOut.get(writer) ?? [], bias })),
])
process.stdout.write('\nFitted on all writers\n')
printTable([head, ...writers.map((writer) => results(writer, of(writer), { weights: fitted, bias }))])
process.stdout.write(
  `\n${names.map((name, at) => `${name}: ${(fitted[at] ?? 0).toFixed(2)}`).join(', ')}, bias: ${bias.toFixed(2)}\n`,
)
