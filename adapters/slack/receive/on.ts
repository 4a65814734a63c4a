import type { z } from 'zod'
import type { Context } from './context.ts'
import type { Source } from './payloads.ts'

/**
 * The workspace whose installation received a request: for a channel that workspaces share, an event's `team_id` may be another
 * one. `botUser`: the app's own user there.
 */
export type From = Pick<Source, 'tenant' | 'id'> & { readonly botUser: string | undefined }

/** Handles the body of a request. False if it cannot be read. */
export type Handle = (context: Context, body: unknown, from: From) => Promise<boolean>

/** Handles the bodies that match the schema. */
export const on =
  <Body>(schema: z.ZodType<Body>, handle: (context: Context, body: Body, from: From) => Promise<void>): Handle =>
  async (context, body, from) => {
    const read = schema.safeParse(body)
    if (read.success) await handle(context, read.data, from)
    return read.success
  }
