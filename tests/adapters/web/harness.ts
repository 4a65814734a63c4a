import { type IncomingHttpHeaders, request } from 'node:http'
import { createWeb, type WebOptions } from '../../../adapters/web/index.ts'
import type { Timeline } from '../../../adapters/web/post/timeline.ts'
import type { Card } from '../../../src/card/card.ts'
import { commentaryOption } from '../../../src/commands/options.ts'
import { statusCard } from '../../../src/commands/status.ts'
import type { Command, Form, Handler } from '../../../src/commands/port.ts'
import { wholeId } from '../../../src/commentary/identity.ts'
import { previewAs } from '../../../src/compose/platforms.ts'
import { createLog } from '../../../src/log.ts'
import { sampleLibrary } from './library.ts'
import { createMemoryTimeline } from './memory-timeline.ts'
import {
  archivedCable,
  archivedExcerpt,
  cableCard,
  helpCard,
  healthyStatus,
  problemCard,
  searchCard,
} from './samples.ts'

export const place = { platform: 'web', tenant: 'local', channel: 'briefings' } as const

const exportCard: Card = {
  title: { text: '1 commentary for “cable” as CSV' },
  blocks: [],
  file: { name: 'rsis-cable.csv', mediaType: 'text/csv', text: '\uFEFF"id"\r\n"CO26211 – cable"\r\n' },
}

const answerTo = ({ text }: Command): Card => {
  if (text.startsWith('search')) return searchCard
  if (text.startsWith('export later')) {
    const file = { name: 'rsis-cable.csv', mediaType: 'text/csv', text: 'a part', later: async () => 'the whole' }
    return { ...exportCard, file }
  }
  if (text.startsWith('export')) return exportCard
  if (text.startsWith('show')) return { ...cableCard, thread: [] }
  return text === 'help' || text === '' ? helpCard : problemCard
}

/** A form with every kind of field; its command repeats the values. */
export const sampleForm: Form = {
  name: 'sample',
  title: 'A <sample> form',
  submit: 'Save',
  fields: [
    {
      type: 'choice',
      name: 'mode',
      label: 'Mode',
      value: 'both',
      choices: [
        { label: 'At once', value: 'instant' },
        { label: 'Both', value: 'both' },
      ],
    },
    {
      type: 'text',
      name: 'filter',
      label: 'Filter',
      value: '"a" <b>',
      longest: 50,
      hint: 'As in search',
      isOptional: true,
    },
  ],
  command: ({ mode, filter }) => `show ${mode ?? 'no mode'} filter:${filter ?? 'no filter'}`,
}

export type Running = {
  readonly web: ReturnType<typeof createWeb>
  readonly url: string
  readonly timeline: Timeline
  /** All handled commands. */
  readonly commands: Command[]
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Response>
  /** The answer as data. */
  readonly json: (path: string) => Promise<unknown>
  readonly page: (path: string) => Promise<string>
  readonly post: (card: Card, key: string) => Promise<void>
}

/** The real adapter on a free port of loopback, over a timeline in memory. */
export const startWeb = async (options: Partial<WebOptions> = {}): Promise<Running> => {
  const timeline = options.timeline ?? createMemoryTimeline()
  const commands: Command[] = []
  const web = createWeb({
    host: '127.0.0.1',
    port: 0,
    version: '0.1.0',
    password: undefined,
    publicUrl: undefined,
    timeline,
    read: async (id) =>
      [archivedCable, archivedExcerpt].find(({ commentary }) => commentary.id === (wholeId(id) ?? id)),
    latest: async () => archivedCable,
    library: sampleLibrary,
    mcp: async () => new Response(null, { status: 405 }),
    status: async () => healthyStatus,
    ready: async () => ({ ready: true }),
    storageTrouble: () => undefined,
    metrics: async () => ({ body: 'rsis_build_info 1\n', contentType: 'text/plain; version=0.0.4; charset=utf-8' }),
    place,
    preview: previewAs,
    log: await createLog('silent', false),
    now: () => new Date('2026-11-23T01:14:00Z'),
    ...options,
  })
  const handler: Handler = {
    grammar: async () => [
      { verb: 'search', summary: 'Search', options: [] },
      { verb: 'show', summary: 'Show', options: [commentaryOption] },
    ],
    formErrors: async (_name, values): Promise<Record<string, string>> =>
      values['filter'] === '"' ? { filter: 'Is not <right>; say it again.' } : {},
    async answer(command) {
      commands.push(command)
      if (command.text !== 'status') return answerTo(command)
      const status = await (options.status ?? (async () => healthyStatus))()
      return statusCard(status, status.outbox.held, place)
    },
    form: async (name) => (name === sampleForm.name ? { form: sampleForm } : { refusal: problemCard }),
    suggest: async (what, typed) =>
      [`${what} Łukasiewicz`, `${what} Lim`]
        .filter((name) => name.includes(typed))
        .map((value) => ({ label: value, value })),
    left: async () => {},
    joined: async () => {},
    reopened: async () => {},
    share: async () => {},
    changes: async (text) => /^(?:subscribe .|mute|unsubscribe|dispute report \S+ \d)/u.test(text),
  }
  await web.start(handler)
  const url = web.url()
  const get = async (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${url}${path}`, { headers, redirect: 'manual' })
  return {
    web,
    url,
    timeline,
    commands,
    get,
    json: async (path) => (await get(path, { accept: 'application/json' })).json(),
    page: async (path) => (await get(path, { accept: 'text/html' })).text(),
    post: async (card, key) => {
      await web.post(place, card, key)
    },
  }
}

/** A request with headers that `fetch` would not send, such as another Host. */
export const rawRequest = async (
  url: string,
  options: { method?: string; headers: Record<string, string>; body?: string },
): Promise<{ status: number; body: string; headers: IncomingHttpHeaders }> =>
  new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method: options.method ?? 'GET', headers: options.headers, agent: false },
      (response) => {
        let body = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          body += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body, headers: response.headers }))
      },
    )
    sent.on('error', reject)
    sent.end(options.body)
  })
