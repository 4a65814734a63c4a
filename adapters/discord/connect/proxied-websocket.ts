// Must be loaded before discord.js, which takes the class of its gateway connections from `ws` when it is loaded, and gives it
// no agent: without this file, the gateway would be the only connection that bypasses a proxy.
import { Agent } from 'node:https'
import { createRequire } from 'node:module'
import type ws from 'ws'

// Loaded as discord.js does: the package's ESM entry has the same class, but not the object from which discord.js takes it.
const exports = createRequire(import.meta.url)('ws') as typeof ws

class ProxiedWebSocket extends exports {
  constructor(address: string | URL, protocols?: string | string[], options?: ws.ClientOptions) {
    const isSecure = new URL(address).protocol === 'wss:'
    super(address, protocols, isSecure ? { ...options, agent: new Agent({ proxyEnv: process.env }) } : options)
  }
}

Object.assign(exports, { WebSocket: ProxiedWebSocket })
