import { setTimeout as sleep } from 'node:timers/promises'
import { InteractionResponseType, MessageFlags, Routes } from 'discord.js'
import { describeError, RetryableError } from '../../../src/errors.ts'
import type { Card } from '../../../src/card/card.ts'
import { withWholeFile } from '../../../src/card/with-file.ts'
import { answerCode } from '../connect/errors.ts'
import type { Address } from './payloads.ts'
import { inLayoutOrPlain } from '../post/plain-or-layout.ts'
import type { RenderOptions } from '../render/message.ts'
import type { Context } from './context.ts'

/** How long an acknowledgement is tried: Discord drops an interaction that is not acknowledged within 3 s. */
const acknowledgeMs = 2500
const alreadyAcknowledged = 40_060
/** The pauses before the tries to acknowledge. Discord remembers an acknowledgement, so a later try shows whether an earlier one arrived. */
export const acknowledgementPausesMs: readonly number[] = [0, 0, 500, 1000, 2000]

/** The immediate response to an interaction. */
export type Acknowledgement = { readonly type: InteractionResponseType; readonly data?: object }

/** Announces a private answer. */
export const deferred: Acknowledgement = {
  type: InteractionResponseType.DeferredChannelMessageWithSource,
  data: { flags: MessageFlags.Ephemeral },
}
/** Announces a change of the message with the button. */
export const deferredUpdate: Acknowledgement = { type: InteractionResponseType.DeferredMessageUpdate }

/** All responses to one interaction. */
export const createReply = ({ send, memory, log }: Context, interaction: Address) => {
  const { id, token, application_id: application } = interaction

  const callback = async (body: object): Promise<void> => {
    await send('post', Routes.interactionCallback(id, token), { body, auth: false }, acknowledgeMs)
  }

  /** Repeats a call once after a network fault, because putting the same answer in the same place twice has no further effect. */
  const again = async (attempt: () => Promise<unknown>): Promise<unknown> =>
    attempt().catch(async (error: unknown) => {
      if (!(error instanceof RetryableError)) throw error
      return attempt()
    })

  const reply = {
    callback,
    /**
     * Acknowledges, and tries again until it is certain. False if the interaction must not be answered: it was answered before (the
     * gateway may repeat an interaction), it is too old, or nobody knows. Nothing that the person asked for is done before this.
     */
    async acknowledge(acknowledgement: Acknowledgement): Promise<boolean> {
      let failure: unknown
      for (const [tries, pauseMs] of acknowledgementPausesMs.entries()) {
        await sleep(pauseMs)
        try {
          await callback(acknowledgement)
          return true
        } catch (error) {
          if (tries > 0 && answerCode(error) === alreadyAcknowledged) return true
          failure = error
          if (!(error instanceof RetryableError) || error.isRefusal) break
        }
      }
      log.warn(
        { code: answerCode(failure), error: describeError(failure) },
        'an interaction could not be acknowledged; nothing was done',
      )
      return false
    },
    /** Shows the card that the acknowledgement announced. */
    async answer(card: Card, options: RenderOptions): Promise<void> {
      try {
        for await (const shown of withWholeFile(card)) {
          await inLayoutOrPlain({ memory, log }, shown, options, async (body, files) =>
            again(async () =>
              send('patch', Routes.webhookMessage(application, token), { body, auth: false, ...files }),
            ),
          )
        }
      } catch (error) {
        log.warn({ code: answerCode(error), error: describeError(error) }, 'an answer did not reach the person')
      }
    },
    /** Answers with a card that is there already. `isLate`: the interaction may have been acknowledged before. */
    async say(card: Card, isLate = false): Promise<void> {
      if ((await reply.acknowledge(deferred)) || isLate) await reply.answer(card, {})
    },
    /** Adds a message below, for everybody unless `isPrivate`. It is not repeated after a fault, because Discord might show it twice. */
    async followUp(card: Card, isPrivate: boolean): Promise<void> {
      await inLayoutOrPlain({ memory, log }, card, {}, async ({ flags, ...rest }, files) => {
        const body = { ...rest, flags: isPrivate ? flags | MessageFlags.Ephemeral : flags }
        return send('post', Routes.webhook(application, token), { body, auth: false, ...files })
      })
    },
  }
  return reply
}

export type Reply = ReturnType<typeof createReply>
