// Fits the weights of src/briefing/verify/difference.ts on claims by several writers. Prints what they reach on the claims of a writer
// who was left out of the fit, for several thresholds, and without each measure. Run: node bench/faithfulness/fit.ts
import { bias as biasInUse, isSlip, type Measures, measuresOf, weights } from '../../src/briefing/verify/difference.ts'
import { attribute } from '../../src/briefing/verify/holder.ts'
import { findingsOf, layOut } from '../../src/briefing/verify/index.ts'
import { printTable } from '../figures.ts'
import { readTexts, type Trial } from './corpus.ts'
import { openedTrials } from './held-out.ts'
import { realTrials } from './real.ts'

type Row = {
  readonly writer: string
  readonly isWrong: boolean
  readonly measures: Measures
  readonly isRefused: boolean
  readonly isHinted: boolean
}

type Name = keyof Measures

const rowOf = (writer: string, { draft, numbered }: Trial, isWrong: boolean): Row => {
  const host = numbered.sentences[draft.sentence - 1]
  const pair = layOut(draft.text, host === undefined ? [] : [host], numbered)
  const { findings: ofHolder } = attribute(pair, numbered, draft.sentence, draft.holder)
  const findings = [...findingsOf(pair), ...ofHolder]
  return {
    writer,
    isWrong,
    measures: measuresOf(pair, findings),
    isRefused: findings.some(({ weight }) => weight === 'sure'),
    isHinted: isSlip(pair) || findings.some(({ weight }) => weight === 'hint'),
  }
}

const scoreOf = (model: ReadonlyMap<Name, number>, { measures }: Row, bias: number): number =>
  [...model].reduce((sum, [name, weight]) => sum + weight * measures[name], bias)

/** Keeps the weights small. */
const ridge = 0.03
const rounds = 300
const step = 1

/** Claims on texts of our own count less than those on real ones. */
const samples = 'samples'
const worthOf = (writer: string): number => (writer === samples ? 0.4 : 1)

/** Logistic regression by gradient descent, on claims that no check refuses. Fair and wrong claims count the same, and so do writers. */
const fit = (rows: readonly Row[], names: readonly Name[]): Map<Name, number> => {
  const open = rows.filter(({ isRefused }) => !isRefused)
  const sizes = Map.groupBy(open, ({ writer, isWrong }) => `${writer} ${isWrong}`)
  const worth = open.map(({ writer, isWrong }) => worthOf(writer) / (sizes.get(`${writer} ${isWrong}`)?.length ?? 1))
  const whole = worth.reduce((sum, one) => sum + one, 0)
  const scales = names.map((name) => {
    const mean = open.reduce((sum, { measures }) => sum + measures[name], 0) / open.length
    return Math.sqrt(open.reduce((sum, { measures }) => sum + (measures[name] - mean) ** 2, 0) / open.length)
  })
  const inputs = open.map(({ measures }) => names.map((name, at) => measures[name] / (scales[at] ?? 1)))
  let model = names.map(() => 0)
  let bias = 0
  for (let round = 0; round < rounds; round += 1) {
    const errors = inputs.map((input, row) => {
      const score = input.reduce((sum, value, at) => sum + value * (model[at] ?? 0), bias)
      return ((1 / (1 + Math.exp(-score)) - Number(open[row]?.isWrong)) * (worth[row] ?? 0)) / whole
    })
    model = model.map((weight, at) => {
      const slope = inputs.reduce((sum, input, row) => sum + (input[at] ?? 0) * (errors[row] ?? 0), ridge * weight)
      return weight - step * slope
    })
    bias -= step * errors.reduce((sum, error) => sum + error, 0)
  }
  return new Map(names.map((name, at) => [name, (model[at] ?? 0) / (scales[at] ?? 1)]))
}

const rows = [
  ...realTrials().flatMap(({ name, trials }) => trials.map(({ trial, isFair }) => rowOf(name, trial, !isFair))),
  ...openedTrials(await readTexts()).map(({ trial, expected }) => rowOf(samples, trial, expected !== 'pass')),
]
const writers = [...new Set(rows.map(({ writer }) => writer))]
const of = (writer: string): Row[] => rows.filter((row) => row.writer === writer)

/** Rows with their score by weights that were fitted without their writer. */
const scored = (names: readonly Name[]) =>
  writers.flatMap((writer) => {
    const model = fit(
      rows.filter((row) => row.writer !== writer),
      names,
    )
    return of(writer).map((row) => ({ ...row, score: scoreOf(model, row, 0) }))
  })

type Scored = Row & { readonly score: number }

const share = (some: readonly Scored[], isMet: (row: Scored) => boolean): number =>
  some.filter(isMet).length / Math.max(1, some.length)

const isFlagged = ({ isRefused, isHinted, score }: Scored, bias: number): boolean =>
  isRefused || isHinted || score + bias > 0

const meanOf = (all: readonly Scored[], isWrong: boolean, bias: number): number => {
  const real = writers.filter((writer) => writer !== samples)
  const shares = real.map((writer) =>
    share(
      all.filter((row) => row.writer === writer && row.isWrong === isWrong),
      (row) => isFlagged(row, bias),
    ),
  )
  return shares.reduce((sum, one) => sum + one, 0) / Math.max(1, shares.length)
}

/** The highest bias with which no larger share of the fair claims on real texts is refused or hinted. */
const biasFor = (all: readonly Scored[], wanted: number): number => {
  let bias = 6
  while (bias > -6 && meanOf(all, false, bias) > wanted) bias -= 0.05
  return bias
}

const percent = (part: number): string => `${(100 * part).toFixed(1)} %`

const all = Object.keys(weights) as Name[]
const leftOut = scored(all)

const biases = [...[0.2, 0.25, 0.3, 0.35].map((wanted) => biasFor(leftOut, wanted)), biasInUse]

const reachedBy = (writer: string, bias: number): string =>
  [false, true]
    .map((isWrong) => leftOut.filter((row) => row.writer === writer && row.isWrong === isWrong))
    .map((some) => percent(share(some, (row) => isFlagged(row, bias))))
    .join(' / ')

process.stdout.write(
  'Fitted on all writers but the one measured: fair ones hinted or refused / wrong ones hinted or refused\n',
)
printTable([
  ['claims of', ...biases.map((bias) => `bias ${bias.toFixed(2)}`)],
  ...writers.map((writer) => [writer, ...biases.map((bias) => reachedBy(writer, bias))]),
])

process.stdout.write(
  '\nWrong ones hinted or refused, mean of the writers on real texts, if 28 % of the fair ones are\n',
)
printTable([
  ['left out', 'wrong'],
  ...[undefined, ...all].map((name) => {
    const some = name === undefined ? leftOut : scored(all.filter((other) => other !== name))
    return [name ?? 'nothing', percent(meanOf(some, true, biasFor(some, 0.28)))]
  }),
])

const fitted = fit(rows, all)
process.stdout.write(`\n${[...fitted].map(([name, weight]) => `${name}: ${weight.toFixed(2)}`).join(', ')}\n`)
