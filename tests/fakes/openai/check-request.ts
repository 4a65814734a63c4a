import { z } from 'zod'
import { faultsByDescription } from './description.ts'
import type { ReceivedRequest } from './request.ts'
import { faultsOfSchema } from './strict-schema.ts'

const strictFormat = z.object({
  type: z.literal('json_schema'),
  json_schema: z.object({
    name: z.string().regex(/^[\w-]{1,64}$/u),
    strict: z.literal(true),
    schema: z.unknown(),
  }),
})

const faultsOfFormat = ({ body, system, user }: ReceivedRequest): string[] => {
  const format = body['response_format']
  if (format === undefined) return []
  const { type } = z.object({ type: z.string() }).parse(format)
  // OpenAI answers 400 to JSON mode if no message mentions JSON.
  if (type === 'json_object') return /json/iu.test(system + user) ? [] : ['no message speaks of JSON']
  const strict = strictFormat.safeParse(format)
  return strict.success ? faultsOfSchema(strict.data.json_schema.schema) : [z.prettifyError(strict.error)]
}

/** Reasoning models refuse these parameters; answers repeat because they are cached, not because of them. */
const unwelcome = ['temperature', 'top_p', 'seed', 'stream', 'tools', 'n']

/**
 * Why OpenAI would not accept a request, or why it is not one of ours. Every request of every test is checked
 * here: against OpenAI's own description if it is available, and always against the rules for strict schemas.
 */
export const faultsOfRequest = (received: ReceivedRequest, home = '/v1/chat/completions'): string[] => [
  ...(received.path === `POST ${home}` ? [] : [`asked for ${received.path}`]),
  ...(received.headers['content-type'] === 'application/json' ? [] : ['is not sent as JSON']),
  ...unwelcome.filter((name) => name in received.body).map((name) => `sends ${name}`),
  ...faultsOfFormat(received),
  ...faultsByDescription(received.body),
]
