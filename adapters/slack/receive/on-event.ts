import type { App } from '@slack/bolt'
import type { z } from 'zod'

/**
 * Calls `handle` with each event of that type, and with the workspace whose installation received it: for a channel that
 * workspaces share, the payload's `team_id` may be another one. `botUser`: the app's own user there.
 */
export const onEvent = <Event>(
  app: App,
  type: string,
  schema: z.ZodType<{ readonly event: Event }>,
  handle: (event: Event, tenant: string, botUser: string | undefined) => Promise<void>,
): void => {
  app.event(type, async ({ body, context: { teamId = '', botUserId } }) =>
    handle(schema.parse(body).event, teamId, botUserId),
  )
}
