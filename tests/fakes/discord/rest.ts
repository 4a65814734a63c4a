import { madeAt } from '../../../adapters/discord/connect/snowflake.ts'
import { allComponents } from './limits.ts'
import { type Answered, ok, refusal } from './answer.ts'
import type { Interactions } from './interactions.ts'
import {
  applicationJson,
  botId,
  botJson,
  type Channel,
  channelJson,
  channelTypes,
  contentOf,
  type Json,
  type Message,
  messageJson,
  type World,
  everyone,
} from './world.ts'

export type Call = {
  readonly method: string
  /** The path after `/api/v10`, without the query. */
  readonly path: string
  readonly query: URLSearchParams
  readonly body: Json | undefined
  /** What was attached. */
  readonly files?: readonly { readonly name: string; readonly bytes: Uint8Array }[]
}

/** Discord’s window is “the past few minutes”; this one can be closed. */
type RestOptions = {
  readonly nonceWindowMs: () => number
  readonly gatewayUrl: () => string
  readonly shards: () => number
}

type Handle = (parameters: readonly string[], call: Call) => Answered

const pageOf = (messages: readonly Message[], query: URLSearchParams): Message[] => {
  const limit = Number(query.get('limit') ?? 50)
  const [before, after] = [query.get('before'), query.get('after')]
  const within = messages.filter(
    ({ id }) => (before === null || BigInt(id) < BigInt(before)) && (after === null || BigInt(id) > BigInt(after)),
  )
  const newestFirst = within.toSorted((one, other) => (BigInt(one.id) < BigInt(other.id) ? 1 : -1))
  return newestFirst.slice(0, limit)
}

