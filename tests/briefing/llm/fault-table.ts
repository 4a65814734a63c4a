import type { FaultCode } from '../../../src/model/fault.ts'
import { type Behaviour, errorBody } from '../../fakes/openai-server.ts'

/** A fault of a server in any of our calls, and the expected result. */
export type ServerFault = {
  /** The description, with the number of the operational case. */
  readonly name: string
  readonly behaviour: Behaviour
  readonly code: FaultCode
  /** How often one question is sent: 2 if the client repeats it (once, here), 7 if each parameter and the system role is left out in turn. */
  readonly sends: 1 | 2 | 7
  /** Whether the question is repeated because the answer could not be used. */
  readonly isAskedAgain: boolean
  /** How long one attempt may take; in milliseconds. */
  readonly timeoutMs: number
}

const status = (
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Extract<Behaviour, { type: 'status' }> => ({ type: 'status', status, body, headers })

/** Spares the tests the client’s own waits, which grow to seconds. */
const atOnce = { 'retry-after-ms': '1' }

const html = { 'content-type': 'text/html' }

const page = '<!doctype html><title>Bad gateway</title><p>Please try again.'

const once = (name: string, code: FaultCode, behaviour: Behaviour): ServerFault => ({
  name,
  code,
  behaviour,
  sends: 1,
  isAskedAgain: false,
  timeoutMs: 15_000,
})

const twice = (name: string, code: FaultCode, behaviour: Behaviour): ServerFault => ({
  ...once(name, code, behaviour),
  sends: 2,
})

const tooLate = (name: string, behaviour: Behaviour): ServerFault => ({
  ...twice(name, 'time-out', behaviour),
  timeoutMs: 1_500,
})

const useless = (name: string, code: FaultCode, behaviour: Behaviour): ServerFault => ({
  ...once(name, code, behaviour),
  isAskedAgain: true,
})

const inAnHour = (): string => new Date(Date.now() + 3_600_000).toUTCString()

const quota = errorBody('You exceeded your current quota.', 'insufficient_quota')
const rate = errorBody('Rate limit reached.', 'rate_limit_exceeded')

const withoutChoices = (completion: Record<string, unknown>) => ({ ...completion, choices: [] })
const withoutMessage = (completion: Record<string, unknown>) => ({ ...completion, choices: [{ index: 0 }] })

export const serverFaults: readonly ServerFault[] = [
  once('O01 a refusal', 'refusal', { type: 'content', content: null, refusal: 'I cannot help with that.' }),
  useless('O02 an answer cut at its token limit', 'truncated', {
    type: 'content',
    content: '{"synopsis":[],"claims":[{"text":"Ships',
    finish: 'length',
  }),
  useless('O02 an answer that ends in the middle and does not say so', 'garbled', {
    type: 'content',
    content: '{"synopsis":[],"claims":[{"text":"Ships',
  }),
  once('O03 a content filter that cuts the answer', 'content-filter', {
    type: 'content',
    content: '',
    finish: 'content_filter',
  }),
  once('O03 a content filter that refuses the question', 'content-filter', {
    ...status(400, errorBody('The response was filtered.', 'content_filter', 'prompt')),
  }),
  once('O03 a prompt that is refused', 'content-filter', {
    ...status(400, errorBody('Invalid prompt: your prompt was flagged.', 'invalid_prompt')),
  }),
  useless('O04 prose', 'garbled', { type: 'content', content: 'Certainly! Here are the five key claims you wanted.' }),
  useless('O04 JSON of another shape', 'wrong-shape', { type: 'content', content: '{"claims":"none","verdicts":7}' }),
  useless('O04 JSON that is no object', 'wrong-shape', { type: 'content', content: '[["claims"], 12, null]' }),
  useless('O05 no choices', 'empty', { type: 'completion', change: withoutChoices }),
  useless('O05 a choice without a message', 'empty', { type: 'completion', change: withoutMessage }),
  useless('O05 null for content', 'empty', { type: 'content', content: null }),
  useless('O05 white space for content', 'empty', { type: 'content', content: ' \n\t ' }),
  twice('O06 a 429 that asks for a short wait', 'rate-limited', status(429, rate, atOnce)),
  twice('O06 a 429 that asks for none', 'rate-limited', status(429, rate, { 'retry-after': '0' })),
  once('O06 a 429 that asks for an hour', 'rate-limited', status(429, rate, { 'retry-after': '3600' })),
  once('O06 a 429 that names a time an hour away', 'rate-limited', status(429, rate, { 'retry-after': inAnHour() })),
  once('O06 a 429 that asks for an hour in ms', 'rate-limited', status(429, rate, { 'retry-after-ms': '3600000' })),
  once('O07 a spent quota', 'quota', status(429, quota, atOnce)),
  twice('O08 a 500', 'server-error', status(500, errorBody('The server had an error.', 'server_error'), atOnce)),
  twice('O08 a 502 with a page', 'server-error', status(502, page, { ...html, ...atOnce })),
  twice('O08 a 503 with an empty body and no word of when', 'server-error', status(503, '')),
  twice('O08 a 408', 'time-out', status(408, errorBody('Timed out.', null), atOnce)),
  twice('O08 a line cut before the answer', 'unreachable', { type: 'reset' }),
  twice('O08 a line cut in the middle of the answer', 'unreachable', { type: 'cut' }),
  tooLate('O08 no answer', { type: 'hang' }),
  tooLate('O08 half an answer and then silence', { type: 'stall' }),
  tooLate('O08 an answer that takes too long', { type: 'slow', ms: 3_000 }),
  twice('O08 a body beyond all measure', 'unreachable', { type: 'huge', bytes: 3 << 20, isCompressed: false }),
  twice('O08 a small body that unpacks beyond all measure', 'unreachable', {
    type: 'huge',
    bytes: 3 << 20,
    isCompressed: true,
  }),
  useless('O08 a page instead of an answer', 'garbled', status(200, page, html)),
  useless('O08 an event stream that nobody asked for', 'garbled', {
    ...status(200, 'data: {"choices":[]}\n\ndata: [DONE]\n\n', { 'content-type': 'text/event-stream' }),
  }),
  twice('O08 an error that says 200', 'server-error', status(200, errorBody('Overloaded.', 'server_error'), atOnce)),
  twice('O08 an error in words that says 200', 'server-error', status(200, '{"error":"llama runner stopped"}', atOnce)),
  twice('O08 an error beside a choice', 'rate-limited', {
    ...status(200, '{"choices":[{"finish_reason":"error","error":{"code":429,"message":"Busy."}}]}', atOnce),
  }),
  once('O08 a wrong key that says 200', 'unauthorised', {
    ...status(200, errorBody('Incorrect API key provided.', 'invalid_api_key')),
  }),
  once('O08 a spent quota that says 200', 'quota', status(200, quota)),
  once('O08 a redirect', 'wrong-address', status(308, '', { location: 'https://models.example/v1/chat/completions' })),
  once('O08 a redirect without an address', 'wrong-address', status(307, '')),
  once('O08 a page that is not there', 'wrong-address', status(404, '404 page not found')),
  useless('O08 a body that claims to be JSON', 'garbled', status(200, '{"choices":[{"mess')),
  useless('O08 no content at all', 'garbled', status(204, '')),
  { ...once('O09 a 400 whatever is left out', 'bad-request', status(400, errorBody('Bad request.', null))), sends: 7 },
  once('O09 a 400 for a text that is too long', 'bad-request', {
    ...status(400, errorBody('Too many tokens.', 'context_length_exceeded', 'messages')),
  }),
  once('O09 a list that holds a 400 for a text that is too long', 'bad-request', {
    ...status(400, `[${errorBody('Too many tokens.', 'context_length_exceeded')}]`),
  }),
  once('O10 a wrong key', 'unauthorised', status(401, errorBody('Incorrect API key provided.', 'invalid_api_key'))),
  once('O10 a key without rights', 'unauthorised', status(403, errorBody('Not allowed.', 'permission_denied'))),
  once('O10 an unknown model', 'unknown-model', status(404, errorBody('No such model.', 'model_not_found', 'model'))),
  once('O10 a model that a server of one’s own does not have', 'unknown-model', {
    ...status(404, '{"error":{"message":"model “writer-1” not found, try pulling it first","type":"api_error"}}'),
  }),
]
