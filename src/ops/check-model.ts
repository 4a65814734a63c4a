import { z } from 'zod'
import { whyUnreached } from '../errors.ts'
import { type Address, addressOf, keyHeaders, modelListOf, placeOfModel } from '../model/address.ts'
import { baseUrlOf, judgeOf, type Model, serverOf } from '../model/port.ts'
import type { Check } from './doctor.ts'

const listSchema = z.object({ data: z.array(z.object({ id: z.string() })) })

const timeoutMs = 10_000

const refusals: Readonly<Record<number, { detail: string; fix: string }>> = {
  401: { detail: 'refuses the key', fix: 'set OPENAI_API_KEY to a key of this server' },
  403: { detail: 'refuses the key', fix: 'give the key the right to list and use models' },
}

/** The answer to a question, from a server that does not list its models at the address. */
const withoutList = async (
  server: string,
  fetch: typeof globalThis.fetch,
  address: Address,
  init: RequestInit,
): Promise<Check> => {
  const place = await placeOfModel(fetch, address, init)
  const name = 'engine'
  if (place === 'nowhere')
    return {
      name,
      state: 'bad',
      detail: `${server} answers no questions at this address`,
      fix: 'check OPENAI_BASE_URL',
    }
  return place === 'below'
    ? { name, state: 'warning', detail: `${server} answers below /v1 only`, fix: 'add /v1 to OPENAI_BASE_URL' }
    : { name, state: 'good', detail: `${server} answers; it lists no models, so their names are not checked` }
}

/** Whether the server answers, accepts the key and has the models. It asks for the list of models, which costs no tokens; a server without a list is asked for an answer. */
export const checkModel = async (model: Model | undefined, fetch: typeof globalThis.fetch): Promise<Check> => {
  const name = 'engine'
  if (model === undefined)
    return { name, state: 'good', detail: 'no language model: claims are the author’s own sentences' }
  const baseUrl = baseUrlOf(model)
  const server = serverOf(baseUrl)
  try {
    const address = addressOf(baseUrl)
    const init = {
      headers: { ...keyHeaders(model.apiKey, address), 'content-type': 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    } as const
    const response = await fetch(modelListOf(address), init)
    if (response.status === 404) return await withoutList(server, fetch, address, init)
    if (!response.ok) {
      const { detail, fix } = refusals[response.status] ?? {
        detail: `answers ${response.status}`,
        fix: 'try again later',
      }
      return { name, state: 'bad', detail: `${server} ${detail}`, fix }
    }
    const { data } = listSchema.safeParse(await response.json())
    const wanted = [model.name, judgeOf(model) ?? model.name]
    const unknown = !address.isAzure && data && wanted.find((one) => !data.data.some(({ id }) => id === one))
    if (typeof unknown === 'string') {
      return {
        name,
        state: 'warning',
        detail: `${server} does not list ${unknown}`,
        fix: 'check OPENAI_MODEL and OPENAI_JUDGE_MODEL',
      }
    }
    return { name, state: 'good', detail: `${model.name} at ${server}, judge ${judgeOf(model) ?? 'off'}` }
  } catch (error) {
    return {
      name,
      state: 'bad',
      detail: `${server} cannot be reached: ${whyUnreached(error)}`,
      fix: 'check OPENAI_BASE_URL, the network and the proxy (HTTPS_PROXY) of this machine; until then the extractive engine writes',
    }
  }
}
