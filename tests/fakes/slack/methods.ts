import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Channel, type Message, nextTs, type State, type Workspace } from './state.ts'

const fileList = z.array(z.object({ id: z.string() }))

export type Arguments = Readonly<Record<string, unknown>>
export type Result = Readonly<Record<string, unknown>>

const refuse = (error: string): Result => ({ ok: false, error })
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The conversation of a channel id, or of a person's id: their direct messages with the app. */
const conversation = (workspace: Workspace, id: string): Channel | undefined => {
  if (!/^[UW]/u.test(id)) return workspace.channels.get(id)
  if (!workspace.users.has(id)) return undefined
  const direct = `D${id.slice(1)}`
  const known = workspace.channels.get(direct)
  if (known !== undefined) return known
  const opened = { id: direct, creator: id, isMember: true, isArchived: false, messages: [] }
  workspace.channels.set(direct, opened)
  return opened
}

const needs = (workspace: Workspace, scope: string): Result | undefined =>
  workspace.scopes.has(scope)
    ? undefined
    : { ok: false, error: 'missing_scope', needed: scope, provided: [...workspace.scopes].join(',') }

const lastPostAt = new WeakMap<Channel, number>()

const post = (state: State, workspace: Workspace, args: Arguments): Result => {
  const channel = conversation(workspace, text(args['channel']))
  if (channel === undefined) return refuse('channel_not_found')
  if (channel.isArchived) return refuse('is_archived')
  if (!channel.isMember) return refuse('not_in_channel')
  const id = text(args['client_msg_id'])
  const twin = channel.messages.find((message) => id !== '' && message.clientMessageId === id)
  if (twin !== undefined && state.honoursClientMessageId) return { ok: true, channel: channel.id, ts: twin.ts }
  const thread = args['thread_ts']
  if (thread !== undefined && !channel.messages.some(({ ts }) => ts === thread)) return refuse('thread_not_found')
  if (state.isRateLimited) {
    const since = Date.now() - (lastPostAt.get(channel) ?? 0)
    // Two messages may arrive a little closer together than they were sent.
    if (since < 950) return { ok: false, error: 'ratelimited', retryAfter: 1 }
    lastPostAt.set(channel, Date.now())
  }
  const message: Message = {
    ts: nextTs(state),
    text: text(args['text']),
    blocks: (args['blocks'] as unknown[] | undefined) ?? [],
    thread_ts: thread === undefined ? undefined : text(thread),
    metadata: args['metadata'] as Message['metadata'],
    clientMessageId: id === '' ? undefined : id,
    visibleAt: Date.now() + state.historyLagMs,
    edits: 0,
  }
  channel.messages.push(message)
  return { ok: true, channel: channel.id, ts: message.ts, message: { text: message.text, ts: message.ts } }
}

const update = (workspace: Workspace, args: Arguments): Result => {
  const channel = workspace.channels.get(text(args['channel']))
  if (channel === undefined) return refuse('channel_not_found')
  const message = channel.messages.find(({ ts }) => ts === args['ts'])
  if (message === undefined) return refuse('message_not_found')
  Object.assign(message, { text: args['text'], blocks: args['blocks'] ?? [], edits: message.edits + 1 })
  return { ok: true, channel: channel.id, ts: message.ts }
}

const isTrue = (value: unknown): boolean => value === true || value === 'true' || value === 1 || value === '1'

/** Like Slack: newest first, with the payload of metadata only on request. */
const history = (workspace: Workspace, args: Arguments, isThread: boolean): Result => {
  const id = text(args['channel'])
  const scope = id.startsWith('D') ? 'im:history' : id.startsWith('G') ? 'groups:history' : 'channels:history'
  const missing = needs(workspace, scope)
  if (missing !== undefined) return missing
  const channel = workspace.channels.get(id)
  if (channel === undefined) return refuse('channel_not_found')
  if (!channel.isMember) return refuse('not_in_channel')
  const thread = args['ts']
  if (isThread && !channel.messages.some(({ ts }) => ts === thread)) return refuse('thread_not_found')
  const oldest = Number(args['oldest'] ?? 0)
  const matching = channel.messages
    .filter(({ visibleAt }) => visibleAt <= Date.now())
    .filter(({ ts, thread_ts }) => (isThread ? ts === thread || thread_ts === thread : thread_ts === undefined))
    .filter(({ ts }) => Number(ts) > oldest)
    .toReversed()
  const limit = Number(args['limit'] ?? 100)
  const from = Number(args['cursor'] ?? 0)
  const page = matching.slice(from, from + limit).map(({ ts, text, metadata }) => ({
    type: 'message',
    ts,
    text,
    ...(metadata === undefined
      ? {}
      : {
          metadata: isTrue(args['include_all_metadata']) ? metadata : { event_type: metadata.event_type },
        }),
  }))
  const isMore = from + limit < matching.length
  return {
    ok: true,
    messages: page,
    has_more: isMore,
    response_metadata: { next_cursor: isMore ? String(from + limit) : '' },
  }
}

