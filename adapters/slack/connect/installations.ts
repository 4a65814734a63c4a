import type { InstallationStore } from '@slack/bolt'
import { z } from 'zod'
import { UserError } from '../../../src/errors.ts'
import type { createTokenStore } from '../../../src/platform/token-store.ts'

/** The stored part of an installation; of the person who installed it, only the id. */
const keptSchema = z.object({
  team: z.object({ id: z.string(), name: z.string().optional() }),
  bot: z.object({ token: z.string(), id: z.string(), userId: z.string(), scopes: z.array(z.string()) }),
  installedBy: z.string(),
})

type Kept = z.infer<typeof keptSchema>

/** The bot of a workspace; undefined if the app is not installed there. */
export const installedBot = async (
  tokens: ReturnType<typeof createTokenStore>,
  tenant: string,
): Promise<Kept['bot'] | undefined> => {
  const kept = await tokens.get(tenant)
  return kept === undefined ? undefined : keptSchema.parse(JSON.parse(kept)).bot
}

/** Bolt's store of installations. */
export const createInstallations = (
  tokens: ReturnType<typeof createTokenStore>,
  onInstalled: (tenant: string) => Promise<void>,
): InstallationStore => ({
  async storeInstallation({ team, bot, user }) {
    if (team === undefined || bot === undefined) {
      throw new UserError('Installation', 'is for a whole organisation', 'install the app in a single workspace')
    }
    const { token, id, userId, scopes } = bot
    const kept: Kept = {
      team: { id: team.id, name: team.name },
      bot: { token, id, userId, scopes },
      installedBy: user.id,
    }
    await tokens.set(team.id, JSON.stringify(kept))
    await onInstalled(team.id)
  },
  // Never called: only Bolt's own `authorize` would, and the app has another, which uses `installedBot`.
  fetchInstallation: async () => Promise.reject(new Error('not used')),
})