/** Other applications' messages would come without components; the bot's own messages have them. */
export const createRest = (world: World, interactions: Interactions, options: RestOptions) => {
  const find = (id: string | undefined): Channel | undefined => {
    const channel = world.channels.get(id ?? '')
    return channel?.isDeleted ? undefined : channel
  }

  const create: Handle = ([id], { body = {} }) => {
    const channel = find(id)
    if (channel === undefined) return refusal(10003)
    if (channel.refusals.post !== undefined) return refusal(channel.refusals.post)
    if (channel.type === channelTypes.forum || channel.type === channelTypes.category) return refusal(50008)
    const nonce = body['enforce_nonce'] === true ? String(body['nonce']) : undefined
    const known = nonce === undefined ? undefined : world.nonces.get(nonce)
    if (known !== undefined && world.now() - known.at < options.nonceWindowMs()) {
      const isThere = [...world.channels.values()].some(({ messages }) => messages.includes(known.message))
      return isThere ? ok(messageJson(known.message)) : refusal(10008)
    }
    channel.isArchived = false
    const message = world.addMessage(channel, body, botId)
    if (nonce !== undefined) world.nonces.set(nonce, { message, at: world.now() })
    return ok({ ...messageJson(message), nonce: body['nonce'] })
  }

  const openThread: Handle = ([id, messageId], { body = {} }) => {
    const channel = find(id)
    if (channel === undefined) return refusal(10003)
    if (channel.refusals.thread !== undefined) return refusal(channel.refusals.thread)
    if (!channel.messages.some((message) => message.id === messageId)) return refusal(10008)
    if (world.channels.has(messageId ?? '')) return refusal(160004)
    const type =
      channel.type === channelTypes.announcement ? channelTypes.announcementThread : channelTypes.publicThread
    const facts = {
      id: messageId ?? '',
      guild: channel.guild ?? '',
      type,
      name: String(body['name']),
      parent: channel.id,
      owner: botId,
    }
    return { status: 201, body: channelJson(world.addChannel(facts)) }
  }

  const openForumPost: Handle = ([id], { body = {} }) => {
    const channel = find(id)
    if (channel === undefined) return refusal(10003)
    if (channel.refusals.post !== undefined) return refusal(channel.refusals.post)
    const tags = (body['applied_tags'] ?? []) as string[]
    if ((channel.flags & 16) !== 0 && tags.length === 0) return refusal(40067)
    const facts = {
      guild: channel.guild ?? '',
      type: channelTypes.publicThread,
      name: String(body['name']),
      parent: channel.id,
      owner: botId,
    }
    const post = world.addChannel(facts)
    post.appliedTags = tags
    const message = world.addMessage(post, body['message'] as Json, botId, post.id)
    return { status: 201, body: { ...channelJson(post), message: messageJson(message) } }
  }

  const edit: Handle = ([id, messageId], { body = {} }) => {
    const channel = find(id)
    const message = channel?.messages.find((one) => one.id === messageId)
    if (channel === undefined) return refusal(10003)
    if (message === undefined) return refusal(10008)
    if (channel.isArchived) return refusal(50083)
    message.components = (body['components'] ?? message.components) as unknown[]
    message.content = contentOf(body) ?? message.content
    message.flags |= Number(body['flags'] ?? 0)
    return ok(messageJson(message))
  }

  const list: Handle = ([id], { query }) => {
    const channel = find(id)
    if (channel === undefined) return refusal(10003)
    if (channel.refusals.read !== undefined) return refusal(channel.refusals.read)
    return ok(pageOf(channel.isReadable ? channel.messages : [], query).map(messageJson))
  }

  const routes: readonly (readonly [string, RegExp, Handle])[] = [
    [
      'get',
      /^\/gateway\/bot$/u,
      () =>
        ok({
          url: options.gatewayUrl(),
          shards: options.shards(),
          session_start_limit: { total: 1000, remaining: 999, reset_after: 1, max_concurrency: 16 },
        }),
    ],
    ['get', /^\/oauth2\/applications\/@me$/u, () => ok(applicationJson)],
    ['get', /^\/applications\/@me$/u, () => ok(applicationJson)],
    ['get', /^\/users\/@me$/u, () => ok(botJson)],
    [
      'post',
      /^\/users\/@me\/channels$/u,
      (_, { body = {} }) => ok(channelJson(directChannel(String(body['recipient_id'])))),
    ],
    ['get', /^\/applications\/(\d+)\/commands$/u, () => ok(world.commands())],
    [
      'put',
      /^\/applications\/(\d+)\/commands$/u,
      (_, { body }) => {
        world.setCommands(body as unknown as Json[])
        return ok(world.commands())
      },
    ],
    [
      'get',
      /^\/channels\/(\d+)$/u,
      ([id]) => {
        const channel = find(id)
        return channel === undefined ? refusal(10003) : ok(channelJson(channel))
      },
    ],
    [
      'patch',
      /^\/channels\/(\d+)$/u,
      ([id], { body = {} }) => {
        const channel = find(id)
        if (channel === undefined) return refusal(10003)
        if (channel.refusals.thread !== undefined) return refusal(channel.refusals.thread)
        channel.isArchived = body['archived'] === true
        return ok(channelJson(channel))
      },
    ],
    ['get', /^\/channels\/(\d+)\/messages$/u, list],
    ['post', /^\/channels\/(\d+)\/messages$/u, create],
    [
      'get',
      /^\/channels\/(\d+)\/messages\/(\d+)$/u,
      ([id, messageId]) => {
        const channel = find(id)
        if (channel?.isReadable === false) return refusal(50013)
        const message = channel?.messages.find((one) => one.id === messageId)
        return message === undefined ? refusal(10008) : ok(messageJson(message))
      },
    ],
    ['patch', /^\/channels\/(\d+)\/messages\/(\d+)$/u, edit],
    ['post', /^\/channels\/(\d+)\/messages\/(\d+)\/threads$/u, openThread],
    [
      'post',
      /^\/channels\/(\d+)\/messages\/(\d+)\/crosspost$/u,
      ([id, messageId]) => {
        const message = find(id)?.messages.find((one) => one.id === messageId)
        if (message === undefined) return refusal(10008)
        message.crossposted = true
        return ok(messageJson(message))
      },
    ],
    ['post', /^\/channels\/(\d+)\/threads$/u, openForumPost],
    ['get', /^\/guilds\/(\d+)\/roles$/u, ([id = '']) => ok([everyone(id)])],
    [
      'get',
      /^\/guilds\/(\d+)\/threads\/active$/u,
      ([id]) =>
        ok({
          threads: [...world.channels.values()]
            .filter((channel) => channel.guild === id && world.isThread(channel) && !channel.isArchived)
            .map(channelJson),
          members: [],
        }),
    ],
    [
      'get',
      /^\/channels\/(\d+)\/threads\/archived\/public$/u,
      ([id], { query }) => {
        const limit = Number(query.get('limit') ?? 50)
        const before = Date.parse(query.get('before') ?? '9999-12-31')
        const archived = [...world.channels.values()]
          .filter((channel) => channel.parent === id && channel.isArchived && madeAt(channel.id) < before)
          .toSorted((one, other) => madeAt(other.id) - madeAt(one.id))
        const threads = archived.slice(0, limit).map(channelJson)
        return ok({ threads, members: [], has_more: archived.length > limit })
      },
    ],
    [
      'post',
      /^\/interactions\/(\d+)\/([^/]+)\/callback$/u,
      ([id, token], { body = {} }) => interactions.callback(id ?? '', token ?? '', body),
    ],
    [
      'patch',
      /^\/webhooks\/(\d+)\/([^/]+)\/messages\/@original$/u,
      ([, token], { body = {} }) => interactions.editOriginal(token ?? '', body),
    ],
    ['post', /^\/webhooks\/(\d+)\/([^/]+)$/u, ([, token], { body = {} }) => interactions.followUp(token ?? '', body)],
  ]

  const direct = new Map<string, Channel>()
  const directChannel = (person: string): Channel => {
    const channel = direct.get(person) ?? world.addChannel({ type: channelTypes.direct, name: person })
    direct.set(person, channel)
    return channel
  }

  return {
    directChannel,
    /** What the API does with a call. */
    handle(call: Call): Answered {
      for (const [method, pattern, handle] of routes) {
        const match = method === call.method ? pattern.exec(call.path) : null
        if (match !== null) return handle(match.slice(1), call)
      }
      return { status: 404, body: { code: 0, message: '404: Not Found' } }
    },
    /** Custom ids of a message, as a person’s client would send them back. */
    idsOf: (message: { components: unknown[] }): string[] =>
      allComponents(message.components).flatMap(({ custom_id: id }) => (typeof id === 'string' ? [id] : [])),
  }
}
