import { fileURLToPath } from 'node:url'
import { Routes, ShardingManager } from 'discord.js'
import { z } from 'zod'
import { type Gateway, heard, type Listener } from './gateway.ts'
import type { Send } from './requests.ts'

const shardFile = fileURLToPath(new URL('./shard.ts', import.meta.url))

const gatewaySchema = z.object({ shards: z.int().min(1) })

/** What a shard's process tells; discord.js's own messages pass beside it. */
export const shardMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('event'), name: z.enum(heard), data: z.unknown(), shard: z.number() }),
  z.object({ type: z.literal('state'), id: z.number(), state: z.enum(['connecting', 'ready', 'stopped']) }),
  z.object({ type: z.literal('trouble'), what: z.string() }),
  z.object({ type: z.literal('fault'), code: z.string(), problem: z.string(), fix: z.string() }),
])
export type ShardMessage = z.infer<typeof shardMessage>

type ShardsOptions = {
  readonly token: string
  readonly apiUrl: string | undefined
  readonly shards: number | 'auto'
  /** Between the starts of two shards, in milliseconds. */
  readonly delayMs: number
  readonly send: Send
}

/** Discord lets one shard identify in so many milliseconds. */
export const identifyEveryMs = 5500

/**
 * Connects by discord.js's sharding manager: each shard is a process that hears, and this one, with the database, answers. A
 * shard that dies is started again by the manager.
 */
export const connectShards = async (
  { token, apiUrl, shards, delayMs, send }: ShardsOptions,
  listener: Listener,
): Promise<Gateway> => {
  // Asked here: discord.js would ask its own fixed address, and start shards with a wrong token again and again.
  const recommended = gatewaySchema.parse(await send('get', Routes.gatewayBot())).shards
  const totalShards = shards === 'auto' ? recommended : shards
  const manager = new ShardingManager(shardFile, {
    totalShards,
    token,
    shardArgs: apiUrl === undefined ? [] : [apiUrl],
    respawn: true,
  })
  const stop = (): void => {
    for (const shard of manager.shards.values()) if (shard.process !== null) shard.kill()
  }
  manager.on('shardCreate', (shard) => {
    shard.on('error', (error) => listener.onTrouble(error.message))
    shard.on('death', () => listener.onState({ id: shard.id, state: 'connecting' }))
    shard.on('message', (raw: unknown) => {
      const message = shardMessage.safeParse(raw).data
      if (message?.type === 'event') listener.onEvent({ name: message.name, data: message.data, shard: message.shard })
      if (message?.type === 'state') listener.onState({ id: message.id, state: message.state })
      if (message?.type === 'trouble') listener.onTrouble(message.what)
      if (message?.type !== 'fault') return
      listener.onFault({ code: message.code, problem: message.problem, fix: message.fix })
      stop()
    })
  })
  try {
    await manager.spawn({ delay: delayMs })
  } catch (error) {
    stop()
    throw error
  }
  return {
    async stop() {
      stop()
    },
  }
}
