// What each check earns on claims written blind: every check left out in turn. Run: npm run bench:rules
import type { DraftClaim } from '../../src/briefing/draft.ts'
import { checks, layOut, type NumberedText } from '../../src/briefing/verify/index.ts'
import { readTexts } from '../faithfulness/corpus.ts'
import { heldOutTrials, openedTrials } from '../faithfulness/held-out.ts'
import { realTrials } from '../faithfulness/real.ts'
import { printTable } from '../figures.ts'

type Case = { readonly isFair: boolean; readonly byCheck: ReadonlyMap<string, boolean> }

/** Which checks had something to say, and whether they were sure. */
const caseOf = (draft: DraftClaim, numbered: NumberedText, isFair: boolean): Case => {
  const host = numbered.sentences[draft.sentence - 1]
  if (host === undefined) throw new Error(`no sentence ${draft.sentence}`)
  const pair = layOut(draft.text, [host], numbered)
  const byCheck = Object.entries(checks).flatMap(([name, check]): [string, boolean][] => {
    const findings = check(pair)
    return findings.length === 0 ? [] : [[name, findings.some(({ isSure }) => isSure)]]
  })
  return { isFair, byCheck: new Map(byCheck) }
}

const percent = (some: readonly unknown[], all: readonly unknown[]): string =>
  all.length === 0 ? '–' : `${((100 * some.length) / all.length).toFixed(1)} %`

const report = (title: string, cases: readonly Case[]): void => {
  const fair = cases.filter(({ isFair }) => isFair)
  const wrong = cases.filter(({ isFair }) => !isFair)
  const row = (name: string, without?: string): string[] => {
    const isSeen = ({ byCheck }: Case): boolean => [...byCheck.keys()].some((check) => check !== without)
    const isRefused = ({ byCheck }: Case): boolean =>
      [...byCheck].some(([check, isSure]) => isSure && check !== without)
    const hinted = fair.filter((one) => isSeen(one) && !isRefused(one))
    return [name, percent(fair.filter(isRefused), fair), percent(hinted, fair), percent(wrong.filter(isSeen), wrong)]
  }
  process.stdout.write(`\n${title}: ${fair.length} fair, ${wrong.length} wrong\n`)
  const names = Object.keys(checks)
  printTable([
    ['left out', 'fair refused', 'fair hinted', 'wrong refused or hinted'],
    row('nothing'),
    ...names.map((name) => row(name, name)),
  ])
}

const real = realTrials()
if (real === undefined) process.stdout.write('Real commentaries: skipped, ../shared/real-texts is not there.\n')
else
  report(
    'Real commentaries, written blind',
    real.map(({ trial, isFair }) => caseOf(trial.draft, trial.numbered, isFair)),
  )
const texts = await readTexts()
report(
  'Samples, written blind',
  [...openedTrials(texts), ...heldOutTrials(texts)].map(({ trial, expected }) =>
    caseOf(trial.draft, trial.numbered, expected === 'pass'),
  ),
)
