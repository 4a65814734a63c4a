import type { Context } from 'hono'
import { z } from 'zod'

/** The longest command that is read, in UTF-16 code units; Discord's longest message is 4,000. */
export const longestCommand = 4500

const body = z.object({ text: z.string() })

const isJson = (c: Context): boolean => c.req.header('content-type')?.split(';')[0]?.trim() === 'application/json'

const readBody = async (c: Context): Promise<unknown> => {
  try {
    return isJson(c) ? await c.req.json() : await c.req.parseBody()
  } catch {
    return undefined
  }
}

/** What was typed, without `/rsis`; undefined where the request holds no field `text`. */
export const readCommand = async (c: Context): Promise<string | undefined> => {
  const parsed = body.safeParse(await readBody(c))
  return parsed.success ? parsed.data.text.trim().replace(/^\/rsis(?:\s+|$)/iu, '') : undefined
}

/** Whether an answer should be data: asked for by `Accept`, or by a JSON request that does not ask for a page. */
export const isJsonRequest = (c: Context): boolean =>
  isJson(c) && !(c.req.header('accept') ?? '').toLowerCase().includes('text/html')
