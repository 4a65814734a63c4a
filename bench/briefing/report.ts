import type { Briefing, Claim, Engine } from '../../src/briefing/port.ts'
import { quotedWords } from '../../src/briefing/brackets.ts'
import { percentile, printTable } from '../figures.ts'
import { type Choices, choicesOf, difference, gradeOf, meanOf, share } from './choice.ts'
import { type Count, labelsOf } from './labels.ts'
import type { MarkedText } from './texts.ts'

export type Thoroughness = { readonly draws: number; readonly resamples: number }

export const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const one = (figure: number): string => figure.toFixed(1)
const signed = (figure: number): string => `${figure < 0 ? '−' : '+'}${Math.abs(figure).toFixed(1)}`
const outOf = ({ right, all }: Count): string => `${right} of ${all} (${one((100 * right) / Math.max(1, all))} %)`

const printChoices = (choices: readonly Choices[], resamples: number): void => {
  const [engine] = choices
  const own = engine?.ofText.map(gradeOf) ?? []
  printTable([
    ['chosen by', 'grade', 'core %', 'background %', 'engine − it [95 %]'],
    ...choices.map(({ name, ofText }) => {
      const grades = ofText.map(gradeOf)
      const [gap, low, high] = difference(own, grades, resamples)
      const versus = name === engine?.name ? '' : `${signed(gap)} [${signed(low)}, ${signed(high)}]`
      return [name, one(meanOf(grades)), one(share(ofText, 2)), one(share(ofText, 0)), versus]
    }),
  ])
}

const printLabels = (texts: readonly MarkedText[], claims: readonly (readonly Claim[])[]): void => {
  const { shown, told, found, holders, others, first, alone } = labelsOf(texts, claims)
  print(`kinds shown and right ${outOf(shown)} · over all sentences of the authors’ ${outOf(told)}`)
  print(`recommendations and forecasts labelled ${outOf(found)}`)
  print(`holders right ${outOf(holders)} · others’ views not taken for the author’s ${outOf(others)}`)
  if (first.all > 0)
    print(
      `first claims that read alone with what is shown ${outOf(first)} · reader and annotator agree on what reads alone ${outOf(alone)}`,
    )
}

const printTime = async (texts: readonly MarkedText[], engine: Engine): Promise<void> => {
  const times: number[] = []
  for (const { commentary } of [...texts, ...texts, ...texts]) {
    const startedAt = performance.now()
    await engine(commentary, AbortSignal.timeout(10_000))
    times.push(performance.now() - startedAt)
  }
  print(`time a text p50 ${one(percentile(times, 0.5))} ms, p95 ${one(percentile(times, 0.95))} ms`)
}

/** How many words of the body the claims of a briefing show. */
const shownWords = ({ claims }: Briefing): number => claims.reduce((sum, claim) => sum + quotedWords(claim), 0)

/**
 * Prints the quality of the engine's choice and labels, and its time, on annotated texts; `engineFor` gives the engine for a
 * text, which was fitted without that text if this matters.
 */
export const report = async (
  name: string,
  texts: readonly MarkedText[],
  engineFor: (text: MarkedText) => Engine,
  { draws, resamples }: Thoroughness,
): Promise<void> => {
  const briefings: Briefing[] = []
  for (const text of texts) briefings.push(await engineFor(text)(text.commentary, AbortSignal.timeout(10_000)))
  const claims = briefings.map((briefing) => briefing.claims)
  const shares = texts.map(({ bodyWords }, index) => {
    const briefing = briefings[index]
    return briefing === undefined ? 0 : (100 * shownWords(briefing)) / bodyWords
  })
  const contexts = claims.flat().filter(({ context }) => context !== undefined).length
  const bracketed = claims.flat().filter(({ brackets }) => brackets !== undefined).length
  const fewer = claims.filter(({ length }, index) => length < 3 && (texts[index]?.bodyWords ?? 0) >= 700).length
  print(
    `\n${name}: ${texts.length} texts, ${one(meanOf(claims.map(({ length }) => length)))} claims a text (${fewer} long texts with fewer than 3), ${contexts} with the sentence before, ${bracketed} with brackets; ${one(meanOf(shares))} % of the body shown (at most ${one(Math.max(...shares))} %); ${briefings.filter(({ synopsis }) => synopsis !== undefined).length} with a synopsis`,
  )
  printChoices(choicesOf(texts, claims, draws), resamples)
  const leads = texts.map(
    (text, index) => claims[index]?.slice(0, 1).flatMap(({ quote }) => text.markAt(quote.start).grade ?? []) ?? [],
  )
  print(`first claims: core ${one(share(leads, 2))} %, background ${one(share(leads, 0))} %`)
  printLabels(texts, claims)
  const [first] = texts
  if (first === undefined) return
  await printTime(texts, engineFor(first))
}
