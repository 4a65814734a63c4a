import { setTimeout as sleep } from 'node:timers/promises'
import { Routes } from 'discord.js'
import type { Handler } from '../../../src/commands/port.ts'
import { describeError } from '../../../src/errors.ts'
import { inviteUrl } from './bot-permissions.ts'
import { type Fault, faultOf } from './fault.ts'
import { connect, type Connection, type GatewayEvent, type Listener } from './gateway.ts'
import { createGuilds } from './guilds.ts'
import type { DiscordOptions } from '../options.ts'
import { createDirectMessages } from '../receive/direct-message.ts'
import { createReceive } from '../receive/receive.ts'
import { applicationSchema, registerCommands } from './register.ts'
import { tryAgain } from '../../../src/platform/try-again.ts'
import { createUnderWay } from '../../../src/platform/under-way.ts'
import { createTroubleLog, unreached } from '../../../src/platform/unreached.ts'
import { discordServer, type Send } from './requests.ts'

const firstReconnectMs = 5000
const lookEveryMs = 1000
/** How long a stop waits for answers that are under way. */
const stopGraceMs = 5000

type SessionDeps = {
  readonly options: DiscordOptions
  readonly handler: Handler
  readonly send: Send
}

export type Session = ReturnType<typeof startSession>

/** A connection that the library does not make or restore in this time is replaced by a new one. */
const longestUnconnectedMs = 300_000

/** Stays connected until it is stopped: registers the commands, receives events, and answers. */
export const startSession = ({ options, handler, send }: SessionDeps) => {
  const { apiUrl, log, now, unconnectedMs = longestUnconnectedMs } = options
  const context = { ...options, handler, send }
  const guilds = createGuilds(handler)
  const receive = createReceive(context)
  const answerMessage = createDirectMessages(context)
  const isShardReady = new Map<number, boolean>()
  const troubles = createTroubleLog(log, 'Discord', now)
  const underWay = createUnderWay()
  const stopping = new AbortController()
  let gateway: Connection | undefined
  let ended = new AbortController()
  let fault: Fault | undefined

  const handle = async (event: GatewayEvent): Promise<void> => {
    if (event.name === 'INTERACTION_CREATE') return receive(event.data)
    return event.name === 'MESSAGE_CREATE' ? answerMessage(event.data) : guilds.handle(event)
  }

  const listener: Listener = {
    onEvent(event) {
      if (stopping.signal.aborted) return
      const work = handle(event).catch((error: unknown) =>
        log.error({ event: event.name, error: describeError(error) }, 'an event from Discord could not be handled'),
      )
      void underWay.follow(work)
    },
    onShard(shard, isReady) {
      isShardReady.set(shard, isReady)
      if (isConnected()) fault = undefined
    },
    onTrouble: (what) => log.warn({ error: what }, 'the connection to Discord had a fault'),
    onFault(found) {
      fault = found
      log.error({ ...found }, 'Discord ended the connection')
      ended.abort()
    },
  }

  const isConnected = (): boolean => gateway !== undefined && ![...isShardReady.values()].includes(false)

  const register = async (): Promise<void> => {
    const application = applicationSchema.parse(await send('get', Routes.currentApplication()))
    const isChanged = await registerCommands(send, application, await handler.grammar())
    const invite = inviteUrl(application.id)
    log.info({ commands: isChanged ? 'registered' : 'unchanged' }, `Discord: invite the bot with ${invite}`)
  }

  const connectOnce = async (): Promise<void> => {
    ended = new AbortController()
    isShardReady.clear()
    gateway = await connect({ ...options, unconnectedMs }, listener, stopping.signal).catch((error: unknown) => {
      fault = faultOf(error) ?? fault
      throw error
    })
    if (isConnected()) fault = undefined
  }

  const pause = async (ms: number, signal: AbortSignal): Promise<void> =>
    sleep(ms, undefined, { signal }).catch(() => undefined)

  /** Repeats a step with growing waits, until it succeeds or the session stops. */
  const untilDone = async (step: () => Promise<void>): Promise<void> => {
    const isDone = async (): Promise<boolean> => {
      try {
        await step()
        troubles.over()
        return true
      } catch (error) {
        if (!stopping.signal.aborted) {
          troubles.report(faultOf(error) ?? unreached(discordServer(apiUrl), error))
        }
        return false
      }
    }
    const firstMs = options.reconnectMs ?? firstReconnectMs
    if (!(await isDone())) await tryAgain(isDone, { firstMs, signal: stopping.signal })
  }

  /** Resolves when the connection is lost for good, or when the session stops. */
  const connectionLost = async (): Promise<void> => {
    const signal = AbortSignal.any([stopping.signal, ended.signal])
    for (let unconnectedForMs = 0; unconnectedForMs < unconnectedMs && !signal.aborted; ) {
      await pause(lookEveryMs, signal)
      unconnectedForMs = isConnected() ? 0 : unconnectedForMs + lookEveryMs
    }
  }

  const stayConnected = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await untilDone(connectOnce)
      await connectionLost()
      await gateway?.end()
      gateway = undefined
      await pause(options.reconnectMs ?? firstReconnectMs, stopping.signal)
    }
  }

  const running = Promise.all([stayConnected(), untilDone(register)])

  return {
    async stop() {
      stopping.abort()
      void underWay.follow(running)
      await underWay.ended(stopGraceMs)
    },
    state: () => ({
      servers: guilds.count(),
      /** Every shard is connected. */
      isConnected: isConnected(),
      /** Why the last try to connect failed, if the operator has to act; undefined when connected. */
      fault,
    }),
  }
}
