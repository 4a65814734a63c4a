import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import type { Place } from '../../../src/commands/port.ts'
import { describeError } from '../../../src/errors.ts'
import type { Log } from '../../../src/log.ts'
import { createPermissionCache } from '../../../src/platform/permission-cache.ts'

const userSchema = z.object({
  user: z.object({
    team_id: z.string().optional(),
    deleted: z.boolean().optional(),
    is_admin: z.boolean().optional(),
    is_owner: z.boolean().optional(),
    is_primary_owner: z.boolean().optional(),
    is_restricted: z.boolean().optional(),
    is_ultra_restricted: z.boolean().optional(),
    tz: z.string().optional(),
    real_name: z.string().optional(),
    profile: z.object({ display_name: z.string().optional(), real_name: z.string().optional() }).optional(),
  }),
})

type User = z.infer<typeof userSchema>['user']

const channelSchema = z.object({
  channel: z.object({
    creator: z.string().optional(),
    is_channel: z.boolean().optional(),
    is_private: z.boolean().optional(),
    is_im: z.boolean().optional(),
    is_mpim: z.boolean().optional(),
    is_member: z.boolean().optional(),
  }),
})

export type Permissions = {
  /** Whether the person may change what the place receives, according to Slack; false if it does not answer. */
  mayManage(place: Place, person: string): Promise<boolean>
  /** Whether the person may change what every place of the workspace receives; false if Slack does not answer. */
  mayManageAll(tenant: string, person: string): Promise<boolean>
  /** Whether the place is a public channel and the person is not a guest, so that they can open it; false if Slack does not answer. */
  isOpenTo(place: Place, person: string): Promise<boolean>
  /** Whether the bot is in the channel; false if Slack does not answer. */
  isMember(place: Place): Promise<boolean>
  /** The person's IANA time zone; undefined if Slack does not answer. */
  zoneOf(tenant: string, person: string): Promise<string | undefined>
  /** The name that colleagues know the person by; undefined if Slack does not answer. */
  nameOf(tenant: string, person: string): Promise<string | undefined>
}

/** Whether the person belongs to this workspace: an admin of another organisation in a shared channel is a guest here. */
const isOwn = ({ deleted, team_id }: User, tenant: string): boolean =>
  deleted !== true && (team_id === undefined || team_id === tenant)

const isAdmin = (user: User): boolean =>
  user.is_admin === true || user.is_owner === true || user.is_primary_owner === true

/** A guest sees only the channels that they were added to. */
const isGuest = (user: User): boolean => user.is_restricted === true || user.is_ultra_restricted === true

export const createPermissions = (options: {
  readonly client: (tenant: string) => Promise<WebClient>
  readonly now: () => Date
  readonly log: Log
}): Permissions => {
  const { client, now, log } = options
  const remember = createPermissionCache(now, (asked, error) =>
    log.warn({ asked, error: describeError(error) }, 'Slack did not say what somebody may do'),
  )

  const userOf = async (tenant: string, person: string): Promise<User> =>
    userSchema.parse(await (await client(tenant)).users.info({ user: person })).user

  const tryUserOf = async (tenant: string, person: string): Promise<User | undefined> =>
    userOf(tenant, person).catch((error: unknown) => {
      log.debug({ tenant, error: describeError(error) }, 'Slack did not say who somebody is')
      return undefined
    })

  const channelOf = async ({ tenant, channel }: Place) =>
    channelSchema.parse(await (await client(tenant)).conversations.info({ channel })).channel

  const mayManageAll = async (tenant: string, person: string): Promise<boolean> =>
    (await remember(`admin ${tenant}/${person}`, async () => {
      const user = await userOf(tenant, person)
      return isOwn(user, tenant) && isAdmin(user)
    })) === true

  return {
    mayManageAll,
    async mayManage(place, person) {
      const { tenant, channel } = place
      // A person manages their own direct messages.
      if (place.isDirect === true) return channel === person
      // If Slack does not answer one question, the other one still counts.
      const answers = await Promise.all([
        mayManageAll(tenant, person),
        remember(`creator ${tenant}/${channel}/${person}`, async () => (await channelOf(place)).creator === person),
      ])
      return answers.includes(true)
    },
    async isMember(place) {
      // Not remembered, because the bot may be invited or removed at any time.
      return channelOf(place).then(
        ({ is_member }) => is_member === true,
        () => false,
      )
    },
    zoneOf: async (tenant, person) => (await tryUserOf(tenant, person))?.tz,
    async nameOf(tenant, person) {
      const { profile, real_name } = (await tryUserOf(tenant, person)) ?? {}
      return profile?.display_name || profile?.real_name || real_name
    },
    async isOpenTo(place, person) {
      if (place.isDirect === true) return false
      const { tenant, channel } = place
      const isMember = await remember(`member ${tenant}/${person}`, async () => {
        const user = await userOf(tenant, person)
        return isOwn(user, tenant) && !isGuest(user)
      })
      if (isMember !== true) return false
      const isPublic = await remember(`public ${tenant}/${channel}`, async () => {
        const { is_channel, is_private, is_im, is_mpim } = await channelOf(place)
        return is_channel === true && is_private === false && is_im !== true && is_mpim !== true
      })
      return isPublic === true
    },
  }
}
