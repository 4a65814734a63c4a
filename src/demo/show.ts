import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { moveToPresent, readSamples } from './samples.ts'
import { startDemoSite } from './site.ts'

export type ShowOptions = {
  readonly print: (line: string) => void
  /** Starts the program on the feed; `close` is called when it stops. */
  readonly serve: (
    feedUrl: string,
    databasePath: string,
    close: () => Promise<void>,
  ) => Promise<{ readonly url: string }>
}

/** How many samples appear while people watch; the others are the archive from the start. */
const newcomers = 4
const firstAfterMs = 6000
const nextAfterMs = 12_000

/** Serves the samples on loopback and publishes the last of them one by one, then a correction. */
export const runShow = async ({ print, serve }: ShowOptions): Promise<void> => {
  const samples = moveToPresent(await readSamples(), new Date())
  const site = await startDemoSite(samples, samples.length - newcomers)
  const folder = await mkdtemp(join(tmpdir(), 'rsis-brief-demo-'))
  let timer: NodeJS.Timeout | undefined

  const { url } = await serve(site.feedUrl, join(folder, 'demo.db'), async () => {
    clearTimeout(timer)
    await site.close()
    await rm(folder, { recursive: true })
  })
  print(`The demo is ready: open ${url}`)
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
  timer = setTimeout(publish, firstAfterMs)
}
