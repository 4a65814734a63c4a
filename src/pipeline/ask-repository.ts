import { findKnown } from '../archive/store/known.ts'
import { findSet, harvest, type Progress, progressSchema } from '../backfill/harvest.ts'
import type { OaiRecord } from '../backfill/oai-answer.ts'
import { createOaiAsk, type OaiAsk } from '../backfill/oai-client.ts'
import { createPoliteGet, type PoliteOptions } from '../backfill/polite.ts'
import { commentaryOfRecord } from '../backfill/record.ts'
import type { Commentary } from '../commentary/commentary.ts'
import { commentaryKeys } from '../commentary/identity.ts'
import { UserError } from '../errors.ts'
import type { AskRepository, RepositoryAsked, StepResult } from '../feed/ask-step.ts'
import type { Entry } from '../feed/entry.ts'
import { recordKey } from '../feed/identity.ts'
import type { Get } from '../fetch/get.ts'
import { type ProgressStore, remembered, archiveRecord } from './backfill.ts'
import type { KeepDeps } from './keep-old.ts'

/** How many pages one poll reads; the next poll continues from there. */
const mostPages = 10
const dayMs = 86_400_000
/** A commentary that is older than the newest known one by more than this is not news: it is archived without a post. */
const newsWindowMs = 14 * dayMs
/** How far back the first harvest looks if no feed was ever read. */
const firstLookMs = 30 * dayMs

type Deps = KeepDeps & {
  readonly get: Get
  readonly progress: ProgressStore
  /** The set with the series, if the settings name it. */
  readonly set: string | undefined
  readonly polite: PoliteOptions
}

const dateOf = (instantMs: number): string => new Date(instantMs).toISOString().slice(0, 10)

const entryOf = (commentary: Commentary, guid: string, { source, url }: RepositoryAsked): Entry => ({
  source,
  repository: new URL(url).host,
  guid,
  link: commentary.url,
  title: commentary.id.startsWith('CO') ? `${commentary.id} | ${commentary.title}` : commentary.title,
  authors: [...commentary.authors],
  publishedAt: commentary.published === undefined ? undefined : new Date(`${commentary.published}T00:00:00Z`),
  updatedAt: undefined,
  excerpt: commentary.synopsis,
  categories: [...commentary.categories],
})

/** The record as an entry; undefined if it is not news: then it is archived as in a backfill. */
const newsIn = async (
  deps: Deps,
  record: OaiRecord,
  asked: RepositoryAsked,
  signal: AbortSignal,
): Promise<Entry | undefined> => {
  const commentary = commentaryOfRecord(record, new URL(asked.url).host)
  if (commentary === undefined) return undefined
  const since = dateOf((asked.newestAt ?? deps.now().getTime()) - newsWindowMs)
  const isRecent = commentary.published !== undefined && commentary.published >= since
  const keys = commentaryKeys(commentary, [recordKey(record.identifier)])
  if (isRecent && (await findKnown(deps.db, { commentary, keys })) === undefined) {
    return entryOf(commentary, record.identifier, asked)
  }
  await archiveRecord(deps, { record, repository: asked.url }, signal)
  return undefined
}

const startOf = async ({ progress, now }: Deps, key: string, { readAt }: RepositoryAsked): Promise<Progress> => {
  const { data } = progressSchema.safeParse(await progress.get(key))
  return data ?? { since: dateOf(readAt ?? now().getTime() - firstLookMs) }
}

/** The new entries, and how far the harvest has come. */
const readNews = async (
  deps: Deps,
  { ask, key }: { readonly ask: OaiAsk; readonly key: string },
  asked: RepositoryAsked,
  signal: AbortSignal,
): Promise<{ readonly entries: readonly Entry[]; readonly progress: Progress }> => {
  const set = deps.set ?? (await remembered(deps.progress, `${asked.url} set`, () => findSet(ask, signal)))
  let progress = await startOf(deps, key, asked)
  const entries: Entry[] = []
  let pages = 0
  for await (const page of harvest(ask, { set, from: progress, signal })) {
    for (const record of page.records) {
      const news = await newsIn(deps, record, asked, signal)
      if (news !== undefined) entries.push(news)
    }
    progress = page.progress
    pages += 1
    if (pages === mostPages) break
  }
  return { entries, progress }
}

/**
 * Returns a function that asks a repository for new entries, as the last step of a source: they come late and with the author's
 * abstract. Changed records that are old or known are archived without a post. Progress is stored together with the entries.
 */
export const createAskRepository = (deps: Deps): AskRepository => {
  const get = createPoliteGet(deps.get, { ...deps.polite, tries: 1 })
  return async (asked, signal): Promise<StepResult> => {
    const key = `${asked.url} ${asked.source}`
    try {
      const { entries, progress } = await readNews(deps, { ask: createOaiAsk(get, asked.url), key }, asked, signal)
      const keep = async (): Promise<void> => {
        await deps.progress.set(key, progress)
      }
      // In the order of a feed: the newest first.
      const parsed = { state: 'parsed', entries: entries.toReversed(), isDamaged: false } as const
      return { state: 'read', parsed, keep, movedTo: undefined }
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      return { state: 'failed', as: 'failed', detail: error.problem, retryAfterMs: undefined }
    }
  }
}
