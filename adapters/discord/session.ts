import { setTimeout as sleep } from 'node:timers/promises'
import { DiscordjsError, DiscordjsErrorCodes, Routes } from 'discord.js'
import { z } from 'zod'
import type { Handler } from '../../src/commands/port.ts'
import { describeError, RetryableError } from '../../src/errors.ts'
import { inviteUrl } from './bot-permissions.ts'
import { connect } from './connect.ts'
import { type Fault, unauthorized } from './fault.ts'
import type { Gateway, GatewayEvent, Listener, ShardState } from './gateway.ts'
import { createGuilds } from './guilds.ts'
import type { CommandKeep, DiscordOptions } from './options.ts'
import { createReceive } from './receive.ts'
import { registerCommands } from './register.ts'
import type { Send } from './requests.ts'
import { connectShards, identifyEveryMs } from './shards.ts'

const applicationSchema = z.object({ id: z.string() })

const firstReconnectMs = 5000
const longestReconnectMs = 300_000
/** Answers that are under way at a stop get this long. */
const stopGraceMs = 5000

type SessionDeps = {
  readonly options: DiscordOptions
  readonly handler: Handler
  readonly send: Send
  readonly keep: CommandKeep
  readonly onFault: (fault: Fault) => void
}

export type Session = {
  readonly stop: () => Promise<void>
  readonly state: () => {
    readonly guilds: number
    readonly shards: readonly ShardState[]
    readonly applicationId: string | undefined
  }
}

const isWrongToken = (error: unknown): boolean =>
  (error instanceof RetryableError && error.code === unauthorized.code) ||
  (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid)

/** From the first connection to the last: tries until there is one, registers the commands, hears, and answers. */
export const startSession = ({ options, handler, send, keep, onFault }: SessionDeps): Session => {
  const { token, apiUrl, shards, log } = options
  const guilds = createGuilds(handler)
  const receive = createReceive({ handler, send, keep, now: options.now, log })
  const shardStates = new Map<number, ShardState>()
  const underWay = new Set<Promise<void>>()
  const stopping = new AbortController()
  let gateway: Gateway | undefined
  let applicationId: string | undefined

  const hear = async (event: GatewayEvent): Promise<void> =>
    event.name === 'INTERACTION_CREATE' ? receive(event.data) : guilds.hear(event)

  const listener: Listener = {
    onEvent(event) {
      if (stopping.signal.aborted) return
      const work = hear(event)
        .catch((error: unknown) =>
          log.error({ event: event.name, error: describeError(error) }, 'an event of Discord’s failed'),
        )
        .finally(() => underWay.delete(work))
      underWay.add(work)
    },
    onState: (state) => shardStates.set(state.id, state),
    onTrouble: (what) => log.warn({ error: what }, 'the connection to Discord was disturbed'),
    onFault(fault) {
      onFault(fault)
      void gateway?.stop()
    },
  }

  const open = async (): Promise<Gateway> =>
    shards === undefined
      ? connect({ token, apiUrl }, listener)
      : connectShards({ token, apiUrl, shards, delayMs: options.shardDelayMs ?? identifyEveryMs, send }, listener)

  const register = async (): Promise<void> => {
    const { id } = applicationSchema.parse(await send('get', Routes.currentApplication()))
    const isChanged = await registerCommands(send, id)
    log.info({ commands: isChanged ? 'registered' : 'unchanged' }, `Discord: invite the bot with ${inviteUrl(id)}`)
    applicationId = id
  }

  const connectOnce = async (): Promise<void> => {
    const opened = await open()
    if (stopping.signal.aborted) await opened.stop()
    else gateway = opened
  }

  /** Repeats a step with longer and longer waits; a wrong token ends it, for only the operator can mend that. */
  const untilDone = async (step: () => Promise<void>): Promise<void> => {
    let waitMs = options.reconnectMs ?? firstReconnectMs
    while (!stopping.signal.aborted) {
      try {
        return await step()
      } catch (error) {
        if (isWrongToken(error)) return onFault(unauthorized)
        if (!stopping.signal.aborted) log.warn({ error: describeError(error), waitMs }, 'Discord cannot be reached yet')
      }
      await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined)
      waitMs = Math.min(waitMs * 2, longestReconnectMs)
    }
    return undefined
  }

  const beginning = Promise.all([untilDone(connectOnce), untilDone(register)])

  return {
    async stop() {
      stopping.abort()
      const grace = AbortSignal.timeout(stopGraceMs)
      const ended = new Promise<void>((resolve) => {
        grace.addEventListener('abort', () => resolve(), { once: true })
      })
      await Promise.race([Promise.all([beginning, ...underWay]), ended])
      await gateway?.stop()
    },
    state: () => ({ guilds: guilds.count(), shards: [...shardStates.values()], applicationId }),
  }
}
