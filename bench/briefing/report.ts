import type { Briefing, Engine } from '../../src/briefing/port.ts'
import { percentile, printTable } from '../figures.ts'
import { type Choices, choicesOf, difference, gradeOf, share } from './choice.ts'
import { labelsOf } from './labels.ts'
import { methods, take } from './methods.ts'
import { rouge } from './rouge.ts'
import type { AnnotatedText } from './texts.ts'

export type Thoroughness = { readonly draws: number; readonly resamples: number }

const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const mean = (figures: readonly number[]): number =>
  figures.reduce((sum, figure) => sum + figure, 0) / Math.max(1, figures.length)
const one = (figure: number): string => figure.toFixed(1)
const signed = (figure: number): string => `${figure < 0 ? '−' : '+'}${Math.abs(figure).toFixed(1)}`

const printChoices = (choices: readonly Choices[], resamples: number): void => {
  const [engine] = choices
  const own = engine?.ofText.map(gradeOf) ?? []
  printTable([
    ['chosen by', 'grade', 'core %', 'background %', 'engine − it [95 %]'],
    ...choices.map(({ name, ofText }) => {
      const grades = ofText.map(gradeOf)
      const [gap, low, high] = difference(own, grades, resamples)
      const versus = name === engine?.name ? '' : `${signed(gap)} [${signed(low)}, ${signed(high)}]`
      return [name, one(mean(grades)), one(share(ofText, 2)), one(share(ofText, 0)), versus]
    }),
  ])
}

const printLabels = (texts: readonly AnnotatedText[], briefings: readonly Briefing[]): void => {
  const { claims, labelled, agreeing, wrongHolders, read, misread } = labelsOf(texts, briefings)
  const agreement = one((100 * agreeing) / Math.max(1, labelled))
  print(`claims ${claims} in ${texts.length} texts · kind given to ${labelled}, agreed ${agreeing} (${agreement} %)`)
  print(
    `wrong holders among the claims ${wrongHolders} · among all sentences whose voice is told ${misread} of ${read}`,
  )
}

/** The fall-back synopsis, which a commentary with its own never needs, against the author's. */
const printRouge = async (texts: readonly AnnotatedText[], engine: Engine): Promise<void> => {
  const withSynopsis = texts.filter(({ commentary }) => commentary.synopsis !== undefined)
  const rows = new Map<string, string[]>([
    ['opening + best claim', []],
    ['LEAD-2', []],
    ['TextRank-2', []],
  ])
  for (const text of withSynopsis) {
    const briefing = await engine({ ...text.commentary, synopsis: undefined }, AbortSignal.timeout(10_000))
    rows.get('opening + best claim')?.push(briefing.synopsis?.text ?? '')
    for (const [row, method] of [
      ['LEAD-2', methods['LEAD-k']],
      ['TextRank-2', methods['TextRank']],
    ] as const) {
      const order = method?.(text) ?? []
      const taken = take(order, 2, text.bodyWords).sort((a, b) => a.start - b.start)
      rows.get(row)?.push(taken.map((sentence) => sentence.text).join(' '))
    }
  }
  printTable([
    [`fall-back synopsis (n = ${withSynopsis.length})`, 'ROUGE-1', 'ROUGE-2', 'ROUGE-L'],
    ...[...rows].map(([name, synopses]) => {
      const scores = synopses.map((synopsis, index) => rouge(synopsis, withSynopsis[index]?.commentary.synopsis ?? ''))
      return [
        name,
        one(mean(scores.map((score) => score.one))),
        one(mean(scores.map((score) => score.two))),
        one(mean(scores.map((score) => score.longest))),
      ]
    }),
  ])
}

const printTime = async (texts: readonly AnnotatedText[], engine: Engine): Promise<void> => {
  const times: number[] = []
  for (const { commentary } of [...texts, ...texts, ...texts]) {
    const startedAt = performance.now()
    await engine(commentary, AbortSignal.timeout(10_000))
    times.push(performance.now() - startedAt)
  }
  print(`time a text p50 ${one(percentile(times, 0.5))} ms, p95 ${one(percentile(times, 0.95))} ms`)
}

/** Prints how the engine's choice, labels, fall-back synopsis and time fare on annotated texts. */
export const report = async (
  name: string,
  texts: readonly AnnotatedText[],
  engine: Engine,
  { draws, resamples }: Thoroughness,
): Promise<void> => {
  const briefings: Briefing[] = []
  for (const { commentary } of texts) briefings.push(await engine(commentary, AbortSignal.timeout(10_000)))
  const words = texts.map(
    ({ bodyWords }, index) =>
      (briefings[index]?.claims.reduce((sum, { text }) => sum + text.split(/\s+/u).length, 0) ?? 0) / bodyWords,
  )
  print(
    `\n${name}: ${texts.length} texts, ${one(mean(briefings.map(({ claims }) => claims.length)))} claims a text, ${one(100 * mean(words))} % of the body quoted (at most ${one(100 * Math.max(...words))} %)`,
  )
  printChoices(choicesOf(texts, briefings, draws), resamples)
  printLabels(texts, briefings)
  await printRouge(texts, engine)
  await printTime(texts, engine)
}
