// Whether your model is good enough: it briefs our samples, and judges fair and wrong claims about them whose grades are known.
// Run: OPENAI_MODEL=… OPENAI_API_KEY=… npm run check:model [-- --all | --smoke]. It also reads the file .env.
import { Keyv } from 'keyv'
import { loadPrompts, type Prompts } from '../../src/briefing/llm/prompts.ts'
import { configure } from '../../src/cli/configure.ts'
import { readEnvFile } from '../../src/cli/env-file.ts'
import { fail } from '../../src/cli/fail.ts'
import { UserError } from '../../src/errors.ts'
import { createLog, type Log } from '../../src/log.ts'
import { type Ask, createLedger } from '../../src/model/ask.ts'
import { createClient } from '../../src/model/client.ts'
import { baseUrlOf, judgeOf, type Model, serverOf } from '../../src/model/port.ts'
import { checkModel } from '../../src/ops/check-model.ts'
import { createMemoryBudget } from '../../tests/fakes/memory-budget.ts'
import { printTable } from '../figures.ts'
import { type Graded, gradeJudge } from './judge.ts'
import { gradeWriter, type Written } from './writer.ts'

const print = (text: string): void => void process.stdout.write(`${text}\n`)
const sum = (figures: readonly number[]): number => figures.reduce((all, one) => all + one, 0)
const share = (part: number, whole: number): string => (whole === 0 ? '-' : `${Math.round((100 * part) / whole)} %`)

/** Not limited by the program's budget for a day, because the measurement needs all its calls. */
const dailyTokens = 10_000_000

const sizes = {
  smoke: { texts: 1, claims: 8 },
  normal: { texts: 12, claims: 40 },
  all: { texts: 1_000, claims: 10_000 },
}
const size = process.argv.includes('--all') ? sizes.all : process.argv.includes('--smoke') ? sizes.smoke : sizes.normal

const askOf = (model: Model, { format }: Prompts, log: Log): Ask =>
  createClient({
    ...model,
    baseUrl: baseUrlOf(model),
    cache: new Keyv(),
    budget: createMemoryBudget(),
    dailyTokens,
    formatPrompt: format,
    fetch,
    now: () => new Date(),
    log,
  })

const printWriter = (written: readonly Written[]): void => {
  print('\nWriter: claims on the card of each sample')
  printTable([
    [
      'commentary',
      'retold',
      'chosen',
      'by program',
      'drafts refused',
      'by code',
      'by judge',
      'wrong',
      'tokens in',
      'out',
    ],
    ...written.map(({ id, briefing: { claims, record }, shown }) => {
      const of = (origin: string): string => String(claims.filter((claim) => claim.origin === origin).length)
      const lost = (outcome: string): number =>
        (record?.claims ?? []).filter((draft) => draft.outcome === outcome).length
      const [byCode, byJudge] = [lost('rejected'), lost('judged-out')]
      const isWrong = shown.filter(({ wrong }) => wrong.length > 0).length
      const { in: read, out } = record?.tokens ?? { in: 0, out: 0 }
      return [
        id,
        of('model'),
        of('chosen'),
        of('extract'),
        ...[byCode + byJudge, byCode, byJudge, isWrong, read, out].map(String),
      ]
    }),
  ])
  for (const { id, shown, briefing } of written) {
    print(`\n${id}`)
    for (const { claim, wrong } of shown) {
      print(`  ${wrong.length === 0 ? ' ' : '✗'} ${claim.text}`)
      if (claim.text !== claim.quote.text) print(`      “${claim.quote.text}”`)
      for (const objection of wrong) print(`      wrong: ${objection}`)
    }
    for (const { step, code, detail } of briefing.record?.faults ?? []) print(`    fault (${step}): ${code}: ${detail}`)
  }
}

const printJudge = (graded: readonly Graded[]): void => {
  print('\nJudge: claims whose verdict is known')
  printTable([
    ['claims', 'written', 'refused by code', 'by the judge', 'shown', 'share'],
    ...graded.map(({ kind, written, refusedByCode, refusedByJudge, shown }) => [
      kind,
      ...[written, refusedByCode, refusedByJudge, shown.length].map(String),
      share(shown.length, written),
    ]),
  ])
  const wrong = graded.filter(({ kind }) => kind !== 'fair').flatMap(({ shown }) => shown)
  if (wrong.length > 0) print('\nWrong claims that would be shown:')
  for (const { draft, numbered, sample } of wrong) {
    print(`  ✗ ${draft.text}  (${sample}, ${draft.holder})`)
    print(`      “${numbered.sentences[draft.sentence - 1]?.text ?? ''}”`)
  }
}

/** The model of the settings, which answers. @throws UserError if none is set, or if it cannot be asked. */
const configuredModel = async (): Promise<Model> => {
  for (const [name, value] of Object.entries(readEnvFile('.env').values)) process.env[name] ??= value
  const { model } = configure(process.env)
  if (model === undefined)
    throw new UserError('OPENAI_MODEL', 'is not set, so there is no model to check', 'name the model in .env')
  const { state, detail, fix } = await checkModel(model, fetch)
  if (state === 'bad') throw new UserError('OPENAI_MODEL', detail, fix ?? 'see npm run doctor')
  return { ...model, dailyTokens }
}

const check = async (): Promise<void> => {
  const model = await configuredModel()
  const log = await createLog('warn', true)
  const judge = judgeOf(model)

  print(`writer ${model.name}, judge ${judge ?? 'off'}, at ${serverOf(baseUrlOf(model))}`)
  if (judge === model.name) print('the writer judges itself; set OPENAI_JUDGE_MODEL to another model')

  const written = await gradeWriter(model, size.texts, log)
  printWriter(written)

  const prompts = await loadPrompts()
  const ask = askOf(model, prompts, log)
  const ledger = createLedger()
  if (judge === undefined) print('\nNo judge (OPENAI_JUDGE_MODEL=off): nothing is retold, so nothing is judged.')
  else printJudge(await gradeJudge(size.claims, { ask, prompts, judge, ledger }))

  const records = written.flatMap(({ briefing }) => briefing.record ?? [])
  const cost = (name: string, calls: number, read: number, out: number): string[] => [
    name,
    ...[calls, read, out].map(String),
  ]
  const { in: read, out } = ledger.tokens
  const spent = { read: sum(records.map(({ tokens }) => tokens.in)), out: sum(records.map(({ tokens }) => tokens.out)) }
  const calls = sum(records.map((record) => record.calls))
  const per = Math.max(1, records.length)
  print('\nCost')
  printTable([
    ['', 'requests', 'tokens in', 'out'],
    cost('all briefings', calls, spent.read, spent.out),
    cost('one briefing, mean', Math.round(calls / per), Math.round(spent.read / per), Math.round(spent.out / per)),
    cost('judging the claims', ledger.calls, read, out),
  ])
}

await check().catch(fail)
