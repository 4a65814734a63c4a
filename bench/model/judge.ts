import { checkDraft } from '../../src/briefing/llm/check.ts'
import { askJudge, judgeItems, objectionTo, type JudgeItem } from '../../src/briefing/llm/judge.ts'
import type { Prompts } from '../../src/briefing/llm/prompts.ts'
import * as verifier from '../../src/briefing/verify/index.ts'
import type { Ask, Ledger } from '../../src/model/ask.ts'
import { catalogueTrials, paraphraseTrials } from '../faithfulness/catalogue.ts'
import { readTexts, type Trial } from '../faithfulness/corpus.ts'
import { heldOutTrials, openedTrials } from '../faithfulness/held-out.ts'

/** How many statements a judge gets in one call: as many as a long briefing has. */
const atOnce = 8

/** The results for claims whose right verdict is known. */
export type Graded = {
  readonly kind: string
  readonly written: number
  readonly refusedByCode: number
  readonly refusedByJudge: number
  /** The number of claims that would be shown. */
  readonly shown: readonly Trial[]
}

export type JudgeDeps = {
  readonly ask: Ask
  readonly prompts: Prompts
  readonly judge: string
  readonly ledger: Ledger
}

/** The claim as the judge would see it; undefined if code rejects it. */
const itemOf = ({ draft, numbered }: Trial): JudgeItem | undefined => {
  const input = { sentences: numbered.sentences, extent: 'whole' as const }
  const checked = checkDraft({ claims: [draft], synopsis: [], brackets: [] }, { numbered, input, verifier })
  return judgeItems(checked, numbered).get(draft)
}

/** `most` elements, evenly spread over the list, so that every kind and text is represented. */
const spread = <Value>(list: readonly Value[], most: number): Value[] => {
  const step = Math.max(1, list.length / most)
  return Array.from({ length: Math.min(most, list.length) }, (_, index) => list[Math.floor(index * step)]).filter(
    (value) => value !== undefined,
  )
}

const grade = async (kind: string, trials: readonly Trial[], deps: JudgeDeps): Promise<Graded> => {
  const { judge, ledger } = deps
  const seen = trials.flatMap((trial) => {
    const item = itemOf(trial)
    return item === undefined ? [] : [{ trial, item }]
  })
  const shown: Trial[] = []
  for (let from = 0; from < seen.length; from += atOnce) {
    const some = seen.slice(from, from + atOnce)
    const items = some.map(({ item }) => item)
    const verdicts = await askJudge(deps, judge, items, ledger, AbortSignal.timeout(300_000))
    if (verdicts === undefined)
      throw new Error(`the judge ${judge} does not answer: ${ledger.faults.at(-1)?.detail ?? 'no reason was given'}`)
    for (const { trial, item } of some) if (objectionTo(item, verdicts) === undefined) shown.push(trial)
  }
  return {
    kind,
    written: trials.length,
    refusedByCode: trials.length - seen.length,
    refusedByJudge: seen.length - shown.length,
    shown,
  }
}

/**
 * Checks fair and wrong claims about our samples by code and judge, at most `most` of each kind.
 * @throws Error with the server's message if the judge cannot be asked.
 */
export const gradeJudge = async (most: number, deps: JudgeDeps): Promise<Graded[]> => {
  const texts = await readTexts()
  const all = [...catalogueTrials(texts), ...openedTrials(texts), ...heldOutTrials(texts)]
  const trialsOf = (must: 'reject' | 'judge' | 'pass'): Trial[] =>
    all.filter(({ expected }) => expected === must).map(({ trial }) => trial)
  const kinds: readonly (readonly [string, readonly Trial[]])[] = [
    ['wrong, code ought to see it', trialsOf('reject')],
    ['wrong, only a judge can see it', trialsOf('judge')],
    ['fair', [...trialsOf('pass'), ...paraphraseTrials(texts)]],
  ]
  const graded: Graded[] = []
  for (const [kind, trials] of kinds) graded.push(await grade(kind, spread(trials, most), deps))
  return graded
}
