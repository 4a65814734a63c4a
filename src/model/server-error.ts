import { z } from 'zod'

/** An error of a server, in OpenAI's terms. */
export type ServerError = {
  /** 0 if there was no response. */
  readonly status: number
  readonly code: string
  readonly param: string
  readonly message: string
}

/** Error codes by which servers refuse the content. */
export const filterCodes: readonly string[] = ['content_filter', 'content_policy_violation', 'invalid_prompt']

const word = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((value) => value ?? '')
  .catch('')

const fieldsSchema = z.object({ message: z.unknown().optional(), code: word, type: word, param: word, status: word })

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The error in a response; undefined if there is none. */
const findError = (answer: unknown, isOk: boolean): unknown => {
  const one: unknown = Array.isArray(answer) ? answer[0] : answer
  if (!isRecord(one)) return undefined
  const { error, choices, detail } = one
  if (error !== undefined && error !== null) return error
  if (Array.isArray(choices)) return isRecord(choices[0]) ? (choices[0]['error'] ?? undefined) : undefined
  if (one['object'] === 'error') return one
  return isOk ? undefined : (detail ?? one)
}

/** In this order, because a wrong key is an invalid request, too. */
const statuses: readonly (readonly [RegExp, number])[] = [
  [/auth|api_key|permission/u, 401],
  [/quota|billing|rate_limit|exhausted|too_many/u, 429],
  [/not_?found/u, 404],
  [/invalid|unsupported|bad_?request|content|filter|length/u, 400],
]

const statusIn = (code: string, words: string): number => {
  const number = Number(code)
  if (Number.isInteger(number) && number >= 400 && number < 600) return number
  return statuses.find(([names]) => names.test(words.toLowerCase()))?.[1] ?? 500
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * The error in the body of a response, however a compatible server writes it: `{error: {…}}`, `{error: "…"}`, `{detail:
 * …}` (FastAPI), `{object: "error", …}` (vLLM), a list with one of these (Google), an error beside a choice
 * (OpenRouter). If the response's own status is 200, the error's code or type gives the status, or 500 if neither does.
 * Undefined if the body is not JSON, or contains no error.
 */
export const readServerError = (status: number, body: string): ServerError | undefined => {
  const found = findError(parse(body), status < 400)
  if (found === undefined) return undefined
  const {
    message,
    code,
    type,
    param,
    status: named,
  } = isRecord(found) ? fieldsSchema.parse(found) : fieldsSchema.parse({})
  const said =
    typeof message === 'string' ? message : typeof found === 'string' ? found : JSON.stringify(message ?? found)
  return {
    status: status < 400 ? statusIn(code, `${code} ${type} ${named}`) : status,
    code: /^\d*$/u.test(code) ? type : code,
    param,
    message: said,
  }
}