const userInfo = (workspace: Workspace, args: Arguments): Result => {
  const missing = needs(workspace, 'users:read')
  if (missing !== undefined) return missing
  const user = workspace.users.get(text(args['user']))
  if (user === undefined) return refuse('user_not_found')
  return {
    ok: true,
    user: {
      id: user.id,
      team_id: user.teamId ?? workspace.id,
      name: user.name,
      is_admin: user.isAdmin === true,
      is_owner: false,
      is_restricted: user.isGuest === true,
      is_ultra_restricted: false,
      ...(user.zone === undefined ? {} : { tz: user.zone }),
      profile: { display_name: user.displayName ?? '', real_name: user.name },
    },
  }
}

const triggerIsAlive = (state: State, args: Arguments): boolean =>
  Date.now() - (state.triggers.get(text(args['trigger_id'])) ?? 0) <= 3000

const openView = (state: State, workspace: Workspace, args: Arguments): Result => {
  if (!triggerIsAlive(state, args)) return refuse('expired_trigger_id')
  state.triggers.delete(text(args['trigger_id']))
  const id = `V${randomUUID()}`
  state.views.set(id, { workspace: workspace.id, user: '', view: args['view'] as Record<string, unknown> })
  return { ok: true, view: { id, ...(args['view'] as object) } }
}

const updateView = (state: State, args: Arguments): Result => {
  const known = state.views.get(text(args['view_id']))
  if (known === undefined) return refuse('not_found')
  known.view = args['view'] as Record<string, unknown>
  return { ok: true, view: { id: args['view_id'] } }
}

/** The answer of a method; undefined for an unknown method. */
export const callMethod = (state: State, workspace: Workspace, method: string, args: Arguments): Result | undefined => {
  switch (method) {
    case 'auth.test':
      return { ok: true, team_id: workspace.id, user_id: workspace.botUser, bot_id: `B${workspace.id}` }
    case 'chat.postMessage':
      return needs(workspace, 'chat:write') ?? post(state, workspace, args)
    case 'chat.postEphemeral': {
      const channel = workspace.channels.get(text(args['channel']))
      return channel === undefined
        ? refuse('channel_not_found')
        : channel.isMember
          ? { ok: true, message_ts: nextTs(state) }
          : refuse('not_in_channel')
    }
    case 'chat.update':
      return needs(workspace, 'chat:write') ?? update(workspace, args)
    case 'chat.unfurl':
      return needs(workspace, 'links:write') ?? { ok: true }
    case 'entity.presentDetails':
      return { ok: true }
    case 'conversations.history':
      return history(workspace, args, false)
    case 'conversations.replies':
      return history(workspace, args, true)
    case 'conversations.open': {
      const opened = needs(workspace, 'im:write') ?? conversation(workspace, text(args['users']))
      if (opened === undefined) return refuse('user_not_found')
      return 'error' in opened ? opened : { ok: true, channel: { id: (opened as Channel).id } }
    }
    case 'conversations.info': {
      const channel = workspace.channels.get(text(args['channel']))
      const scope = needs(workspace, 'channels:read')
      return (
        scope ??
        (channel === undefined
          ? refuse('channel_not_found')
          : {
              ok: true,
              channel: {
                id: channel.id,
                creator: channel.creator,
                is_member: channel.isMember,
                is_channel: true,
                is_im: false,
                is_mpim: false,
                is_private: channel.isPrivate === true,
              },
            })
      )
    }
    case 'files.getUploadURLExternal': {
      const fault = needs(workspace, 'files:write')
      if (fault !== undefined) return fault
      state.files.push({ name: text(args['filename']), content: '', channel: undefined })
      const id = `F${state.files.length}`
      return { ok: true, file_id: id, upload_url: `${state.url}/upload/${id}` }
    }
    case 'files.completeUploadExternal': {
      const files = fileList.parse(typeof args['files'] === 'string' ? JSON.parse(args['files']) : args['files'])
      for (const { id } of files) {
        const file = state.files[Number(id.slice(1)) - 1]
        if (file === undefined) return refuse('file_not_found')
        file.channel = text(args['channel_id'])
      }
      return { ok: true, files }
    }
    case 'users.info':
      return userInfo(workspace, args)
    case 'views.open':
      return openView(state, workspace, args)
    case 'views.update':
      return updateView(state, args)
    case 'views.publish':
      state.homes.set(text(args['user_id']), args['view'] as Record<string, unknown>)
      return { ok: true, view: { id: `V${randomUUID()}` } }
    default:
      return undefined
  }
}
