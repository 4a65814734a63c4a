import type { Poster } from '../../../src/delivery/port.ts'
import type { Log } from '../../../src/log.ts'
import type { Clients } from '../connect/clients.ts'
import { refusalOf } from '../connect/errors.ts'
import { metadataOf } from './key.ts'
import { inBlocksOrPlain } from './plain-or-blocks.ts'
import { createRateLimit, ofEdits } from './rate-limit.ts'
import { addressOf } from './receipt.ts'

/** Replaces a posted card. If a person deleted the post, there is nothing to correct. */
export const createEdit = ({ clients, log }: { readonly clients: Clients; readonly log: Log }): Poster['edit'] => {
  const limit = createRateLimit(undefined, ofEdits)
  return async ({ tenant }, receipt, card, key) => {
    const slack = await clients.of(tenant)
    const { channel, ts } = addressOf(receipt)
    try {
      await inBlocksOrPlain(card, log, async ({ text, blocks }) =>
        limit({ tenant, channel }, async () =>
          slack.apiCall('chat.update', { channel, ts, text, blocks, parse: 'none', metadata: metadataOf(key) }),
        ),
      )
    } catch (error) {
      const code = error instanceof Error ? refusalOf(error.cause) : undefined
      if (code !== 'message_not_found') throw error
      log.info({ channel, key }, 'a post to be edited was deleted by a person')
    }
  }
}
