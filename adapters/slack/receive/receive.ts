import { App, type Authorize, type Receiver } from '@slack/bolt'
import { z } from 'zod'
import { describeError } from '../../../src/errors.ts'
import { createFairQueue } from '../../../src/platform/fair-queue.ts'
import { withoutNulls } from '../../../src/platform/without-nulls.ts'
import type { UnderWay } from '../../../src/platform/under-way.ts'
import { clientOptions, sdkLogger } from '../connect/client.ts'
import type { Context } from './context.ts'
import { formErrorsIn, handleForms } from './form.ts'
import { handleCommands } from './command.ts'
import { handleEvents } from './event.ts'
import { handlePresses } from './press.ts'
import { interactionId } from './payloads.ts'
import { handleDetails, handleLinks } from './unfurl.ts'

/** A body that is not an object contains nothing that we could handle. */
const bodySchema = z.record(z.string(), z.unknown()).catch({})

/**
 * Acknowledges each request before acting on it, and keeps track of the requests in progress.
 * Only the mistakes in a form are part of an acknowledgement; finding them needs no other service, so it is fast.
 */
const acknowledgingFirst = (receiver: Receiver, underWay: UnderWay, context: Context): Receiver => ({
  init(app) {
    const turn = createFairQueue()
    const processEvent: App['processEvent'] = async (event) => {
      const body = bodySchema.parse(withoutNulls(event.body))
      const errors = await formErrorsIn(body, context)
      if (errors !== undefined) return event.ack({ response_action: 'errors', errors })
      // A request that cannot be acknowledged is still handled; if Slack repeats it, the repetition is recognised.
      await event.ack().catch((error: unknown) => {
        context.log.warn({ error: describeError(error) }, 'a request of Slack could not be acknowledged')
      })
      await underWay.follow(turn().then(async () => app.processEvent({ ...event, body, ack: async () => {} })))
    }
    receiver.init({ processEvent } as App)
  },
  start: async (...args: unknown[]) => receiver.start(...args),
  stop: async (...args: unknown[]) => receiver.stop(...args),
})

/** Bolt's app with all handlers. */
export const createApp = (options: {
  readonly receiver: Receiver
  readonly authorize: Authorize<boolean>
  readonly apiUrl: string | undefined
  readonly context: Context
  readonly forget: (tenant: string) => Promise<void>
  readonly underWay: UnderWay
}): void => {
  const { context, apiUrl, underWay } = options
  const { log, once } = context
  const app = new App({
    receiver: acknowledgingFirst(options.receiver, underWay, context),
    authorize: options.authorize,
    clientOptions: clientOptions(apiUrl, log),
    logger: sdkLogger(log),
    convoStore: false,
  })
  app.error(async (error) => {
    log.error({ code: error.code, error: describeError(error.original ?? error) }, 'an interaction failed')
  })
  app.use(async ({ body, next }) => {
    const id = interactionId(body)
    if (id === undefined || (await once(id))) await next()
  })
  handleCommands(app, context)
  handlePresses(app, context)
  handleForms(app, context)
  handleEvents(app, context, options.forget)
  handleLinks(app, context)
  handleDetails(app, context)
}
