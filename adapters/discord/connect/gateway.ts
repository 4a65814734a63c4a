import type { Fault } from './fault.ts'

/** The gateway events that we use. */
export const heard = [
  'READY',
  'INTERACTION_CREATE',
  'MESSAGE_CREATE',
  'GUILD_CREATE',
  'GUILD_DELETE',
  'CHANNEL_UPDATE',
  'THREAD_UPDATE',
  'GUILD_ROLE_UPDATE',
  'GUILD_MEMBER_UPDATE',
] as const
export type EventName = (typeof heard)[number]

/** An event as the gateway sent it, and the shard that heard it. */
export type GatewayEvent = { readonly name: EventName; readonly data: unknown; readonly shard: number }

export type ShardState = { readonly id: number; readonly state: 'connecting' | 'ready' | 'stopped' }

/** What a connection to the gateway reports: events, the state of its shards, and what ends it for good. */
export type Listener = {
  readonly onEvent: (event: GatewayEvent) => void
  readonly onState: (state: ShardState) => void
  /** What discord.js mends by itself. */
  readonly onTrouble: (what: string) => void
  readonly onFault: (fault: Fault) => void
}

/** A connection to the gateway, of one shard or many. */
export type Gateway = { readonly stop: () => Promise<void> }
