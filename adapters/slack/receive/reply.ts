import type { Asker } from '../../../src/commands/port.ts'
import { describeError, RetryableError } from '../../../src/errors.ts'
import { fetchWithTimeout } from '../connect/client.ts'
import type { SlackMessage } from '../render/message.ts'
import type { Context } from './context.ts'

/** How an answer is shown: to the asker alone, to everybody, or instead of the message whose button was pressed. */
export type Manner =
  | { readonly response_type: 'ephemeral'; readonly replace_original: boolean; readonly thread_ts?: string }
  | { readonly response_type: 'in_channel'; readonly replace_original: false; readonly thread_ts?: string }
  | { readonly delete_original: true }

/** To the asker alone, beside what they are reading. */
export const ephemeral = { response_type: 'ephemeral', replace_original: false } as const

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

/** The argument for a message in the same thread; nothing outside a thread. */
export const threadOf = ({ thread_ts }: { readonly thread_ts?: string | undefined }) =>
  thread_ts === undefined ? {} : { thread_ts }

type Ways = {
  /** The interaction's own address for answers, if it has one, and how the answer is shown there. */
  readonly url?: string | undefined
  readonly manner?: Manner
  /** More arguments for a message in the place of the asker, such as its thread. */
  readonly more?: { readonly thread_ts?: string; readonly client_msg_id?: string }
}

/**
 * Shows an answer to the asker alone, in the first way that works: at the interaction's own address, in the channel, in their
 * direct messages with the app, or there without blocks and outside a thread.
 */
export const tell = async (
  { client, log }: Pick<Context, 'client' | 'log'>,
  { place: { tenant, channel, isDirect }, person: { id: user } }: Asker,
  message: SlackMessage,
  { url, manner = ephemeral, more = {} }: Ways = {},
): Promise<void> => {
  const { blocks: _blocks, ...plain } = message
  const chat = async () => (await client(tenant)).chat
  const direct = async (shown: Omit<SlackMessage, 'blocks'>) => (await chat()).postMessage({ channel: user, ...shown })
  const ways = [
    ...(url === undefined ? [] : [async () => respond(url, manner, message)]),
    ...(isDirect === true ? [] : [async () => (await chat()).postEphemeral({ channel, user, ...more, ...message })]),
    async () => direct({ ...message, ...(isDirect === true ? more : {}) }),
    async () => direct(plain),
  ]
  for (const way of ways) {
    try {
      await way()
      return
    } catch (error) {
      log.debug(
        { tenant, error: describeError(error) },
        'an answer could not be sent in one way; the next way is tried',
      )
    }
  }
  log.warn({ tenant }, 'an answer did not reach the person')
}
