import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Which of our calls a request is, read from the fences in its messages. */
export type Call = 'write' | 'repair' | 'judge'

export type NumberedLine = { readonly number: number; readonly text: string }

export type ReceivedRequest = {
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Record<string, unknown>
  readonly call: Call
  readonly system: string
  readonly user: string
}

type Claim = { text: string; sentence: number; quote: string; kind: string; holder: string }

export type Answer = { synopsis: { text: string; sentences: number[] }[]; claims: Claim[] }

/**
 * How one request is answered. `faithful` writes from the numbered sentences that it is given, corrects what it is told
 * to, and as a judge supports everything. `rewrite` changes a faithful answer; `reject` is the judge's no to the
 * statements that hold one of the words (all where there are none).
 */
export type Behaviour =
  | { readonly type: 'faithful' }
  | { readonly type: 'rewrite'; readonly rewrite: (answer: Answer, lines: readonly NumberedLine[]) => unknown }
  | { readonly type: 'reject'; readonly words: readonly string[]; readonly fault: string }
  | { readonly type: 'content'; readonly content: string | null; readonly finish?: string; readonly refusal?: string }
  /** The faithful answer as text, put into other words: prose round it, a fence. */
  | { readonly type: 'wrapped'; readonly wrap: (json: string) => string }
  | { readonly type: 'no-choices' }
  | {
      readonly type: 'status'
      readonly status: number
      readonly body: string
      readonly headers?: Readonly<Record<string, string>>
    }
  /** Answers faithfully after a while. */
  | { readonly type: 'slow'; readonly ms: number }
  | { readonly type: 'hang' }
  | { readonly type: 'reset' }
  /** Headers and half a body, then the line is cut. */
  | { readonly type: 'cut' }
  | { readonly type: 'garbage'; readonly contentType: string; readonly body: string }

export type OpenAiServer = {
  /** Ends in `/v1`. */
  readonly baseUrl: string
  readonly requests: readonly ReceivedRequest[]
  /** Requests of one call, in order. */
  of(call: Call): ReceivedRequest[]
  /** The next requests of this call are answered so, one each; the last behaviour stays. */
  script(call: Call, ...behaviours: readonly Behaviour[]): void
  /** Parameters, or response formats, that are answered with 400. */
  refuse(...names: readonly string[]): void
  close(): Promise<void>
}

export const errorBody = (message: string, code: string | null, param: string | null = null): string =>
  JSON.stringify({ error: { message, type: code ?? 'invalid_request_error', param, code } })

const readBody = async (request: IncomingMessage): Promise<string> => {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}

const messagesOf = (body: Record<string, unknown>): { system: string; user: string } => {
  const messages = Array.isArray(body['messages']) ? (body['messages'] as { role: string; content: string }[]) : []
  const of = (role: string) =>
    messages
      .filter((message) => message.role === role)
      .map((message) => message.content)
      .join('\n')
  return { system: of('system'), user: of('user') }
}

const callOf = (user: string): Call => {
  if (user.includes('<items-')) return 'judge'
  return user.includes('<refused-') ? 'repair' : 'write'
}

/** The sentences of the prompt, by their numbers. */
const numberedLines = (user: string): NumberedLine[] =>
  user.split('\n').flatMap((line) => {
    const close = line.startsWith('[') ? line.indexOf('] ') : -1
    const number = close === -1 ? Number.NaN : Number(line.slice(1, close))
    return Number.isInteger(number) ? [{ number, text: line.slice(close + 2) }] : []
  })

const wordCount = (text: string): number => text.split(' ').length

