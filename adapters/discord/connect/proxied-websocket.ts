// Makes the connection to the gateway use the proxy. `@discordjs/ws` gives its WebSocket no agent, and takes the class from `ws`
// when it is loaded, so this file replaces the class before that. It must be loaded before discord.js, which loads `@discordjs/ws`.
import { Agent } from 'node:https'
import { createRequire } from 'node:module'
import type * as gateway from '@discordjs/ws'
import type ws from 'ws'

// Loaded by `require`, as discord.js does: by `import` the packages are other objects, and the class would not be replaced.
const load = createRequire(import.meta.url)
const exports = load('ws') as typeof ws

class ProxiedWebSocket extends exports {
  constructor(address: string | URL, protocols?: string | string[], options?: ws.ClientOptions) {
    const isSecure = new URL(address).protocol === 'wss:'
    super(address, protocols, isSecure ? { ...options, agent: new Agent({ proxyEnv: process.env }) } : options)
    // From a connection that it gives up before it is open, the library only takes its handlers away: it would stay open, and
    // an error would end the process.
    this.on('error', () => undefined).once('open', () => {
      if (this.onmessage === null) this.terminate()
    })
  }
}

Object.assign(exports, { WebSocket: ProxiedWebSocket })

/** The connections to the gateway, through the proxy if one is set. */
export const { WebSocketManager, WebSocketShardEvents } = load('@discordjs/ws') as typeof gateway
