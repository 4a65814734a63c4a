/** A workspace of the counterpart. */
export type Workspace = {
  readonly id: string
  readonly botToken: string
  readonly botUser: string
  readonly scopes: Set<string>
  readonly channels: Map<string, Channel>
  readonly users: Map<string, User>
  /** The error code for every call with its token; undefined if the token works. */
  refusal: string | undefined
}

export type Channel = {
  id: string
  creator: string
  isMember: boolean
  isArchived: boolean
  messages: Message[]
  isPrivate?: boolean
}

export type User = {
  id: string
  isAdmin?: boolean
  name: string
  displayName?: string
  teamId?: string
  isGuest?: boolean
  /** The person's IANA time zone, if it is known. */
  readonly zone?: string
}

export type Message = {
  ts: string
  text: string
  blocks: unknown[]
  thread_ts: string | undefined
  metadata: { event_type: string; event_payload: Record<string, unknown> } | undefined
  clientMessageId: string | undefined
  /** When it appears in the history, in milliseconds. */
  visibleAt: number
  edits: number
}

/** A request that is not a call of a method with a token. */
export type Answer = { readonly url: string; readonly body: Readonly<Record<string, unknown>> }

export type Call = {
  readonly method: string
  readonly arguments: Readonly<Record<string, unknown>>
  readonly workspace: string | undefined
  readonly at: number
}

export const allScopes = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'links:read',
  'links:write',
  'users:read',
]

/** The fault of the next call of a method. `after…`: Slack has already acted. */
export type Fault =
  | { readonly kind: 'refuse'; readonly error: string }
  | { readonly kind: 'rate-limit'; readonly retryAfter: string | undefined }
  | { readonly kind: 'status'; readonly status: number; readonly body: string; readonly isAccepted: boolean }
  | { readonly kind: 'reset'; readonly isAccepted: boolean }
  | { readonly kind: 'cut'; readonly isAccepted: true }
  /** Never answers; acts after `acceptAfterMs`, or not at all. */
  | { readonly kind: 'hang'; readonly acceptAfterMs: number | undefined }
  | { readonly kind: 'answer'; readonly body: unknown; readonly isAccepted: boolean }

export type State = {
  /** The address of the counterpart. */
  url: string
  readonly workspaces: Map<string, Workspace>
  readonly calls: Call[]
  readonly answers: Answer[]
  /** Uploaded files, and the channels that they were shared in. */
  readonly files: { readonly name: string; readonly content: string; channel: string | undefined }[]
  /** Violations of Slack's rules; must be empty after every run. */
  readonly violations: string[]
  /** The faults of the next calls of a method, in order; undefined for a successful call. */
  readonly faults: Map<string, (Fault | undefined)[]>
  readonly views: Map<string, { workspace: string; user: string; view: Record<string, unknown> }>
  readonly homes: Map<string, Record<string, unknown>>
  readonly triggers: Map<string, number>
  /** Whether the limit of one message per second and channel is active. */
  isRateLimited: boolean
  /** How long after a post it appears in the history. */
  historyLagMs: number
  /** Whether a second message with the same client_msg_id is the first one. */
  honoursClientMessageId: boolean
  /** The last time stamp given, in microseconds. */
  lastTs: number
  /** Called with each answer. */
  onAnswer: (answer: Answer) => void
}

export const createState = (): State => ({
  url: '',
  workspaces: new Map(),
  calls: [],
  answers: [],
  files: [],
  violations: [],
  faults: new Map(),
  views: new Map(),
  homes: new Map(),
  triggers: new Map(),
  isRateLimited: false,
  historyLagMs: 0,
  honoursClientMessageId: false,
  lastTs: 0,
  onAnswer: () => {},
})

export const addWorkspace = (state: State, id: string, scopes: readonly string[] = allScopes): Workspace => {
  const workspace: Workspace = {
    id,
    botToken: `xoxb-fake-${id}`,
    botUser: `UBOT${id}`,
    scopes: new Set(scopes),
    channels: new Map(),
    users: new Map(),
    refusal: undefined,
  }
  state.workspaces.set(id, workspace)
  return workspace
}

export const addChannel = (workspace: Workspace, id: string, fields: Partial<Channel> = {}): Channel => {
  const channel = { id, creator: 'UCREATOR', isMember: true, isArchived: false, messages: [], ...fields }
  workspace.channels.set(id, channel)
  return channel
}

export const addUser = (workspace: Workspace, id: string, fields: Partial<User> = {}): User => {
  const user = { id, name: id.toLowerCase(), ...fields }
  workspace.users.set(id, user)
  return user
}

/** A time stamp as Slack gives it: its own time in seconds with six decimals, unique, and later than all before. */
export const nextTs = (state: State): string => {
  state.lastTs = Math.max(state.lastTs + 1, Date.now() * 1000)
  return (state.lastTs / 1_000_000).toFixed(6)
}
