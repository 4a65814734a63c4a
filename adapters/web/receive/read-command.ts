import type { Context } from 'hono'
import { z } from 'zod'
import { withoutName } from '../../../src/platform/typed-command.ts'
import { isJsonBody } from './reply.ts'

const body = z.object({ text: z.string() })

const readBody = async (c: Context): Promise<unknown> => {
  try {
    return isJsonBody(c) ? await c.req.json() : await c.req.parseBody()
  } catch {
    return undefined
  }
}

/** The typed text without `/rsis`; undefined if the request has no field `text`. */
export const readCommand = async (c: Context): Promise<string | undefined> => {
  const parsed = body.safeParse(await readBody(c))
  return parsed.success ? withoutName(parsed.data.text) : undefined
}
