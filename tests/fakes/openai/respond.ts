import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { answerTo } from './answers.ts'
import type { Behaviour } from './behaviour.ts'
import type { ReceivedRequest } from './request.ts'

const tokens = (text: string): number => Math.ceil(text.length / 4)

const completionOf = (
  received: ReceivedRequest,
  content: string | null,
  finish = 'stop',
  refusal: string | null = null,
): Record<string, unknown> => {
  const prompt = tokens(received.system + received.user)
  const out = tokens(content ?? '')
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_790_000_000,
    model: received.body['model'],
    choices: [{ index: 0, finish_reason: finish, logprobs: null, message: { role: 'assistant', content, refusal } }],
    usage: { prompt_tokens: prompt, completion_tokens: out, total_tokens: prompt + out },
  }
}

const sendJson = (response: ServerResponse, status: number, body: string, headers = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
}

export const sendText = (response: ServerResponse, status: number, body: string): void => {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(body)
}

/** Answers one request with a behaviour; `later` gets the clean-up for when the server closes. */
export const respond = (
  received: ReceivedRequest,
  behaviour: Behaviour,
  response: ServerResponse,
  later: (timer: NodeJS.Timeout) => void,
): void => {
  const content = (): string => JSON.stringify(answerTo(received, behaviour))
  const complete = (completion: unknown): void => sendJson(response, 200, JSON.stringify(completion))
  const half = (andThen: () => void): void => {
    const whole = JSON.stringify(completionOf(received, content()))
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(whole)) })
    response.write(whole.slice(0, whole.length / 2), andThen)
  }
  switch (behaviour.type) {
    case 'faithful':
    case 'rewrite':
    case 'reject':
    case 'rejudge':
      return complete(completionOf(received, content()))
    case 'content':
      return complete(completionOf(received, behaviour.content, behaviour.finish, behaviour.refusal))
    case 'wrapped':
      return complete(completionOf(received, behaviour.wrap(content())))
    case 'completion':
      return complete(behaviour.change(completionOf(received, content())))
    case 'status':
      return sendJson(response, behaviour.status, behaviour.body, behaviour.headers)
    case 'slow':
      return later(setTimeout(() => complete(completionOf(received, content())), behaviour.ms))
    case 'hang':
      return
    case 'stall':
      return half(() => undefined)
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'cut':
      return half(() => response.socket?.resetAndDestroy())
    case 'huge': {
      const body = Buffer.alloc(behaviour.bytes, ' ')
      const encoding = behaviour.isCompressed ? { 'content-encoding': 'gzip' } : {}
      response.writeHead(200, { 'content-type': 'application/json', ...encoding })
      response.end(behaviour.isCompressed ? gzipSync(body) : body)
    }
  }
}
