import type { Installation, InstallationStore } from '@slack/bolt'
import { z } from 'zod'
import { UserError } from '../../../src/errors.ts'
import type { Log } from '../../../src/log.ts'
import type { KeptTexts } from '../../../src/store/port.ts'
import { createSecretBox } from './secret-box.ts'

/** The stored part of an installation; of the person who installed it, only the id. */
const keptSchema = z.object({
  team: z.object({ id: z.string(), name: z.string().optional() }),
  bot: z.object({ token: z.string(), id: z.string(), userId: z.string(), scopes: z.array(z.string()) }),
  installedBy: z.string(),
})

type Kept = z.infer<typeof keptSchema>

export type Installations = InstallationStore & {
  /** The bot of a workspace; undefined if the app is not installed there. */
  readonly bot: (tenant: string) => Promise<Kept['bot'] | undefined>
  readonly forget: (tenant: string) => Promise<void>
  /**
   * Encrypts tokens of older keys again with the first key. Any number of processes may do so at once, and one that was
   * stopped continues at its next start.
   */
  readonly reseal: () => Promise<Resealed>
}

/** How many workspaces' tokens were encrypted again, and which no key opens. */
export type Resealed = { readonly resealed: number; readonly total: number; readonly unreadable: readonly string[] }

const asInstallation = (kept: Kept): Installation<'v2', false> => ({
  team: kept.team.name === undefined ? { id: kept.team.id } : { id: kept.team.id, name: kept.team.name },
  enterprise: undefined,
  user: { id: kept.installedBy, token: undefined, scopes: undefined },
  bot: kept.bot,
  isEnterpriseInstall: false,
  authVersion: 'v2',
  tokenType: 'bot',
})

/** Bolt's installation store: one encrypted value for each workspace, which cannot be decrypted for another workspace. */
export const createInstallations = (options: {
  readonly store: KeptTexts
  readonly encryptionKey: string
  readonly log: Log
  readonly onInstalled: (tenant: string) => Promise<void>
}): Installations => {
  const { store, log, onInstalled } = options
  const box = createSecretBox(options.encryptionKey)

  const read = async (tenant: string): Promise<Kept | undefined> => {
    const sealed = await store.get(tenant)
    if (sealed === undefined) return undefined
    const opened = box.open(sealed, tenant)
    if (opened === undefined) {
      log.error({ tenant }, 'the tokens of a workspace cannot be read: no key of ENCRYPTION_KEY opens them')
      return undefined
    }
    return keptSchema.parse(JSON.parse(opened.text))
  }

  return {
    async storeInstallation(installation) {
      const { team, bot, user } = installation
      if (team === undefined || bot === undefined) {
        throw new UserError('Installation', 'is for a whole organisation', 'install the app in a single workspace')
      }
      const kept: Kept = {
        team: { id: team.id, name: team.name },
        bot: { token: bot.token, id: bot.id, userId: bot.userId, scopes: bot.scopes },
        installedBy: user.id,
      }
      await store.set(team.id, box.seal(JSON.stringify(kept), team.id))
      await onInstalled(team.id)
    },
    async fetchInstallation({ teamId }) {
      const kept = teamId === undefined ? undefined : await read(teamId)
      if (kept === undefined) throw new UserError('Workspace', 'is not one that the app is installed in', 'install it')
      return asInstallation(kept)
    },
    async deleteInstallation({ teamId }) {
      if (teamId !== undefined) await store.delete(teamId)
    },
    bot: async (tenant) => (await read(tenant))?.bot,
    forget: async (tenant) => {
      await store.delete(tenant)
    },
    async reseal() {
      const unreadable: string[] = []
      let resealed = 0
      const entries = await store.entries()
      for (const [tenant, sealed] of entries) {
        const opened = box.open(sealed, tenant)
        if (opened === undefined) unreadable.push(tenant)
        else if (opened.isOldKey && (await store.replace(tenant, sealed, box.seal(opened.text, tenant)))) resealed += 1
      }
      return { resealed, total: entries.length, unreadable }
    },
  }
}
