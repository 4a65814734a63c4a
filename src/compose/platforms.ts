import type { Kysely } from 'kysely'
import type { Card } from '../card/card.ts'
import type { Config } from '../config/config.ts'
import type { Log } from '../log.ts'
import type { PlatformStatus } from '../ops/port.ts'
import type { Adapter, AdapterDeps, AdapterModule } from '../platform/adapter.ts'
import { createKeptTexts } from '../store/kept-texts.ts'
import { createMemory } from '../store/memory.ts'
import type { Schema } from '../store/schema.ts'
import { type Platform, platforms } from '../subscriptions/platforms.ts'

/** A platform that is used if the settings configure it; the page is always there. */
export type ChatPlatform = Exclude<Platform, 'web'>

type SettingsOf<One extends ChatPlatform> = NonNullable<Config[One]>

/** The adapter of each platform, imported only when it is needed. */
const adapters: { readonly [One in ChatPlatform]: () => Promise<AdapterModule<SettingsOf<One>>> } = {
  slack: async () => (await import('../../adapters/slack/adapter.ts')).adapter,
  discord: async () => (await import('../../adapters/discord/adapter.ts')).adapter,
}

/** A running chat platform. */
export type ComposedPlatform = Omit<Adapter, 'status'> & {
  readonly platform: ChatPlatform
  readonly status: () => PlatformStatus
}

type Deps = { readonly db: Kysely<Schema>; readonly log: Log; readonly now: () => Date }

/** The tokens of a platform's workspaces, encrypted. */
const textsOf = (db: Kysely<Schema>, platform: ChatPlatform): AdapterDeps['texts'] =>
  createKeptTexts(db, `${platform}-installations`)

/** The results of `act` for all configured platforms. */
const ofEach = async <Result>(
  config: Pick<Config, ChatPlatform>,
  act: <One extends ChatPlatform>(
    platform: One,
    adapter: AdapterModule<SettingsOf<One>>,
    settings: SettingsOf<One>,
  ) => Promise<Result>,
): Promise<Result[]> => {
  const results: Result[] = []
  const add = async <One extends ChatPlatform>(platform: One, settings: SettingsOf<One> | undefined): Promise<void> => {
    if (settings !== undefined) results.push(await act(platform, await adapters[platform](), settings))
  }
  for (const platform of Object.keys(adapters) as ChatPlatform[]) await add(platform, config[platform])
  return results
}

/** The adapters of the configured platforms. */
export const composePlatforms = (config: Config, { db, log, now }: Deps): Promise<readonly ComposedPlatform[]> =>
  ofEach(config, async (platform, { create }, settings) => {
    const deps = { memory: createMemory(db, platform, now), texts: textsOf(db, platform), log, now }
    const adapter = await create(settings, deps)
    return { ...adapter, platform, status: () => ({ platform, ...adapter.status() }) }
  })

/** Which platforms the settings configure: “Slack is configured, Discord is not configured”. */
export const platformsLine = (config: Pick<Config, ChatPlatform>): string =>
  (Object.keys(adapters) as ChatPlatform[])
    .map((platform) => `${platforms[platform].name} is ${config[platform] === undefined ? 'not ' : ''}configured`)
    .join(', ')

/** The state of a platform, and how to fix it. */
type PlatformCheck = Omit<PlatformStatus, 'platform'> & { readonly name: string }

/** The state of each platform, and which are not configured, for `doctor`. @param db undefined if there is none yet. */
export const checkPlatforms = async (
  config: Pick<Config, ChatPlatform>,
  { db, ...deps }: Omit<Deps, 'db'> & { readonly db: Kysely<Schema> | undefined },
): Promise<PlatformCheck[]> => {
  const checks = await ofEach(config, async (platform, { check }, settings) => ({
    name: platforms[platform].name,
    ...(await check(settings, { ...deps, texts: db && textsOf(db, platform) })),
  }))
  const unused = (Object.keys(adapters) as ChatPlatform[]).filter((platform) => config[platform] === undefined)
  return [
    ...checks,
    ...unused.map((platform) => ({
      name: platforms[platform].name,
      state: 'good' as const,
      detail: `is not configured; docs/${platform}.md says how`,
    })),
  ]
}

/** The payload that a platform would get for a card: for the page's views, even if the platform is not configured. */
export const previewAs = async (platform: ChatPlatform, card: Card, key: string): Promise<unknown> =>
  (await adapters[platform]()).preview(card, key)
