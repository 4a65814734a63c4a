// What each check contributes on claims that were written blind: each check is left out in turn. Run: npm run bench:rules
import type { DraftClaim } from '../../src/briefing/draft.ts'
import { weigh } from '../../src/briefing/verify/difference.ts'
import { attribute } from '../../src/briefing/verify/holder.ts'
import { checks, findingsOf, layOut, type NumberedText } from '../../src/briefing/verify/index.ts'
import { readTexts } from '../faithfulness/corpus.ts'
import { heldOutTrials, openedTrials } from '../faithfulness/held-out.ts'
import { realTrials } from '../faithfulness/real.ts'
import { printTable } from '../figures.ts'

type Outcome = 'refused' | 'hinted' | 'passed'

type Case = { readonly isFair: boolean; readonly outcomeWithout: (name?: string) => Outcome }

/** The result of the checks for a claim, with all checks or without one. */
const caseOf = (draft: DraftClaim, numbered: NumberedText, isFair: boolean): Case => {
  const host = numbered.sentences[draft.sentence - 1]
  if (host === undefined) throw new Error(`no sentence ${draft.sentence}`)
  const pair = layOut(draft.text, [host], numbered)
  const outcomeWithout = (name?: string): Outcome => {
    const { findings: ofHolder } = attribute(pair, numbered, draft.sentence, draft.holder)
    const findings = weigh(pair, [...findingsOf(pair, name), ...ofHolder])
    if (findings.length === 0) return 'passed'
    return findings.some(({ weight }) => weight === 'sure') ? 'refused' : 'hinted'
  }
  return { isFair, outcomeWithout }
}

const percent = (some: readonly unknown[], all: readonly unknown[]): string =>
  all.length === 0 ? '–' : `${((100 * some.length) / all.length).toFixed(1)} %`

const report = (title: string, cases: readonly Case[]): void => {
  const fair = cases.filter(({ isFair }) => isFair)
  const wrong = cases.filter(({ isFair }) => !isFair)
  const row = (name: string, without?: string): string[] => {
    const of = (some: readonly Case[], ...outcomes: Outcome[]): string =>
      percent(
        some.filter(({ outcomeWithout }) => outcomes.includes(outcomeWithout(without))),
        some,
      )
    return [name, of(fair, 'refused'), of(fair, 'hinted'), of(wrong, 'refused', 'hinted')]
  }
  process.stdout.write(`\n${title}: ${fair.length} fair, ${wrong.length} wrong\n`)
  printTable([
    ['left out', 'fair refused', 'fair hinted', 'wrong refused or hinted'],
    row('nothing'),
    ...Object.keys(checks).map((name) => row(name, name)),
  ])
}

const sets = realTrials()
if (sets.length === 0)
  process.stdout.write('Real commentaries: skipped, no folder ../shared/real-texts… with claims is there.\n')
for (const { name, trials } of sets)
  report(
    `Real commentaries (${name}), written blind`,
    trials.map(({ trial, isFair }) => caseOf(trial.draft, trial.numbered, isFair)),
  )
const texts = await readTexts()
report(
  'Samples, written blind',
  [...openedTrials(texts), ...heldOutTrials(texts)].map(({ trial, expected }) =>
    caseOf(trial.draft, trial.numbered, expected === 'pass'),
  ),
)
