import { z } from 'zod'
import { UserError } from '../errors.ts'
import type { OaiRecord, OaiSet } from './oai-answer.ts'
import type { OaiAsk } from './oai-client.ts'
import { createProgressCheck } from './progress-check.ts'

/** The progress of a harvest, stored after every page, so that an interrupted one continues there. */
export const progressSchema = z.object({
  /** The resumption token of the next page. */
  token: z.string().optional(),
  /** Only records changed since then are requested: when the last complete harvest began, by the repository's clock. */
  since: z.string().optional(),
  /** When the present harvest began. */
  began: z.string().optional(),
})

export type Progress = Readonly<z.infer<typeof progressSchema>>

export type HarvestedPage = {
  readonly records: readonly OaiRecord[]
  readonly total: number | undefined
  readonly progress: Progress
}

const seriesName = /\bRSIS Commentar(?:y|ies)\b/iu

/**
 * The set with the commentaries, found by its name among all sets of the repository.
 * @throws UserError, with the candidates, if there is not exactly one.
 */
export const findSet = async (ask: OaiAsk, signal: AbortSignal): Promise<string> => {
  const found: OaiSet[] = []
  const check = createProgressCheck()
  let parameters: Readonly<Record<string, string>> = { verb: 'ListSets' }
  for (;;) {
    const { sets, token } = await ask(parameters, signal)
    found.push(...sets.filter(({ name }) => seriesName.test(name)))
    const problem = check(
      sets.map(({ spec }) => spec),
      token,
    )
    if (problem !== undefined) throw noEnd('the list of sets', problem)
    if (token === undefined) break
    parameters = { verb: 'ListSets', resumptionToken: token }
  }
  const [first, ...others] = found
  if (first !== undefined && others.length === 0) return first.spec
  const names = found.map(({ spec, name }) => `${spec} (${name})`).join(', ')
  throw new UserError(
    'OAI_SET',
    first === undefined
      ? 'no set of the repository is named “RSIS Commentaries”'
      : `several sets may be meant: ${names}`,
    'name the set, e.g. OAI_SET=col_10220_6',
  )
}

const noEnd = (what: string, problem: string): UserError =>
  new UserError(
    'Repository',
    `${what} does not end: ${problem}`,
    'tell those who run the repository; name another by OAI_URL',
  )

const dayOf = (instant: string | undefined): string | undefined => instant?.slice(0, 10)

/**
 * All records of a set that changed since the last complete harvest, page by page, continuing from `from`. If the
 * repository no longer accepts a token, or its tokens form a cycle, the harvest starts again; records that come twice
 * are stored once. A new start that gets no further than the last one ends the harvest.
 * @throws UserError if the repository does not answer, or its list does not end.
 */
export async function* harvest(
  ask: OaiAsk,
  {
    set,
    from,
    format = 'oai_dc',
    signal,
  }: { readonly set: string; readonly from: Progress; readonly format?: string; readonly signal: AbortSignal },
): AsyncGenerator<HarvestedPage> {
  let progress = from
  let [pages, furthest, check] = [0, -1, createProgressCheck()]
  /** The progress for a new start. @throws UserError if the last one got no further than one before it. */
  const restart = (problem: string): Progress => {
    if (pages <= furthest) throw noEnd(`the list of ${set}`, problem)
    ;[furthest, pages, check] = [pages, 0, createProgressCheck()]
    return { since: progress.since }
  }
  for (;;) {
    const { token, since } = progress
    const answer = await ask(
      token === undefined
        ? { verb: 'ListRecords', metadataPrefix: format, set, ...(since === undefined ? {} : { from: since }) }
        : { verb: 'ListRecords', resumptionToken: token },
      signal,
    )
    const { error, records, total } = answer
    if (error?.code === 'badResumptionToken' && token !== undefined) {
      progress = restart('it does not know its own resumption tokens')
      continue
    }
    if (error !== undefined && error.code !== 'noRecordsMatch') {
      throw new UserError('OAI_SET', `${error.code}: ${error.message}`, 'check OAI_URL and OAI_SET')
    }
    pages += 1
    const problem = check(
      records.map(({ identifier }) => identifier),
      answer.token,
    )
    if (problem !== undefined) {
      yield { records, total, progress: { since } }
      progress = restart(problem)
      continue
    }
    const began = progress.began ?? dayOf(answer.responseDate)
    progress = answer.token === undefined ? { since: began ?? since } : { token: answer.token, since, began }
    yield { records, total, progress }
    if (answer.token === undefined) return
  }
}
