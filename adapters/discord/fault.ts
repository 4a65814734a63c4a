/** What stops the whole adapter, and what the operator has to do about it. */
export type Fault = { readonly code: string; readonly problem: string; readonly fix: string }

const portal = 'https://discord.com/developers/applications'

export const unauthorized: Fault = {
  code: '401',
  problem: 'Discord does not accept the bot token',
  fix: `set DISCORD_TOKEN to the token of the Bot page on ${portal} and start again`,
}

/** Source: Discord, Opcodes and Status Codes, gateway close codes; those that no reconnect mends. */
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

/** The fault behind a gateway close code; undefined for one that discord.js reconnects after. */
export const faultOfClose = (code: number): Fault | undefined => closed[code]
