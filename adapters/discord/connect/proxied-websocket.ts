// To be loaded before discord.js, which takes the class of its gateway connections from `ws` when it is loaded, and gives them
// no agent: without this, the gateway would be the one connection that goes past a proxy.
import { Agent } from 'node:https'
import { createRequire } from 'node:module'
import type ws from 'ws'

// As discord.js loads it: the package's other entrance gives the same class, but not the object that it is taken from.
const exports = createRequire(import.meta.url)('ws') as typeof ws

class ProxiedWebSocket extends exports {
  constructor(address: string | URL, protocols?: string | string[], options?: ws.ClientOptions) {
    const isSecure = new URL(address).protocol === 'wss:'
    super(address, protocols, isSecure ? { ...options, agent: new Agent({ proxyEnv: process.env }) } : options)
  }
}

Object.assign(exports, { WebSocket: ProxiedWebSocket })
