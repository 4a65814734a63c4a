// Must be loaded before discord.js: both it and we load `@discordjs/ws`, which takes the class of its connections from `ws` when it
// is loaded, and gives it no agent. Without this file, the gateway would be the only connection that bypasses a proxy.
import { Agent } from 'node:https'
import { createRequire } from 'node:module'
import type * as gateway from '@discordjs/ws'
import type ws from 'ws'

// Loaded as discord.js does: the packages' ESM entries have other objects, from which the class is not taken.
const load = createRequire(import.meta.url)
const exports = load('ws') as typeof ws

class ProxiedWebSocket extends exports {
  constructor(address: string | URL, protocols?: string | string[], options?: ws.ClientOptions) {
    const isSecure = new URL(address).protocol === 'wss:'
    super(address, protocols, isSecure ? { ...options, agent: new Agent({ proxyEnv: process.env }) } : options)
  }
}

Object.assign(exports, { WebSocket: ProxiedWebSocket })

/** The connections to the gateway, through the proxy if one is set. */
export const { WebSocketManager, WebSocketShardEvents } = load('@discordjs/ws') as typeof gateway
