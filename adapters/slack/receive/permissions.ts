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

/** Whether the person belongs to this workspace: an admin of another organisation in a shared channel is a guest here. */
const isOwn = ({ deleted, team_id }: User, tenant: string): boolean =>
  deleted !== true && (team_id === undefined || team_id === tenant)

const isAdmin = (user: User): boolean =>
  user.is_admin === true || user.is_owner === true || user.is_primary_owner === true

/** A guest sees only the channels that they were added to. */
const isGuest = (user: User): boolean => user.is_restricted === true || user.is_ultra_restricted === true

/** What people may do and who they are, according to Slack. If Slack does not answer, they may not, and the rest is undefined. */
export const createPermissions = ({
  client,
  now,
  log,
}: {
  readonly client: (tenant: string) => Promise<WebClient>
  readonly now: () => Date
  readonly log: Log
}) => {
  const remember = createPermissionCache(now, (asked, error) =>
    log.warn({ asked, error: describeError(error) }, 'Slack did not answer a question about permissions'),
  )

  const userOf = async (tenant: string, person: string): Promise<User> =>
    userSchema.parse(await (await client(tenant)).users.info({ user: person })).user

  const tryUserOf = async (tenant: string, person: string): Promise<User | undefined> =>
    userOf(tenant, person).catch((error: unknown) => {
      log.debug({ tenant, error: describeError(error) }, 'Slack did not give the facts about a person')
      return undefined
    })

  const channelOf = async ({ tenant, channel }: Place) =>
    channelSchema.parse(await (await client(tenant)).conversations.info({ channel })).channel

  /** Whether the person may change what every place of the workspace receives. */
  const mayManageAll = async (tenant: string, person: string): Promise<boolean> =>
    remember(`admin ${tenant}/${person}`, async () => {
      const user = await userOf(tenant, person)
      return isOwn(user, tenant) && isAdmin(user)
    })

  return {
    mayManageAll,
    /** Whether the person may change what the place receives. */
    async mayManage(place: Place, person: string): Promise<boolean> {
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
    /** Whether the bot is in the channel. Not remembered, because it may be invited or removed at any time. */
    isMember: async (place: Place): Promise<boolean> =>
      channelOf(place).then(
        ({ is_member }) => is_member === true,
        () => false,
      ),
    /** The person's IANA time zone. */
    zoneOf: async (tenant: string, person: string) => (await tryUserOf(tenant, person))?.tz,
    /** The name that colleagues know the person by. */
    async nameOf(tenant: string, person: string): Promise<string | undefined> {
      const { profile, real_name } = (await tryUserOf(tenant, person)) ?? {}
      return profile?.display_name || profile?.real_name || real_name
    },
    /** Whether the place is a public channel and the person is not a guest, so that they can open it. */
    async isOpenTo(place: Place, person: string): Promise<boolean> {
      if (place.isDirect === true) return false
      const { tenant, channel } = place
      const isMember = await remember(`member ${tenant}/${person}`, async () => {
        const user = await userOf(tenant, person)
        return isOwn(user, tenant) && !isGuest(user)
      })
      return (
        isMember &&
        remember(`public ${tenant}/${channel}`, async () => {
          const { is_channel, is_private, is_im, is_mpim } = await channelOf(place)
          return is_channel === true && is_private === false && is_im !== true && is_mpim !== true
        })
      )
    },
  }
}

export type Permissions = ReturnType<typeof createPermissions>
