import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Campaign } from './campaigns.ts'
import { faultCount } from './check.ts'
import { openFile } from './database.ts'
import { openPostgres } from './postgres.ts'
import { platforms } from './platforms/index.ts'
import type { StartPlatform } from './platforms/port.ts'
import type { Result } from './print.ts'
import { mountSmallDisk } from './disk.ts'
import { createWorld, type Swap } from './world.ts'

export type CampaignRun = {
  readonly platform: string
  readonly campaign: Campaign
  readonly seed: number
  readonly kills: number
  /** The kind of the program's database; by default a file. */
  readonly database?: 'file' | 'postgres'
  /** How many processes of the program run; by default one. */
  readonly replicas?: number
  readonly swaps: readonly Swap[]
  /** How long (real milliseconds) the run waits without progress; by default it depends on the speed. */
  readonly patienceMs?: number | undefined
}

const runToVerdict = async (run: CampaignRun, startPlatform: StartPlatform, folder: string) => {
  const { campaign, seed, kills, swaps, patienceMs, database = 'file', replicas } = run
  const openDatabase = databases[database]
  const world = await createWorld({
    ...campaign,
    seed,
    startPlatform,
    openDatabase,
    replicas,
    swaps,
    patienceMs,
    folder,
  })
  try {
    await campaign.run(world, kills)
    world.platform.faultOf = () => undefined
    await world.platform.refuse(false)
    await world.drain()
    return { verdict: await world.judge(), tooEarly: world.platform.tooEarly() }
  } finally {
    await world.close()
  }
}

const databases = { file: openFile, postgres: openPostgres } as const

/** Why the campaign does not apply to this platform or database, or cannot run here. */
const whyNot = ({ platform, campaign: { on, needs, skip }, database = 'file' }: CampaignRun): string | undefined => {
  if (on?.includes(platform) === false) return `it is for ${on.join(', ')}`
  const kind = database === 'file' ? 'file' : 'server'
  return needs === undefined || needs === kind ? skip?.() : `it needs a ${needs}`
}

/** Runs one campaign on one platform: disturb, recover, wait, judge. Its files are kept if something is wrong. */
export const runCampaign = async (run: CampaignRun): Promise<Result> => {
  const { platform, campaign } = run
  const base = { platform, campaign }
  const startPlatform = platforms[platform]
  if (startPlatform === undefined) throw new Error(`no platform ${platform}`)
  const reason = whyNot(run)
  if (reason !== undefined) return { ...base, state: 'skipped', reason }

  const folder = mkdtempSync(join(tmpdir(), 'rsis-brief-chaos-'))
  const disk = campaign.diskBytes === undefined ? undefined : mountSmallDisk(folder, campaign.diskBytes)
  const startedAt = Date.now()
  try {
    const { verdict, tooEarly } = await runToVerdict(run, startPlatform, folder)
    const isFine = faultCount(verdict) === 0 && tooEarly === 0
    if (isFine) disk?.unmount()
    if (isFine) rmSync(folder, { recursive: true })
    return { ...base, state: 'judged', verdict, tooEarly, isFine, seconds: (Date.now() - startedAt) / 1000, folder }
  } catch (error) {
    return { ...base, state: 'failed', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
