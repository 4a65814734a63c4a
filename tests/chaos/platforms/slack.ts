import { z } from 'zod'
import { startFakeSlack } from '../../fakes/slack/index.ts'
import { addChannel, addWorkspace, type Channel } from '../../fakes/slack/state.ts'
import { type Place, placeKey } from '../../../src/subscriptions/place.ts'
import { type Language, openGate } from '../gate/gate.ts'
import type { Message, Scope, StartPlatform } from './port.ts'
import { until } from '../wait-for.ts'
import { linkedIn, stringsIn, unquoted } from './read-card.ts'

const team = 'T1'
/** The longest time that a busy machine needs to connect again, in real milliseconds. */
const connectMs = 120_000
const channels = ['C1', 'C2', 'C3']
const places: readonly Place[] = channels.map((channel) => ({ platform: 'slack', tenant: team, channel }))

const postedSchema = z.object({ ok: z.literal(true), channel: z.string(), ts: z.string() })

const nameOf = (channel: string, ts: string): string => `${channel} ${ts}`

const language: Language = {
  postsTo: ({ path, body }) =>
    path.startsWith('/api/chat.postMessage') ? (new URLSearchParams(body).get('channel') ?? '') : undefined,
  isLook: ({ path }) => /^\/api\/conversations\.(?:history|replies)/u.test(path),
  accepted(answer) {
    const { data } = postedSchema.safeParse(JSON.parse(answer))
    return data && nameOf(data.channel, data.ts)
  },
  unauthorized: { status: 200, body: '{"ok":false,"error":"invalid_auth"}' },
  slowDown: (retryAfter) => ({
    body: '{"ok":false,"error":"ratelimited"}',
    headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
  }),
}

const elementSchema = z.looseObject({
  type: z.string().optional(),
  text: z.unknown().optional(),
  elements: z.array(z.unknown()).optional(),
})

const wordsOf = (element: unknown): string => {
  const { text, elements = [] } = elementSchema.parse(element)
  return typeof text === 'string' ? text : elements.map(wordsOf).join('')
}

/** The quotes of a message, at any depth. */
const quotesIn = (element: unknown): string[] => {
  const { type, elements = [] } = elementSchema.parse(element)
  return type === 'rich_text_quote' ? [unquoted(wordsOf(element))] : elements.flatMap(quotesIn)
}

/** Slack's counterpart, used by the real adapter: Web API and Socket Mode. It ignores `client_msg_id`. */
export const startSlack: StartPlatform = async (clock, site) => {
  const slack = await startFakeSlack()
  const workspace = addWorkspace(slack.state, team)
  for (const channel of channels) addChannel(workspace, channel)
  const gate = await openGate(clock, slack.url, language)

  const closeGate = gate.close.bind(gate)

  const messagesIn = (place: Place): Message[] =>
    (workspace.channels.get(place.channel)?.messages ?? []).map(({ ts, blocks, thread_ts, metadata }) => ({
      place: placeKey(place),
      key: String(metadata?.event_payload['key']),
      id: ts,
      parent: thread_ts,
      about: linkedIn(blocks, site),
      text: stringsIn(blocks)
        .map(({ text }) => text)
        .join('\n'),
      quotes: blocks.flatMap(quotesIn),
      at: gate.acceptedAt.get(nameOf(place.channel, ts)) ?? 0,
    }))

  const first = channels[0] ?? ''
  const set = (scope: Scope, isShut: boolean): void => {
    if (scope === 'tenant') workspace.refusal = isShut ? 'token_revoked' : undefined
    else (workspace.channels.get(first) as Channel).isArchived = isShut
  }

  return Object.assign(gate, {
    env: {
      SLACK_BOT_TOKEN: workspace.botToken,
      SLACK_APP_TOKEN: 'xapp-1-A0-1-made-up',
      SLACK_API_URL: `${gate.origin}/api/`,
    },
    swaps: [],
    places,
    owedTo: places.map(placeKey),
    messages: async () => places.flatMap(messagesIn),
    delayHistory(ms: number) {
      slack.state.historyLagMs = clock.real(ms)
    },
    shut: (scope: Scope) => set(scope, true),
    async reopen(scope: Scope) {
      set(scope, false)
      // The program finds out by asking that a token works again.
      if (scope === 'tenant') return
      await until(() => slack.socket.open() > 0, 'a connection to Slack', connectMs)
      const payload = slack.payloads.unarchived('channel_unarchive', { channel: first })
      await slack.socket.deliverToAll({ type: 'events_api', payload })
    },
    async close() {
      await closeGate()
      await slack.close()
      const { violations } = slack.state
      if (violations.length > 0) throw new Error(`Slack would not have taken: ${[...new Set(violations)].join('; ')}`)
    },
  })
}
