import type { Kysely } from 'kysely'
import type { Poster } from './delivery/port.ts'
import type { Receiver } from './commands/port.ts'
import type { Card } from './card/card.ts'
import type { Config } from './config.ts'
import type { Log } from './log.ts'
import type { PlatformStatus } from './ops/port.ts'
import type { Schema } from './store/schema.ts'
import { createKeptTexts } from './store/kept-texts.ts'
import { createMemory } from './store/memory.ts'
import type { RequestListener } from 'node:http'
import type { Platform } from './subscriptions/place.ts'

/** A chat platform that the settings name. */
export type ComposedPlatform = Poster &
  Receiver & {
    readonly platform: Exclude<Platform, 'web'>
    readonly status: () => PlatformStatus
    /** Where one process hears what people do and every other only posts: hears nothing more until its next `start`. */
    readonly deafen: (() => Promise<void>) | undefined
    /** What it answers on the page's port, by the beginning of the path. */
    readonly mounted?: Readonly<Record<string, RequestListener>>
  }

type Deps = { readonly db: Kysely<Schema>; readonly log: Log; readonly now: () => Date }

/** The tokens of the workspaces, encrypted. */
const installationsIn = (db: Kysely<Schema>) => createKeptTexts(db, 'slack-installations')

const composeSlack = async (
  config: NonNullable<Config['slack']>,
  { db, log, now }: Deps,
): Promise<ComposedPlatform> => {
  const { createSlack } = await import('../adapters/slack/index.ts')
  const { apiUrl, ...mode } = config
  const slack = createSlack({
    ...(mode.mode === 'http' ? { ...mode, installations: installationsIn(db) } : mode),
    ...(apiUrl === undefined ? {} : { apiUrl }),
    memory: createMemory(db, 'slack', now),
    log,
    now,
  })
  return {
    ...slack,
    platform: 'slack',
    deafen: undefined,
    status() {
      const { isReady, fault } = slack.state()
      if (fault !== undefined) return { platform: 'slack', state: 'bad', detail: fault }
      const how = mode.mode === 'socket' ? 'Socket Mode' : 'HTTP'
      return isReady
        ? { platform: 'slack', state: 'good', detail: how }
        : { platform: 'slack', state: 'warning', detail: `${how}, connecting` }
    },
    ...(slack.listener === undefined ? {} : { mounted: { '/slack/': slack.listener } }),
  }
}

const composeDiscord = async (
  config: NonNullable<Config['discord']>,
  { db, log, now }: Deps,
): Promise<ComposedPlatform> => {
  const { createDiscord } = await import('../adapters/discord/index.ts')
  const discord = createDiscord({ ...config, memory: createMemory(db, 'discord', now), log, now })
  return {
    ...discord,
    platform: 'discord',
    status() {
      const { isReady, fault, servers, requests } = discord.state()
      const waiting = requests.waiting > 0 ? `, ${requests.waiting} requests wait for Discord's limits` : ''
      if (fault !== undefined) return { platform: 'discord', state: 'bad', detail: fault.fix }
      return isReady
        ? { platform: 'discord', state: 'good', detail: `${servers} servers${waiting}` }
        : { platform: 'discord', state: 'warning', detail: 'connecting' }
    },
  }
}

/** The adapters of the platforms that the settings name, each loaded only then. */
export const composePlatforms = async (
  { slack, discord }: Config,
  deps: Deps,
): Promise<readonly ComposedPlatform[]> => [
  ...(slack === undefined ? [] : [await composeSlack(slack, deps)]),
  ...(discord === undefined ? [] : [await composeDiscord(discord, deps)]),
]

/** How a platform answers, and how to mend what does not work. */
type PlatformCheck = Pick<PlatformStatus, 'state' | 'detail'> & { readonly name: string; readonly fix?: string }

/** How the platforms that the settings name answer, for `doctor`. @param db undefined where there is none yet. */
export const checkPlatforms = async (
  { slack, discord }: Pick<Config, 'slack' | 'discord'>,
  { db, ...deps }: Omit<Deps, 'db'> & { readonly db: Kysely<Schema> | undefined },
): Promise<PlatformCheck[]> => {
  const checks: PlatformCheck[] = []
  if (slack?.mode === 'http' && db !== undefined) {
    const { checkTokens } = await import('../adapters/slack/index.ts')
    checks.push({ name: 'Slack', ...(await checkTokens(installationsIn(db), slack.encryptionKey)) })
  }
  if (discord !== undefined) {
    const { checkDiscord } = await import('../adapters/discord/index.ts')
    checks.push({ name: 'Discord', ...(await checkDiscord({ ...discord, ...deps })) })
  }
  return checks
}

/** The payload that a platform would get for a card: for the page's views, also without such an adapter. */
export const previewAs = async (platform: 'slack' | 'discord', card: Card, key: string): Promise<unknown> => {
  if (platform === 'slack') return (await import('../adapters/slack/render/message.ts')).renderMessage(card)
  return (await import('../adapters/discord/render/message.ts')).renderMessage(card, { key }).payload
}
