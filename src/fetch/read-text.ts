import { UserError } from '../errors.ts'
import { decode } from './decode.ts'
import type { Get } from './get.ts'

const mostBytes = 200_000

/** Reads the text at an address that a person gave. */
export const createReadText =
  (get: Get) =>
  async (address: string): Promise<string> => {
    const answer = await get(address, { accept: 'text/plain, */*;q=0.5', maxBytes: mostBytes })
    if (answer.state === 'fetched') return decode(answer.body, answer.contentType)
    const why = answer.state === 'failed' ? answer.detail : 'the answer is empty'
    throw new UserError('Address', why, 'give one that answers without a login, or the text itself')
  }
