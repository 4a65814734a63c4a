import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { Place } from '../../src/commands/port.ts'
import { describeError } from '../../src/errors.ts'
import type { Log } from '../../src/log.ts'

const rememberMs = 5 * 60_000
const mostRemembered = 10_000

const userSchema = z.object({
  user: z.object({
    team_id: z.string().optional(),
    deleted: z.boolean().optional(),
    is_admin: z.boolean().optional(),
    is_owner: z.boolean().optional(),
    is_primary_owner: z.boolean().optional(),
  }),
})

const channelSchema = z.object({ channel: z.object({ creator: z.string().optional() }) })

export type Permissions = {
  /** Whether the person may change what the place receives; asked of Slack itself, false where it does not say. */
  mayManage(place: Place, person: string): Promise<boolean>
}

export const createPermissions = (options: {
  readonly client: (tenant: string) => Promise<WebClient>
  readonly managers: readonly string[]
  readonly now: () => Date
  readonly log: Log
}): Permissions => {
  const { client, managers, now, log } = options
  const remembered = new Map<string, { readonly may: boolean; readonly until: number }>()

  const isAdmin = async (slack: WebClient, tenant: string, person: string): Promise<boolean> => {
    const { user } = userSchema.parse(await slack.users.info({ user: person }))
    // An admin of another organisation's workspace, met in a shared channel, is a guest here.
    if (user.deleted === true || (user.team_id !== undefined && user.team_id !== tenant)) return false
    return user.is_admin === true || user.is_owner === true || user.is_primary_owner === true
  }

  const isCreator = async (slack: WebClient, channel: string, person: string): Promise<boolean> =>
    channelSchema.parse(await slack.conversations.info({ channel })).channel.creator === person

  /** Undefined where Slack does not say. */
  const ask = async ({ tenant, channel }: Place, person: string): Promise<boolean | undefined> => {
    const unknown = (error: unknown): undefined => {
      log.warn({ tenant, channel, error: describeError(error) }, 'Slack does not say who may manage')
    }
    // One question that Slack does not answer must not hide the other.
    const slack = await client(tenant)
    const answers = await Promise.all([
      isAdmin(slack, tenant, person).catch(unknown),
      isCreator(slack, channel, person).catch(unknown),
    ])
    if (answers.includes(true)) return true
    return answers.includes(undefined) ? undefined : false
  }

  return {
    async mayManage(place, person) {
      if (managers.includes(person)) return true
      // What comes to a person alone is theirs to decide.
      if (place.isDirect === true) return place.channel === person
      const key = `${place.tenant}/${place.channel}/${person}`
      const known = remembered.get(key)
      if (known !== undefined && known.until > now().getTime()) return known.may
      const may = await ask(place, person)
      if (may === undefined) return false
      if (remembered.size >= mostRemembered) remembered.clear()
      remembered.set(key, { may, until: now().getTime() + rememberMs })
      return may
    },
  }
}
