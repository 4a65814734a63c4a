import { RetryableError } from '../../../src/errors.ts'
import { fetchWithTimeout } from '../connect/client.ts'
import type { SlackMessage } from '../render/message.ts'

/** How an answer is shown: to the asker alone, to everybody, or instead of the message whose button was pressed. */
export type Manner =
  | { readonly response_type: 'ephemeral'; readonly replace_original: boolean; readonly thread_ts?: string }
  | { readonly response_type: 'in_channel'; readonly replace_original: false; readonly thread_ts?: string }
  | { readonly delete_original: true }

/** To the asker alone, beside what they are reading. */
export const forMeAlone = { response_type: 'ephemeral', replace_original: false } as const

/**
 * Answers an interaction at its own address, which accepts five answers within half an hour.
 * @throws RetryableError; `notAccepted` if Slack refused it.
 */
export const respond = async (url: string, manner: Manner, message?: SlackMessage): Promise<void> => {
  const response = await fetchWithTimeout(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ ...message, ...manner }),
    redirect: 'error',
  })
  await response.body?.cancel()
  if (response.ok) return
  const notAccepted = response.status < 500
  throw new RetryableError('response-url', `Slack answers ${response.status} to an answer`, { notAccepted })
}
