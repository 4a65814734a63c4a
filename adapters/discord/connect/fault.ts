import { type Problem, RetryableError } from '../../../src/errors.ts'

/** What keeps the whole adapter from working, and what the operator can do. The adapter tries again by itself. */
export type Fault = Problem & { readonly code: string }

const portal = 'https://discord.com/developers/applications'

/** Discord refuses the token. */
export const unauthorized: Fault = {
  code: '401',
  problem: 'Discord does not accept the bot token',
  fix: `if that lasts, set DISCORD_TOKEN to the token of the Bot page on ${portal} and start again`,
}

/** Whether an error of the port means that Discord refuses the token. */
export const isUnauthorized = (error: unknown): boolean =>
  error instanceof RetryableError && error.code === unauthorized.code

/** The close codes after which there is no new connection. Source: Discord, Opcodes and Status Codes, gateway close codes. */
const closed: Readonly<Record<number, Fault>> = {
  4004: { ...unauthorized, code: '4004' },
  4010: { code: '4010', problem: 'Discord refuses this shard', fix: 'set DISCORD_SHARDS=auto' },
  4011: { code: '4011', problem: 'the bot is in too many servers for one connection', fix: 'set DISCORD_SHARDS=auto' },
  4012: { code: '4012', problem: 'Discord has retired this version of its API', fix: 'update this program' },
  4013: { code: '4013', problem: 'Discord does not know the intents asked for', fix: 'update this program' },
  4014: {
    code: '4014',
    problem: 'the application may not use the intents asked for',
    fix: `allow them on the Bot page on ${portal}, under Privileged Gateway Intents`,
  },
}

/** The fault that a gateway close code means; undefined if the connection is made again after it. */
export const faultOfClose = (code: number): Fault | undefined => closed[code]

/** The fault that kept a connection from being made, if the operator can do something about it other than to look at the network. */
export const faultOf = (error: unknown): Fault | undefined => {
  if (isUnauthorized(error)) return unauthorized
  return error instanceof RetryableError ? closed[Number(error.code)] : undefined
}
