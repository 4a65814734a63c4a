import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { faultOf } from './check-payload.ts'
import { type Arguments, callMethod, type Result } from './methods.ts'
import { exchangeCode } from './oauth.ts'
import type { Fault, State, Workspace } from './state.ts'

const readText = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

const structured = ['blocks', 'metadata', 'view', 'unfurls', 'error']
const scalar = ['limit', 'unfurl_links', 'unfurl_media', 'reply_broadcast', 'include_all_metadata']

const parsed = (name: string, value: string): unknown =>
  structured.includes(name) || scalar.includes(name) ? (JSON.parse(value) as unknown) : value

/** The arguments of a call: JSON, or a form in which structures are JSON. */
const readArguments = async (request: IncomingMessage): Promise<Arguments> => {
  const body = await readText(request)
  if ((request.headers['content-type'] ?? '').startsWith('application/json')) return JSON.parse(body || '{}')
  return Object.fromEntries([...new URLSearchParams(body)].map(([name, value]) => [name, parsed(name, value)]))
}

const answerJson = (
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void => {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    .end(JSON.stringify(body))
}

const byToken = (state: State, request: IncomingMessage): Workspace | undefined => {
  const token = (request.headers.authorization ?? '').replace(/^Bearer /u, '')
  return [...state.workspaces.values()].find(({ botToken }) => botToken === token)
}

const isRefusedContent = (method: string): boolean => method.startsWith('chat.') || method.startsWith('views.')

/** Acts and answers like Slack. */
const act = (state: State, workspace: Workspace | undefined, method: string, args: Arguments): Result => {
  if (workspace === undefined) return { ok: false, error: 'invalid_auth' }
  if (workspace.refusal !== undefined) return { ok: false, error: workspace.refusal }
  const fault = faultOf(method, args)
  if (fault !== undefined) {
    state.violations.push(`${method}: ${fault}`)
    if (isRefusedContent(method)) return { ok: false, error: 'invalid_blocks' }
  }
  return callMethod(state, workspace, method, args) ?? { ok: false, error: 'unknown_method' }
}

const answerWithFault = async (fault: Fault, response: ServerResponse, accept: () => Result): Promise<void> => {
  const { socket } = response
  if ('isAccepted' in fault && fault.isAccepted) accept()
  switch (fault.kind) {
    case 'refuse':
      return answerJson(response, { ok: false, error: fault.error })
    case 'rate-limit':
      return answerJson(
        response,
        { ok: false, error: 'ratelimited' },
        429,
        fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter },
      )
    case 'status':
      response.writeHead(fault.status, { 'content-type': 'text/html' }).end(fault.body)
      return
    case 'reset':
      socket?.resetAndDestroy()
      return
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' })
      response.write('{"ok":true,')
      setTimeout(() => socket?.destroy(), 20)
      return
    case 'hang':
      if (fault.acceptAfterMs !== undefined) {
        await wait(fault.acceptAfterMs)
        accept()
      }
      return
    case 'answer':
      return answerJson(response, fault.body)
  }
}

/** `POST /api/<method>`. */
export const answerCall = async (
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
  wsUrl: string,
): Promise<void> => {
  const method = (request.url ?? '').replace(/^\/api\//u, '').replace(/\?.*$/u, '')
  const { token: _, ...args } = await readArguments(request)
  const workspace = byToken(state, request)
  state.calls.push({ method, arguments: args, workspace: workspace?.id, at: Date.now() })
  const accept = (): Result => act(state, workspace, method, args)
  const fault = state.faults.get(method)?.shift()
  if (fault !== undefined) return answerWithFault(fault, response, accept)
  if (method === 'apps.connections.open') return answerJson(response, { ok: true, url: wsUrl })
  if (method === 'oauth.v2.access')
    return answerJson(response, exchangeCode(state, args, request.headers.authorization))
  const result = accept()
  const { retryAfter } = z.object({ retryAfter: z.number().optional() }).parse(result)
  if (retryAfter !== undefined) {
    return answerJson(response, { ok: false, error: 'ratelimited' }, 429, { 'retry-after': String(retryAfter) })
  }
  answerJson(response, result)
}

/** `POST /respond/<id>`: an answer to an interaction. */
export const answerResponse = async (
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const body = (await readArguments(request)) as Record<string, unknown>
  const fault = faultOf('response_url', body)
  if (fault !== undefined) state.violations.push(`response_url: ${fault}`)
  const next = state.faults.get('response_url')?.shift()
  const accept = (): Result => {
    const answer = { url: request.url ?? '', body }
    state.answers.push(answer)
    state.onAnswer(answer)
    return { ok: true }
  }
  if (next !== undefined) return answerWithFault(next, response, accept)
  accept()
  response.end('ok')
}

/** `POST /upload/<file>`: what is in the file. */
export const answerUpload = async (state: State, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const index = Number((request.url ?? '').replace('/upload/F', '')) - 1
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  const type = request.headers['content-type'] ?? ''
  const whole = new Response(Buffer.concat(chunks), { headers: { 'content-type': type } })
  const parts = type.startsWith('multipart/') ? [...(await whole.formData()).values()] : [await whole.blob()]
  // Not decoded at once, because that would remove a byte order mark.
  const bytes = await Promise.all(parts.map(async (part) => (typeof part === 'string' ? part : part.arrayBuffer())))
  const content = bytes.map((part) => (typeof part === 'string' ? part : Buffer.from(part).toString()))
  const file = state.files[index]
  if (file !== undefined) state.files[index] = { ...file, content: content.join('') }
  response.end('OK')
}
