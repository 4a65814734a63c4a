import type { IncomingHttpHeaders } from 'node:http'

/** Which of our calls a request is, read from its user message. */
export type Call = 'write' | 'choose' | 'judge' | 'interpret'

export type ReceivedRequest = {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Readonly<Record<string, unknown>>
  readonly call: Call
  readonly system: string
  readonly user: string
}

/** A sentence of a prompt. */
export type NumberedLine = { readonly number: number; readonly text: string }

type Message = { readonly role: string; readonly content: string }

const callOf = (user: string): Call => {
  if (user.includes('<items-')) return 'judge'
  if (user.includes('<line-')) return 'interpret'
  return user.includes('Give the numbers of the sentences') ? 'choose' : 'write'
}

export const readRequest = (
  path: string,
  headers: IncomingHttpHeaders,
  body: Readonly<Record<string, unknown>>,
): ReceivedRequest => {
  const messages = Array.isArray(body['messages']) ? (body['messages'] as Message[]) : []
  const of = (role: string): string =>
    messages
      .filter((message) => message.role === role)
      .map((message) => message.content)
      .join('\n')
  const user = of('user')
  return { path, headers, body, call: callOf(user), system: of('system'), user }
}

/** The sentences of a prompt, by their numbers. */
export const numberedLines = (user: string): NumberedLine[] =>
  user.split('\n').flatMap((line) => {
    const [, number, text] = /^\[(\d+)\] (.+)$/u.exec(line) ?? []
    return number === undefined || text === undefined ? [] : [{ number: Number(number), text }]
  })

/** The lines within one of a prompt's fences. */
export const linesBetween = (user: string, tag: string): string[] => {
  const from = user.indexOf(`<${tag}-`)
  const to = user.indexOf(`</${tag}-`)
  return from === -1 || to === -1 ? [] : user.slice(from, to).split('\n').slice(1).filter(Boolean)
}
