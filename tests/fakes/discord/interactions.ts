import { type Answered, done, ok, refusal } from './answer.ts'
import { allComponents } from './limits.ts'
import { botId, contentOf, type Channel, type Json, type Message, messageJson, type World } from './world.ts'

export type PersonFacts = {
  readonly id: string
  readonly username: string
  readonly permissions: bigint
  readonly nick?: string
}

/** One interaction with its results. */
export type Interacted = {
  readonly id: string
  readonly token: string
  readonly payload: Json
  /** Every accepted first response, in order. */
  readonly callbacks: Json[]
  readonly refused: number[]
  /** The answer that the person sees. */
  original: Message | undefined
  readonly followUps: Message[]
  /** Resolves when the person has something to look at: an answer, choices, a form, or that the app did not respond in time. */
  readonly settled: Promise<Interacted>
}

type Tracked = {
  readonly interacted: Interacted
  readonly channel: Channel
  readonly source: Message | undefined
  readonly settle: () => void
  readonly startedAt: number
  isAcknowledged: boolean
  isDeferred: boolean
}

const tokenLivesMs = 15 * 60_000

/** What Discord does with interactions: it takes one first answer for a short time, later ones for a quarter of an hour. */
export const createInteractions = (world: World, acknowledgeWithinMs: number) => {
  const byToken = new Map<string, Tracked>()

  const message = (channel: Channel, body: Json, flags = 0): Message => {
    const ephemeral = (Number(body['flags'] ?? flags) & 64) !== 0
    // A message that only one person sees is not in the channel’s history.
    const holder: Channel = ephemeral ? { ...channel, messages: [] } : channel
    return world.addMessage(holder, { ...body, flags: Number(body['flags'] ?? 0) | flags }, botId)
  }

  return {
    byToken,
    open(payload: Json, channel: Channel, source: Message | undefined): Interacted {
      const id = world.snowflake()
      const token = `token-${id}`
      let settle = (): void => undefined
      const promise = new Promise<void>((resolve) => {
        settle = resolve
      })
      const interacted: Interacted = {
        id,
        token,
        payload: { ...payload, id, token, application_id: botId, version: 1 },
        callbacks: [],
        refused: [],
        original: undefined,
        followUps: [],
        settled: promise.then(() => interacted),
      }
      byToken.set(token, {
        interacted,
        channel,
        source,
        settle,
        startedAt: world.now(),
        isAcknowledged: false,
        isDeferred: false,
      })
      return interacted
    },
    callback(id: string, token: string, body: Json): Answered {
      const tracked = byToken.get(token)
      if (tracked === undefined || tracked.interacted.id !== id) return refusal(10062)
      const { interacted, channel, source, settle } = tracked
      const isLate = world.now() - tracked.startedAt > acknowledgeWithinMs
      const code = tracked.isAcknowledged ? 40060 : isLate ? 10062 : undefined
      if (code !== undefined) {
        interacted.refused.push(code)
        if (!tracked.isAcknowledged) settle()
        return refusal(code)
      }
      tracked.isAcknowledged = true
      interacted.callbacks.push(body)
      const data = (body['data'] ?? {}) as Json
      const type = Number(body['type'])
      if (type === 4) interacted.original = message(channel, data)
      if (type === 5) {
        tracked.isDeferred = true
        interacted.original = message(channel, { flags: data['flags'] })
      }
      if (type === 6 || type === 7) interacted.original = source
      if (type === 7 && source !== undefined) source.components = (data['components'] ?? source.components) as unknown[]
      if (type === 6) tracked.isDeferred = true
      if (type !== 5 && type !== 6) settle()
      return done
    },
    editOriginal(token: string, body: Json): Answered {
      const tracked = byToken.get(token)
      if (tracked === undefined || !tracked.isAcknowledged || world.now() - tracked.startedAt > tokenLivesMs)
        return refusal(10015)
      const { original } = tracked.interacted
      if (original === undefined) return refusal(10008)
      original.components = (body['components'] ?? original.components) as unknown[]
      original.content = contentOf(body) ?? original.content
      original.flags |= Number(body['flags'] ?? 0)
      tracked.settle()
      return ok(messageJson(original))
    },
    followUp(token: string, body: Json): Answered {
      const tracked = byToken.get(token)
      if (tracked === undefined || !tracked.isAcknowledged) return refusal(10015)
      const followUp = message(tracked.channel, body)
      tracked.interacted.followUps.push(followUp)
      return ok(messageJson(followUp))
    },
  }
}

export type Interactions = ReturnType<typeof createInteractions>

/** All texts of a message, as one text. */
export const textOf = ({ content, components }: { content: string; components: unknown[] }): string =>
  [content, ...allComponents(components).map((component) => contentOf(component) ?? '')]
    .filter((text) => text !== '')
    .join('\n')
