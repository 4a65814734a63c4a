import type { InstallationStore } from '@slack/bolt'
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

/** Bolt's installation store: one encrypted value for each workspace, which cannot be decrypted for another workspace. */
export const createInstallations = (options: {
  readonly store: KeptTexts
  readonly encryptionKey: string
  readonly log: Log
  readonly onInstalled: (tenant: string) => Promise<void>
}) => {
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

  const bolt: InstallationStore = {
    async storeInstallation({ team, bot, user }) {
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
    // Only Bolt's own authorisation would ask; the app's asks for the bot.
    fetchInstallation: async () => Promise.reject(new Error('not used')),
  }
  return {
    bolt,
    /** The bot of a workspace; undefined if the app is not installed there. */
    bot: async (tenant: string) => (await read(tenant))?.bot,
    forget: async (tenant: string): Promise<void> => {
      await store.delete(tenant)
    },
    /**
     * Encrypts tokens of older keys again with the first key. Any number of processes may do so at once, and one that was
     * stopped continues at its next start. Gives how many were encrypted again, and the workspaces whose tokens no key opens.
     */
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
