import { printTable } from '../../bench/figures.ts'
import type { Campaign } from './campaigns.ts'
import type { Verdict } from './check.ts'

/** The result of one campaign on one platform. */
export type Result = { readonly platform: string; readonly campaign: Campaign } & (
  | {
      readonly state: 'judged'
      readonly verdict: Verdict
      /** Posts that came before a `Retry-After` was over. */
      readonly tooEarly: number
      readonly isFine: boolean
      readonly seconds: number
      /** The folder with the program's database and log, unless all was fine. */
      readonly folder: string
    }
  | { readonly state: 'skipped' | 'failed'; readonly reason: string }
)

/** What the runs have in common. */
type Plan = {
  readonly seed: number
  readonly kills: number
  readonly database: 'file' | 'postgres'
  readonly replicas: number
}

const mostShown = 5

const say = (line: string): void => void process.stdout.write(`${line}\n`)

const sayFaults = (what: string, faults: readonly string[]): void => {
  for (const fault of faults.slice(0, mostShown)) say(`  ${what}: ${fault}`)
  if (faults.length > mostShown) say(`  … and ${faults.length - mostShown} more`)
}

const delay = (ms: number): string => (ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : `${(ms / 60_000).toFixed(1)} min`)

const head = [
  'campaign',
  'platform',
  'owed',
  'lost',
  'twice',
  'disorder',
  'unverified',
  'unnamed',
  'uncorrected',
  'too early',
  'worst delay',
  'took',
]

const row = (result: Result): string[] => {
  const { campaign, platform } = result
  const name = `${campaign.name} ${campaign.title}`
  if (result.state !== 'judged') return [name, platform, result.state]
  const { verdict, tooEarly, seconds } = result
  const { lost, duplicated, outOfOrder, unverified, unnamed, uncorrected } = verdict
  const counts = [lost, duplicated, outOfOrder, unverified, unnamed, uncorrected].map(({ length }) => length)
  return [
    name,
    platform,
    ...[verdict.owed, ...counts, tooEarly].map(String),
    delay(verdict.worstDelayMs),
    `${seconds.toFixed(0)} s`,
  ]
}

const explain = (result: Result, { seed, kills, database, replicas }: Plan): void => {
  const { campaign, platform } = result
  if (result.state !== 'judged') return say(`\n${campaign.name} on ${platform} ${result.state}: ${result.reason}`)
  if (result.isFine) return
  say(`\n${campaign.name} on ${platform}${campaign.isBeyondPromise ? ' (beyond what is promised)' : ''}`)
  sayFaults('lost', result.verdict.lost)
  sayFaults('twice', result.verdict.duplicated)
  sayFaults('out of order', result.verdict.outOfOrder)
  sayFaults('unverified', result.verdict.unverified)
  sayFaults('unnamed', result.verdict.unnamed)
  sayFaults('uncorrected', result.verdict.uncorrected)
  const where = database === 'file' ? '' : ` --database ${database} --replicas ${replicas}`
  say(
    `  again: npm run chaos --${where} --campaign ${campaign.name} --platform ${platform} --seed ${seed} --kills ${kills}`,
  )
  say(`  database and log: ${result.folder}`)
}

const isAcceptable = (result: Result): boolean =>
  result.state === 'skipped' ||
  (result.state === 'judged' && (result.isFine || result.campaign.isBeyondPromise === true))

/** Prints the table, and what is wrong. @returns whether all promises were kept. */
export const printResults = (results: readonly Result[], plan: Plan): boolean => {
  say(`seed ${plan.seed}, ${plan.kills} kills; delays by the program's clock`)
  printTable([head, ...results.map(row)])
  for (const result of results) explain(result, plan)
  return results.every(isAcceptable)
}
