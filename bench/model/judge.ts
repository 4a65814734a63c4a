// How many of the wrong claims that code lets pass a judge sees, and how many fair ones it refuses: one command, with a key.
// Run: OPENAI_MODEL=… OPENAI_API_KEY=… node bench/model/judge.ts
import { Keyv } from 'keyv'
import { createAsk } from '../../src/briefing/llm/ask.ts'
import { createMemoryBudget } from '../../src/briefing/llm/budget.ts'
import { judgeItems, judgeRejection, type JudgeItem } from '../../src/briefing/llm/judge.ts'
import { createLadder } from '../../src/briefing/llm/ladder.ts'
import { createLedger } from '../../src/briefing/llm/ledger.ts'
import { loadPrompts } from '../../src/briefing/llm/prompts.ts'
import { createRests } from '../../src/briefing/llm/rest.ts'
import { askJudge } from '../../src/briefing/llm/steps.ts'
import { createSend } from '../../src/briefing/llm/transport.ts'
import { baseUrlOf, judgeOf } from '../../src/briefing/model.ts'
import * as verifier from '../../src/briefing/verify/index.ts'
import { readConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import { catalogueTrials, paraphraseTrials } from '../faithfulness/catalogue.ts'
import { readTexts, type Trial } from '../faithfulness/corpus.ts'
import { heldOutTrials, openedTrials } from '../faithfulness/held-out.ts'
import { printTable } from '../figures.ts'

/** As many statements as a long briefing has: what a judge is asked in one call. */
const atOnce = 8

const { model } = readConfig(process.env)
const judgeModel = model && judgeOf(model)
if (model === undefined || judgeModel === undefined) {
  process.stdout.write('A judge is measured where OPENAI_MODEL names one, with OPENAI_API_KEY or OPENAI_BASE_URL.\n')
  process.exit()
}

const now = (): Date => new Date()
const log = await createLog('warn', true)
const prompts = await loadPrompts()
const cache = new Keyv()
const baseUrl = baseUrlOf(model)
const { apiKey, timeoutMs, retries } = model
const send = createSend({ apiKey, baseUrl, timeoutMs, retries }, fetch, now, log)
const climb = createLadder(send, cache, baseUrl, prompts.format)
const rests = createRests(cache, baseUrl, now)
const ask = createAsk({ climb, rests, budget: createMemoryBudget(), dailyTokens: model.dailyTokens, now, log })
const ledger = createLedger(ask, { in: 0, out: 0 })
const writing = { prompts, verifier, model: model.name, judgeModel }

/** What the judge would see of a claim; undefined where code refuses it already. */
const itemOf = ({ draft, numbered }: Trial): JudgeItem | undefined => {
  const verdict = verifier.verifyClaim(draft, numbered)
  const checked = { claims: [{ draft, round: 'first' as const, verdict }], synopsis: [] }
  return judgeItems(checked, numbered).get(draft)
}

const refusedOf = async (trials: readonly Trial[]): Promise<[passedCode: number, refused: number]> => {
  const items = trials.flatMap((trial) => itemOf(trial) ?? [])
  let refused = 0
  for (let from = 0; from < items.length; from += atOnce) {
    const some = items.slice(from, from + atOnce)
    const verdicts = await askJudge(writing, judgeModel, some, ledger, AbortSignal.timeout(120_000))
    if (verdicts === undefined) throw new Error(ledger.faults.at(-1)?.detail ?? 'the judge does not answer')
    refused += some.filter((item) => judgeRejection(item, verdicts) !== undefined).length
  }
  return [items.length, refused]
}

const texts = await readTexts()
const all = [...catalogueTrials(texts), ...openedTrials(texts), ...heldOutTrials(texts)]
const trialsOf = (must: 'reject' | 'judge' | 'pass'): Trial[] =>
  all.filter(({ expected }) => expected === must).map(({ trial }) => trial)

const rows = [['claims', 'written', 'let pass by code', 'refused by the judge']]
for (const [name, trials] of [
  ['wrong, and code ought to see it', trialsOf('reject')],
  ['wrong, and only a judge can see it', trialsOf('judge')],
  ['fair', [...trialsOf('pass'), ...paraphraseTrials(texts)]],
] as const) {
  const [passed, refused] = await refusedOf(trials)
  rows.push([name, String(trials.length), String(passed), String(refused)])
}
printTable(rows)
const { in: read, out: written } = ledger.tokens()
process.stdout.write(`\n${judgeModel}: ${ledger.calls()} requests, ${read} tokens in, ${written} out\n`)