/** Words of somebody else, and sentences that lean on the one before, are left to better writers. */
const isPlain = (text: string): boolean =>
  !/[“”"?:;]|\b(?:said|says|told|argued|argues|according|believes?|noted|claims?|warned)\b/iu.test(text) &&
  !/^(?:This|These|That|It|He|She|They|Such|But|And|However|Yet|Nor)\b/u.test(text)

const kindOf = (text: string): string => {
  if (/\b(?:should|must|ought)\b/u.test(text)) return 'recommendation'
  return /\b(?:will|likely|may|might|could)\b/u.test(text) ? 'forecast' : 'assessment'
}

/** Claims in the sentences' own words, from the end of the text, where authors conclude. */
const faithfulAnswer = (lines: readonly NumberedLine[]): Answer => {
  const fit = lines.filter(({ text }) => wordCount(text) >= 8 && wordCount(text) <= 30 && isPlain(text))
  const claims = fit
    .slice(-5)
    .map(({ number, text }): Claim => ({ text, sentence: number, quote: text, kind: kindOf(text), holder: 'author' }))
  return { synopsis: fit.slice(0, 1).map(({ number, text }) => ({ text, sentences: [number] })), claims }
}

type Refused = { part: string; sentences: number[] }

const linesBetween = (user: string, tag: string): string[] => {
  const from = user.indexOf(`<${tag}-`)
  const to = user.indexOf(`</${tag}-`)
  return from === -1 || to === -1 ? [] : user.slice(from, to).split('\n').slice(1).filter(Boolean)
}

/** For each refused claim the sentence itself; a new synopsis where one was refused. */
const repairedAnswer = (user: string, lines: readonly NumberedLine[]): Answer => {
  const refused = linesBetween(user, 'refused').map((line) => JSON.parse(line) as Refused)
  const faithful = faithfulAnswer(lines)
  const numbers = refused.filter(({ part }) => part === 'claim').map(({ sentences }) => sentences[0])
  return {
    synopsis: refused.some(({ part }) => part === 'synopsis') ? faithful.synopsis : [],
    claims: faithful.claims.filter(({ sentence }) => numbers.includes(sentence)),
  }
}

type Item = { id: string; statement: string }

const judgement = (user: string, behaviour: Behaviour): unknown => {
  const items = linesBetween(user, 'items').map((line) => JSON.parse(line) as Item)
  const isRejected = ({ statement }: Item): boolean =>
    behaviour.type === 'reject' &&
    (behaviour.words.length === 0 || behaviour.words.some((word) => statement.includes(word)))
  return {
    verdicts: items.map((item) =>
      isRejected(item) && behaviour.type === 'reject'
        ? { id: item.id, verdict: 'contradicted', fault: behaviour.fault }
        : { id: item.id, verdict: 'supported', fault: 'none' },
    ),
  }
}

const answerOf = (received: ReceivedRequest, behaviour: Behaviour): unknown => {
  if (received.call === 'judge') return judgement(received.user, behaviour)
  const lines = numberedLines(received.user)
  const answer = received.call === 'repair' ? repairedAnswer(received.user, lines) : faithfulAnswer(lines)
  return behaviour.type === 'rewrite' ? behaviour.rewrite(answer, lines) : answer
}

const tokens = (text: string): number => Math.ceil(text.length / 4)

const completion = (
  received: ReceivedRequest,
  content: string | null,
  finish: string,
  refusal: string | null,
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

/** The name of a refused parameter or format that a request uses. */
const refusedName = (body: Record<string, unknown>, names: ReadonlySet<string>): string | undefined => {
  const format = body['response_format'] as { type: string } | undefined
  return [...Object.keys(body), ...(format === undefined ? [] : [format.type])].find((name) => names.has(name))
}

const waits = new Set<NodeJS.Timeout>()

const behave = (received: ReceivedRequest, behaviour: Behaviour, response: ServerResponse): void => {
  const complete = (content: string | null, finish = 'stop', refusal: string | null = null): void =>
    sendJson(response, 200, JSON.stringify(completion(received, content, finish, refusal)))
  const faithful = () => JSON.stringify(answerOf(received, behaviour))
  switch (behaviour.type) {
    case 'faithful':
    case 'rewrite':
    case 'reject':
      return complete(faithful())
    case 'content':
      return complete(behaviour.content, behaviour.finish, behaviour.refusal ?? null)
    case 'wrapped':
      return complete(behaviour.wrap(faithful()))
    case 'no-choices':
      return sendJson(response, 200, JSON.stringify({ ...completion(received, '', 'stop', null), choices: [] }))
    case 'status':
      return sendJson(response, behaviour.status, behaviour.body, behaviour.headers)
    case 'slow': {
      const timer = setTimeout(() => complete(faithful()), behaviour.ms)
      waits.add(timer)
      return
    }
    case 'hang':
      return
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'cut': {
      const whole = JSON.stringify(completion(received, faithful(), 'stop', null))
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(whole.length) })
      response.write(whole.slice(0, whole.length / 2), () => response.socket?.resetAndDestroy())
      return
    }
    case 'garbage':
      response.writeHead(200, { 'content-type': behaviour.contentType }).end(behaviour.body)
  }
}

/**
 * A counterpart of OpenAI's chat completions on loopback, over real HTTP: answers as it is told to, faithfully where it
 * is told nothing, and remembers every request.
 */
export const startOpenAi = async (): Promise<OpenAiServer> => {
  const requests: ReceivedRequest[] = []
  const scripts: Record<Call, Behaviour[]> = { write: [], repair: [], judge: [] }
  const refusals = new Set<string>()

  const next = (call: Call): Behaviour => {
    const script = scripts[call]
    const behaviour = script[0] ?? { type: 'faithful' }
    if (script.length > 1) script.shift()
    return behaviour
  }

  const server = createServer(async (request, response) => {
    const body = JSON.parse(await readBody(request)) as Record<string, unknown>
    const messages = messagesOf(body)
    const call = callOf(messages.user)
    const received = { path: request.url ?? '', headers: request.headers, body, call, ...messages }
    requests.push(received)
    const refused = refusedName(body, refusals)
    if (refused !== undefined) {
      return sendJson(response, 400, errorBody(`Unsupported parameter: '${refused}'`, 'unsupported_parameter', refused))
    }
    return behave(received, next(call), response)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    of: (call) => requests.filter((request) => request.call === call),
    script(call, ...behaviours) {
      scripts[call] = [...behaviours]
    },
    refuse(...names) {
      for (const name of names) refusals.add(name)
    },
    async close() {
      for (const timer of waits) clearTimeout(timer)
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}
