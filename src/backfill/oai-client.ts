import { UserError } from '../errors.ts'
import { decode } from '../fetch/decode.ts'
import type { Get } from '../fetch/get.ts'
import { fixOfUnknownName } from '../fetch/unknown-name.ts'
import { type OaiAnswer, parseOaiAnswer } from './oai-answer.ts'

const maxBytes = 20_000_000

/** What an error is about if no setting names a repository. */
const defaultName = 'NTU’s repository'

/** Sends a repository one request with these parameters. */
export type OaiAsk = (parameters: Readonly<Record<string, string>>, signal: AbortSignal) => Promise<OaiAnswer>

const addressOf = (base: string, parameters: Readonly<Record<string, string>>): string => {
  const url = new URL(base)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}

/**
 * Sends requests to the OAI-PMH server at `base` with a polite `get`.
 * @param setting the setting that names it; undefined for the default.
 * @throws UserError if the repository refuses programs, cannot be reached, or its response is something else.
 */
export const createOaiAsk =
  (get: Get, base: string, setting?: string): OaiAsk =>
  async (parameters, signal) => {
    const accept = 'text/xml, application/xml'
    const got = await get(addressOf(base, parameters), { accept, maxBytes, signal })
    if (got.state !== 'fetched') {
      const unknown =
        got.state === 'failed' ? fixOfUnknownName(got.detail, setting === undefined ? undefined : base) : undefined
      const isRefused = got.state === 'failed' && got.code === 'blocked'
      throw new UserError(
        setting ?? defaultName,
        got.state === 'failed' ? got.detail : 'the answer is empty',
        isRefused
          ? 'ask the repository, or fill the archive from files: npm run backfill -- PATHS'
          : (unknown ?? 'try again later: it continues where it stopped'),
      )
    }
    const answer = parseOaiAnswer(decode(got.body, got.contentType))
    if (answer !== undefined) return answer
    throw new UserError(
      setting ?? defaultName,
      `${base} does not answer as OAI-PMH`,
      'give the address of a repository’s OAI-PMH server',
    )
  }
