// The result of the code's checks for fair and wrong claims: rejected, given to the judge with a hint, or without one.
// Run: node bench/faithfulness/run.ts [--smoke] [--show <kind>] [--dev] [--show-held-out]
import { verifyClaim } from '../../src/briefing/verify/index.ts'
import { printTable } from '../figures.ts'
import { catalogueTrials, paraphraseTrials } from './catalogue.ts'
import type { CatalogueTrial } from './catalogue.ts'
import { isHeldOut, readTexts } from './corpus.ts'
import type { Text, Trial } from './corpus.ts'
import { corruptedTrials } from './corrupt.ts'
import { faithfulTrials } from './faithful.ts'
import { heldOutTrials, openedTrials } from './held-out.ts'
import { realTrials } from './real.ts'

type Tally = { rejected: number; doubted: number; passed: number }

const isSmoke = process.argv.includes('--smoke')
const isDev = process.argv.includes('--dev')
const shown = process.argv.includes('--show') ? process.argv[process.argv.indexOf('--show') + 1] : undefined
const isHeldOutShown = process.argv.includes('--show-held-out')

type IsShown = (kind: string) => boolean
const isAskedFor: IsShown = (kind) => shown !== undefined && kind.startsWith(shown)
/** Not shown even with --show: people who work on the rules must not see these cases. */
const isHeldOutAskedFor: IsShown = () => isHeldOutShown

let altered = 0
let spentMs = 0
let runs = 0

const judge = (trial: Trial, wantsRejection: boolean, isShown: IsShown): keyof Tally => {
  const before = performance.now()
  const verdict = verifyClaim(trial.draft, trial.numbered)
  spentMs += performance.now() - before
  runs += 1
  const outcome = verdict.state === 'rejected' ? 'rejected' : verdict.doubts.length > 0 ? 'doubted' : 'passed'
  if (verdict.state === 'passed') {
    const { quote } = verdict.claim
    if (quote.text !== trial.numbered.text.slice(quote.start, quote.end) || quote.text === '') altered += 1
  }
  if (isShown(trial.kind) && (outcome === 'rejected') !== wantsRejection) {
    const why = verdict.state === 'rejected' ? verdict.rejections : verdict.doubts
    const reasons = why.map(({ code, message }) => `${code} ${message}`).join(' | ')
    const source = trial.numbered.sentences[trial.draft.sentence - 1]?.text ?? ''
    process.stdout.write(
      `${trial.sample} ${outcome}: ${trial.draft.text}  [${trial.draft.holder}]\n   source: ${source}\n   ${reasons}\n`,
    )
  }
  return outcome
}

const tallies = (trials: readonly Trial[], wantsRejection: boolean, isShown: IsShown): Map<string, Tally> => {
  const byKind = new Map<string, Tally>()
  for (const trial of trials) {
    const tally = byKind.get(trial.kind) ?? { rejected: 0, doubted: 0, passed: 0 }
    tally[judge(trial, wantsRejection, isShown)] += 1
    byKind.set(trial.kind, tally)
  }
  return byKind
}

const percent = (part: number, all: number): string => (all === 0 ? '–' : `${((100 * part) / all).toFixed(1)} %`)

const sum = (all: Iterable<Tally>): Tally => {
  const total = { rejected: 0, doubted: 0, passed: 0 }
  for (const tally of all) for (const key of ['rejected', 'doubted', 'passed'] as const) total[key] += tally[key]
  return total
}

const report = (title: string, trials: readonly Trial[], wantsRejection: boolean, isShown = isAskedFor): void => {
  if (trials.length === 0) return
  const byKind = tallies(trials, wantsRejection, isShown)
  const row = (kind: string, { rejected, doubted, passed }: Tally): string[] => {
    const all = rejected + doubted + passed
    return [kind, String(all), percent(rejected, all), percent(doubted, all), percent(passed, all)]
  }
  process.stdout.write(`\n${title}\n`)
  const kinds = [...byKind].map(([kind, tally]) => row(kind, tally))
  printTable([['kind', 'n', 'refused', 'hinted', 'no hint'], ...kinds, row('all', sum(byKind.values()))])
}

/** The claims that count: about real commentaries, by people who did not know the rules. */
const reportReal = (): void => {
  const sets = realTrials()
  if (sets.length === 0)
    process.stdout.write('Real commentaries: skipped, no folder ../shared/real-texts… with claims is there.\n')
  for (const { name, trials } of sets) {
    const some = (isFair: boolean): Trial[] => trials.flatMap((one) => (one.isFair === isFair ? [one.trial] : []))
    report(`Real commentaries (${name}), written blind: fair claims`, some(true), false)
    report(`Real commentaries (${name}), written blind: wrong claims`, some(false), true)
  }
}

const reportBlind = (texts: readonly Text[]): void => {
  for (const { name, trials, isShown } of [
    {
      name: 'Samples, written blind, never opened (CO26221-CO26224)',
      trials: heldOutTrials(texts),
      isShown: isHeldOutAskedFor,
    },
    {
      name: 'Samples, written blind, opened since (CO26217-CO26220)',
      trials: openedTrials(texts),
      isShown: isAskedFor,
    },
  ]) {
    const of = (must: CatalogueTrial['expected']): Trial[] =>
      trials.filter(({ expected }) => expected === must).map(({ trial }) => trial)
    report(`${name}: fair claims`, of('pass'), false, isShown)
    report(`${name}: wrong claims`, of('reject'), true, isShown)
    report(`${name}: wrong claims that need a reader of meaning`, of('judge'), true, isShown)
  }
}

const reportOwn = (texts: readonly Text[]): void => {
  const own = catalogueTrials(texts)
  const of = (must: CatalogueTrial['expected']): Trial[] =>
    own.filter(({ expected }) => expected === must).map(({ trial }) => trial)
  report('Samples, written by the authors of the rules: wrong claims', of('reject'), true)
  report('Samples, written by the authors of the rules: wrong claims that need a reader of meaning', of('judge'), true)
  report(
    'Samples, written by the authors of the rules: fair claims',
    [...of('pass'), ...paraphraseTrials(texts)],
    false,
  )
}

const reportMutants = (texts: readonly Text[]): void => {
  const some = isSmoke ? texts.slice(0, 2) : texts
  report('Mutants made by a program, not written by anybody: wrong', corruptedTrials(some), true)
  report('Sentences reworded by a program, not written by anybody: fair', faithfulTrials(some), false)
}

const texts = (await readTexts()).filter(({ id }) => !isDev || !isHeldOut(id))
reportReal()
reportBlind(texts)
reportOwn(texts)
reportMutants(texts)
process.stdout.write(
  `\naltered quotes shown: ${altered} of ${runs} drafts; ${(spentMs / runs).toFixed(2)} ms a draft\n`,
)
if (altered > 0) process.exitCode = 1
