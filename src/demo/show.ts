import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { moveToPresent, readSamples } from './samples.ts'
import { startDemoSite } from './site.ts'

type Page = {
  readonly url: string
  /** Undefined if it asks for none. */
  readonly password: string | undefined
  /** Whether the password was made up for this run. */
  readonly isNewPassword: boolean
}

export type ShowOptions = {
  readonly print: (line: string) => void
  /** Starts the program on the feed; `close` is called when it stops. */
  readonly serve: (feedUrl: string, databasePath: string, close: () => Promise<void>) => Promise<Page>
}

/** How many samples are published while people watch; the others are in the archive from the start. */
const newcomers = 4
const firstAfterMs = 6000
const nextAfterMs = 12_000

const statusSchema = z.object({ archive: z.object({ commentaries: z.number() }) })

/** How many commentaries the archive holds. */
const archived = async ({ url, password }: Page): Promise<number> => {
  const given = password === undefined ? {} : { authorization: `Bearer ${password}` }
  const answer = await fetch(`${url}/status`, { headers: { accept: 'application/json', ...given } })
  return answer.ok ? statusSchema.parse(await answer.json()).archive.commentaries : 0
}

/** Checks once a second until it is true or a minute has passed. */
const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  for (let second = 0; second < 60 && !(await isSo().catch(() => false)); second += 1) await wait(1000)
}

/** Serves the samples on loopback and publishes the last of them one by one, then a correction. */
export const runShow = async ({ print, serve }: ShowOptions): Promise<void> => {
  const samples = moveToPresent(await readSamples(), new Date())
  const site = await startDemoSite(samples, samples.length - newcomers)
  const folder = await mkdtemp(join(tmpdir(), 'rsis-brief-demo-'))
  let timer: NodeJS.Timeout | undefined

  const end = async (): Promise<void> => {
    clearTimeout(timer)
    await site.close()
    await rm(folder, { recursive: true })
  }
  const page = await serve(site.feedUrl, join(folder, 'demo.db'), end).catch(async (error: unknown) => {
    await end()
    throw error
  })
  print(`The demo is at ${page.url}; give it some seconds to read its archive.`)
  if (page.isNewPassword) print(`Other machines can reach it, so it asks for a password: ${page.password}`)
  print(
    `${samples.length - newcomers} invented commentaries fill the archive; ${newcomers} more appear while you watch.`,
  )
  print('Try: /rsis search nord stream   /rsis latest   /rsis help      (Ctrl-C stops it)')

  const publish = (): void => {
    const next = site.publishNext()
    if (next !== undefined) {
      print(`The sample site publishes ${next.id}, “${next.title}”`)
      timer = setTimeout(publish, nextAfterMs)
      return
    }
    const correction = site.publishCorrection()
    if (correction !== undefined) print(`The sample site corrects ${correction.id}, “${correction.title}”`)
  }
  await until(async () => (await archived(page)) >= samples.length - newcomers)
  print(`The archive is filled: ${samples.length - newcomers} commentaries.`)
  timer = setTimeout(publish, firstAfterMs)
}
