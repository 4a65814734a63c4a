import { UserError } from '../errors.ts'
import { decode } from '../fetch/decode.ts'
import type { Get } from '../fetch/get.ts'
import { type OaiAnswer, parseOaiAnswer } from './oai-answer.ts'

const maxBytes = 20_000_000

/** Asks a repository, with the parameters of one request. */
export type OaiAsk = (parameters: Readonly<Record<string, string>>, signal: AbortSignal) => Promise<OaiAnswer>

const addressOf = (base: string, parameters: Readonly<Record<string, string>>): string => {
  const url = new URL(base)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}

/**
 * Asks the OAI-PMH server at `base` by a polite `get`.
 * @throws UserError when the repository refuses programs, cannot be reached, or answers with something else.
 */
export const createOaiAsk =
  (get: Get, base: string): OaiAsk =>
  async (parameters, signal) => {
    const accept = 'text/xml, application/xml'
    const got = await get(addressOf(base, parameters), { accept, maxBytes, signal })
    if (got.state !== 'fetched') {
      const isRefused = got.state === 'failed' && got.code === 'blocked'
      throw new UserError(
        'OAI_URL',
        got.state === 'failed' ? got.detail : 'the answer is empty',
        isRefused
          ? 'ask the repository, or fill the archive from files: npm run backfill -- PATHS'
          : 'try again later: it goes on where it stopped',
      )
    }
    const answer = parseOaiAnswer(decode(got.body, got.contentType))
    if (answer !== undefined) return answer
    throw new UserError(
      'OAI_URL',
      `${base} does not answer as OAI-PMH`,
      'give the address of a repository’s OAI-PMH server',
    )
  }
